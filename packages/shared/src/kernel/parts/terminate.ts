/** Interruption: ends what a token holds, and everything inside of it, the innermost first. */
import { firstHaving, having } from '../queries/lookup.ts';
import type { OpenCondition, Token } from '../state.ts';
import { about, aboutVisit } from './about.ts';
import type { Run } from './run.ts';

/** Ends a token's stay at its element, with everything inside. */
export function terminate(run: Run, token: Token, cause: string): void {
  terminateAwaited(run, token, cause);
  const inner = run.ownScope(token.id);
  if (inner) terminateScope(run, inner.id, cause);
  const element = run.element(token.element);
  release(run, token.id, cause);
  if (token.via !== undefined) {
    run.emit({ type: 'tokenDropped', ...about(element), tokenId: token.id, cause });
    return;
  }
  const counter = token.loopCounter === undefined ? {} : { loopCounter: token.loopCounter };
  if (token.compensation !== undefined) {
    const where = aboutVisit(element, token.loopCounter);
    run.emit({ type: 'compensationTerminated', ...where, tokenId: token.id, ...counter, cause });
    endIfAlone(run, token.compensation, cause);
    return;
  }
  const isBody = inner?.loop !== undefined;
  if (!isBody) run.handler(element).onTerminate?.(run, token, element, cause);
  const where = isBody ? aboutVisit(element) : about(element);
  run.emit({ type: 'elementTerminated', ...where, tokenId: token.id, ...counter, cause });
}

/** Ends every token of a scope; its owner stays. */
export function terminateScope(run: Run, scopeId: string, cause: string): void {
  // One may end others beside it: a throw event ends what it compensates.
  for (const token of having(run.draft.tokens, 'scope', scopeId)) if (run.token(token.id)) terminate(run, token, cause);
}

/** What a token that ends has compensated so far stays so; what it still waits for ends with it. */
function terminateAwaited(run: Run, { id }: Token, cause: string): void {
  const awaited = firstHaving(run.draft.compensations, 'token', id);
  for (const scopeId of awaited?.scopeIds ?? [])
    for (const token of having(run.draft.tokens, 'scope', scopeId))
      if (token.compensation === awaited?.id && run.token(token.id)) terminate(run, token, cause);
}

/** A compensation whose last activity was ended goes no further. */
function endIfAlone(run: Run, compensationId: string, cause: string): void {
  const open = firstHaving(run.draft.compensations, 'id', compensationId);
  if (!open || run.draft.tokens.some(({ compensation }) => compensation === compensationId)) return;
  run.emit({ type: 'compensationEnded', ...about(run.element(open.thrownBy)), compensationId, cause });
}

const held = <T extends { readonly tokenId?: string }>(list: readonly T[] | undefined, tokenId: string): readonly T[] =>
  having(list, 'token', tokenId);

/** Cancels the tasks, timers, subscriptions, jobs and calls that a token holds, and closes its incidents. */
export function release(run: Run, tokenId: string, cause: string): void {
  const { draft } = run;
  for (const { id: taskId } of held(draft.tasks, tokenId)) {
    const token = run.token(tokenId);
    if (token) run.emit({ type: 'taskCancelled', ...about(run.element(token.element)), taskId, cause });
  }
  disarm(run, tokenId);
  for (const { id: jobId, element } of held(draft.jobs, tokenId))
    run.emit({ type: 'jobCancelled', ...about(run.element(element)), jobId });
  for (const { id: callId, element } of held(draft.calls, tokenId))
    run.emit({ type: 'callCancelled', ...about(run.element(element)), callId, cause });
  for (const { id: incidentId, element } of held(draft.incidents, tokenId))
    run.emit({ type: 'incidentResolved', ...about(run.element(element)), incidentId, reason: cause });
}

/** What stopped tokens that another takes in is over with them. */
export function takeIn(run: Run, tokenIds: readonly string[]): void {
  if (run.draft.incidents.length > 0) for (const tokenId of tokenIds) release(run, tokenId, 'joined');
}

/** Which waits of a holder are meant: those of one event, or of one definition of it. */
interface Meant {
  readonly element?: number;
  readonly definition?: number;
}

/** Cancels the timers, subscriptions and conditions that a token holds. */
export function disarm(run: Run, tokenId: string, meant: Meant = {}): void {
  const isMeant = ({ element, definition = 0 }: Meant): boolean =>
    (meant.element === undefined || meant.element === element) &&
    (meant.definition === undefined || meant.definition === definition);
  const { timers, subscriptions, conditions } = run.draft;
  for (const { id: timerId, element } of held(timers, tokenId).filter(isMeant))
    run.emit({ type: 'timerCancelled', ...about(run.element(element)), timerId });
  for (const { id: subscriptionId, element } of held(subscriptions, tokenId).filter(isMeant))
    run.emit({ type: 'subscriptionClosed', ...about(run.element(element)), subscriptionId });
  for (const condition of held(conditions, tokenId).filter(isMeant)) closeCondition(run, condition);
}

export function closeCondition(run: Run, { id: conditionId, element }: OpenCondition): void {
  run.emit({ type: 'conditionClosed', ...about(run.element(element)), conditionId });
}
