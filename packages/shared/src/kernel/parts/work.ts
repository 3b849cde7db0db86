/** The work of an element that a token has entered: boundary events first, then its own, or its runs. */
import type { Token } from '../state.ts';
import { armBoundaries } from './enter.ts';
import { startRuns } from './repetition/index.ts';
import type { Run } from './run.ts';

/** Arms its boundary events, then works; a run's are its body's. */
export function beginWork(run: Run, token: Token): void {
  if (token.loopCounter !== undefined || armBoundaries(run, token)) work(run, token);
}

export function work(run: Run, token: Token): void {
  const element = run.element(token.element);
  const own = element.plan.loop && run.ownScope(token.id);
  if (own?.loop) startRuns(run, token, own);
  else run.handler(element).work(run, token, element);
}
