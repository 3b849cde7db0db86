/** How a token leaves an element: exit rules, output mappings, which flows it takes, what its scope does when it was the last. */
import type { JsonObject } from '../../base/index.ts';
import type { Writable } from '../appliers/applier.ts';
import type { Actor } from '../input.ts';
import type { ProgramElement } from '../program.ts';
import { firstHaving } from '../queries/lookup.ts';
import { rootScopeId, type Token } from '../state.ts';
import { choose, doneBy, type Way } from './choose.ts';
import { finishCompensation } from './compensate.ts';
import { answerOf, answerScope, handOutputs } from './data.ts';
import { endInstance } from './end-instance.ts';
import { jump } from './jump.ts';
import { collectOutputs, endRun, isBody } from './repetition/index.ts';
import type { NewEventOf, Run } from './run.ts';
import { release } from './terminate.ts';

/** Takes in what the outside answered (a job, a message, a person), then leaves. */
export function complete(run: Run, token: Token, variables: JsonObject | undefined, by?: Actor): void {
  if (variables) {
    const element = run.element(token.element);
    const about = by === undefined ? { elementId: element.id } : { elementId: element.id, by };
    const own = answerScope(run, token, element);
    if (own) run.emit({ type: 'variablesSet', scopeId: own.id, variables: { result: variables }, ...about });
    else run.setVariables(run.scopeIdOf(token), variables, about);
  }
  leave(run, token, by);
}

/** Completes the element and sends tokens on; stays, with an incident, where it can't or is stopped. */
export function leave(run: Run, token: Token, by?: Actor): void {
  if (run.standsStill(token, 'complete', by)) return;
  const element = run.element(token.element);
  if (isBody(element, token)) collectOutputs(run, token);
  else {
    const handler = run.handler(element);
    if (handler.beforeLeave && !handler.beforeLeave(run, token, element)) return;
    if (!writeOutputs(run, token, element, by)) return;
  }
  goOn(run, token, by);
}

/** Its work and mappings are done: a run ends, and with the last one its body is left; anything else departs. */
export function goOn(run: Run, token: Token, by?: Actor): void {
  if (token.loopCounter === undefined) {
    depart(run, token, by);
    return;
  }
  const body = endRun(run, token, by);
  if (body) leave(run, body, by);
}

/** Chooses the flows out of the element. */
function depart(run: Run, token: Token, by?: Actor): void {
  if (token.returnTo !== undefined) {
    sendAlong(run, token, [], by);
    // A step that was sent back to be done is done: straight to who sent it.
    jump(run, token, token.returnTo, { cause: 'returned', requestedBy: by?.userId ?? token.requestedBy });
    return;
  }
  const element = run.element(token.element);
  const flows = choose(run, token, element, by);
  if (!flows) return;
  const { completionQuantity = 1 } = element.plan;
  const ways = completionQuantity === 1 ? flows : flows.flatMap((way) => Array.from({ length: completionQuantity }, () => way));
  for (const tokenId of sendAlong(run, token, ways, by)) run.moves.push({ tokenId, phase: 'arrive' });
  if (!toldAround(run, token.scopeId) && flows.length === 0) closeIfEmpty(run, token.scopeId, element);
}

/** Tells the element whose scope it is that something inside was completed, where it wants to know. */
function toldAround(run: Run, scopeId: string): boolean {
  const owner = run.ownerOf(scopeId);
  // What is compensated is over: it wants to know nothing.
  if (!owner || owner.compensation !== undefined) return false;
  const element = run.element(owner.element);
  const { onInside } = run.handler(element);
  onInside?.(run, owner, element);
  return onInside !== undefined;
}

/** Completes the element and puts one token on each flow; answers their ids. */
export function sendAlong(run: Run, token: Token, flows: readonly Way[], by?: Actor): readonly string[] {
  const { id: elementId, kind, plan } = run.element(token.element);
  const elementKind = plan.loop ? plan.loop.kind : kind;
  release(run, token.id, 'completed');
  const completed: Writable<NewEventOf<'elementCompleted'>> = {
    type: 'elementCompleted',
    elementId,
    elementKind,
    tokenId: token.id,
  };
  if (by !== undefined) completed.by = by;
  run.emit(completed);
  const requestedBy = by ? by.userId : token.requestedBy;
  return flows.map(({ flow, because }, position) => {
    const taken: Writable<NewEventOf<'flowTaken'>> = {
      type: 'flowTaken',
      elementId: flow.id,
      elementKind: 'sequenceFlow',
      sourceId: elementId,
      targetId: run.element(flow.target).id,
      tokenId: position === 0 ? token.id : `k${run.nextSeq}`,
      scopeId: token.scopeId,
    };
    if (requestedBy !== undefined && requestedBy !== null) taken.requestedBy = requestedBy;
    if (because) taken.because = because;
    run.emit(taken);
    return taken.tokenId;
  });
}

/** Completes the scope's owner, or the instance (with the last end's outcome), once no token is left inside. */
export function closeIfEmpty(run: Run, scopeId: string, last?: ProgramElement): void {
  if (firstHaving(run.draft.tokens, 'scope', scopeId)) return;
  if (scopeId === rootScopeId) {
    if (run.draft.status === 'active') endInstance(run, { type: 'instanceCompleted', ...last?.plan.end });
    return;
  }
  const owner = run.ownerOf(scopeId);
  if (owner?.compensation !== undefined) {
    finishCompensation(run, owner);
    // Whoever threw it may not have waited, so that nothing else is left there.
    if (!toldAround(run, owner.scopeId)) closeIfEmpty(run, owner.scopeId);
  } else if (owner) leave(run, owner);
}

/** Data outputs and output mappings read the element's own scope, and `result` and its members where the outside answered. */
function writeOutputs(run: Run, token: Token, element: ProgramElement, by?: Actor): boolean {
  const { outputs = [], data } = element.plan;
  if (outputs.length === 0 && !data) return true;
  const extra = answerOf(run, token);
  const failure = handOutputs(run, token, element, extra);
  if (failure) {
    const { code, message, missing } = failure;
    const more = missing === undefined ? {} : { params: { missing: [...missing] } };
    if (missing) run.refuse(token, code, message, 'complete', { ...more, ...doneBy(by) });
    else run.raise(token, code, message, 'complete', doneBy(by));
    return false;
  }
  for (const { name, value } of outputs) {
    const answer = run.evaluate(value, run.scopeIdOf(token), extra);
    if (!answer.ok) {
      const message = `The output ${name} of ${element.id} failed: ${answer.message}`;
      run.raise(token, 'expression-failed', message, 'complete', doneBy(by));
      return false;
    }
    run.setVariables(token.scopeId, { [name]: answer.value }, { elementId: element.id });
  }
  return true;
}
