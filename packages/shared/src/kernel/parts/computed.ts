/** Texts that may be plain: which of them are computed, and what an element's work computes of one. */
import type { Json } from '../../base/index.ts';
import type { Expression } from '../../expression/index.ts';
import { holdsJuel } from '../../model/index.ts';
import type { Token } from '../state.ts';
import type { Run } from './run.ts';

/** FEEL behind a `=`; or a `${…}` that is no FEEL, which the compiler is to refuse by name and never take for plain text. */
export const isComputed = (text: string): boolean => text.trimStart().startsWith('=') || holdsJuel(text);

interface Asked<T extends Json> {
  /** What it is, as the beginning of a sentence. */
  readonly what: string;
  readonly expected: string;
  readonly fits: (value: Json) => value is T;
}

/** The value where it fits; else undefined, and an incident says what was expected. */
export function compute<T extends Json>(run: Run, token: Token, expression: Expression, asked: Asked<T>): T | undefined {
  const answer = run.evaluate(expression, run.scopeIdOf(token));
  if (answer.ok && asked.fits(answer.value)) return answer.value;
  const why = answer.ok ? `is ${JSON.stringify(answer.value)}; expected ${asked.expected}` : answer.message;
  run.raise(token, 'expression-failed', `${asked.what} ${why}.`, 'work');
  return undefined;
}

export const isText = (value: Json): value is string => typeof value === 'string' && value !== '';
export const isCount = (value: Json): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0;
