/** Interruption: ends what a token holds, and everything inside of it, the innermost first. */
import type { Token } from '../state.ts';
import type { Run } from './run.ts';

/** Ends a token's stay at its element, with everything inside. */
export function terminate(run: Run, token: Token, cause: string): void {
  const inner = run.ownScope(token.id);
  if (inner) terminateScope(run, inner.id, cause);
  const element = run.element(token.element);
  release(run, token.id, cause);
  run.handler(element).onTerminate?.(run, token, element, cause);
  const { id: elementId, kind } = element;
  const isBody = inner?.loop !== undefined;
  const counter = token.loopCounter === undefined ? {} : { loopCounter: token.loopCounter };
  const elementKind = isBody ? 'multiInstance' : kind;
  run.emit({ type: 'elementTerminated', elementId, elementKind, tokenId: token.id, ...counter, cause });
}

/** Ends every token of a scope; its owner stays. */
export function terminateScope(run: Run, scopeId: string, cause: string): void {
  for (const token of run.draft.tokens.filter((candidate) => candidate.scopeId === scopeId)) terminate(run, token, cause);
}

/** Cancels the tasks, timers, subscriptions and jobs that a token holds, and closes its incidents. */
export function release(run: Run, tokenId: string, cause: string): void {
  const { draft } = run;
  const about = (index: number) => {
    const { id: elementId, kind: elementKind } = run.element(index);
    return { elementId, elementKind };
  };
  const held = <T extends { readonly tokenId?: string }>(list: readonly T[]): readonly T[] =>
    list.length === 0 ? list : list.filter((item) => item.tokenId === tokenId);
  for (const { id: taskId } of held(draft.tasks)) {
    const token = run.token(tokenId);
    if (token) run.emit({ type: 'taskCancelled', ...about(token.element), taskId, cause });
  }
  for (const { id: timerId, element } of held(draft.timers)) run.emit({ type: 'timerCancelled', ...about(element), timerId });
  for (const { id: subscriptionId, element } of held(draft.subscriptions))
    run.emit({ type: 'subscriptionClosed', ...about(element), subscriptionId });
  for (const { id: jobId, element } of held(draft.jobs)) run.emit({ type: 'jobCancelled', ...about(element), jobId });
  for (const { id: incidentId, element } of held(draft.incidents))
    run.emit({ type: 'incidentResolved', ...about(element), incidentId, reason: cause });
}
