/** Text that stands as written, or that FEEL answers. */
import type { Expression } from '../../expression/index.ts';
import type { Run } from './run.ts';

/** The text, a number as its text; null where the expression answers null, undefined where it answers neither of them. */
export function textOf(run: Run, text: string | Expression, scopeId: string): string | null | undefined {
  if (typeof text === 'string') return text;
  const answer = run.evaluate(text, scopeId);
  if (!answer.ok) return undefined;
  if (typeof answer.value === 'number') return String(answer.value);
  return typeof answer.value === 'string' || answer.value === null ? answer.value : undefined;
}

/** The same where it names something: undefined where it names nothing. */
export const nameOf = (run: Run, text: string | Expression, scopeId: string): string | undefined =>
  textOf(run, text, scopeId) || undefined;
