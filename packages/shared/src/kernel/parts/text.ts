/** A name that stands as written, or that FEEL answers. */
import type { Expression } from '../../expression/index.ts';
import type { Run } from './run.ts';

/** The text; undefined where the expression answers none, or an empty one. */
export function textOf(run: Run, text: string | Expression, scopeId: string): string | undefined {
  if (typeof text === 'string') return text;
  const answer = run.evaluate(text, scopeId);
  return answer.ok && typeof answer.value === 'string' && answer.value !== '' ? answer.value : undefined;
}
