/** How a token leaves an element: exit rules, output mappings, which flows it takes, what its scope does when it was the last. */
import { isJsonObject, type JsonObject } from '../../base/index.ts';
import type { Writable } from '../appliers/applier.ts';
import type { Actor } from '../input.ts';
import { firstHaving } from '../lookup.ts';
import type { LoopPlan, ProgramElement } from '../program.ts';
import { type LoopState, rootScopeId, type Token } from '../state.ts';
import { choose, doneBy, type Way } from './choose.ts';
import { finishCompensation } from './compensate.ts';
import { handOutputs, keepsAnswer } from './data.ts';
import { endInstance } from './end-instance.ts';
import { countsOf, isDone, startRuns } from './multi-instance.ts';
import type { NewEventOf, Run } from './run.ts';
import { goStraightBack } from './send-back.ts';
import { release, terminateScope } from './terminate.ts';

/** Takes in what the outside answered (a job, a message, a person), then leaves. */
export function complete(run: Run, token: Token, variables: JsonObject | undefined, by?: Actor): void {
  if (variables) {
    const element = run.element(token.element);
    const about = by === undefined ? { elementId: element.id } : { elementId: element.id, by };
    const own = keepsAnswer(element.plan) ? run.ownScope(token.id) : undefined;
    if (own) run.emit({ type: 'variablesSet', scopeId: own.id, variables: { result: variables }, ...about });
    else run.setVariables(run.scopeIdOf(token), variables, about);
  }
  leave(run, token, by);
}

/** Completes the element and sends tokens on; raises an incident and stays where it can't. */
export function leave(run: Run, token: Token, by?: Actor): void {
  const element = run.element(token.element);
  if (element.plan.loop && token.loopCounter === undefined) {
    leaveBody(run, token, element.plan.loop, by);
    return;
  }
  const handler = run.handler(element);
  if (handler.beforeLeave && !handler.beforeLeave(run, token, element)) return;
  if (!writeOutputs(run, token, element, by)) return;
  depart(run, token, by);
}

/** Chooses the flows out of an element whose work and mappings are done. */
export function depart(run: Run, token: Token, by?: Actor): void {
  if (token.loopCounter !== undefined) {
    endRun(run, token, by);
    return;
  }
  if (token.returnTo !== undefined) {
    sendAlong(run, token, [], by);
    goStraightBack(run, token, token.returnTo, by?.userId ?? token.requestedBy);
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
  const scope = run.scope(scopeId);
  const owner = scope && run.token(scope.tokenId);
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

/** Ends one run of a loop or multi-instance activity; the last one, or the one that meets the condition, ends the body. */
function endRun(run: Run, token: Token, by?: Actor): void {
  const element = run.element(token.element);
  const scope = run.scope(token.scopeId);
  const body = scope && run.token(scope.tokenId);
  const plan = element.plan.loop;
  if (!plan || !scope?.loop || !body) return;
  const done = isDone(run, token, plan, scope.loop);
  const output = plan.output && run.evaluate(plan.output, run.scopeIdOf(token), resultOf(run, token));
  const failed = typeof done === 'object' ? done : output && !output.ok ? output : undefined;
  if (failed) {
    run.raise(token, 'expression-failed', `A run of ${element.id} can't end: ${failed.message}`, 'leave', doneBy(by));
    return;
  }
  release(run, token.id, 'completed');
  run.emit({
    type: 'elementCompleted',
    elementId: element.id,
    elementKind: element.kind,
    tokenId: token.id,
    ...(token.loopCounter === undefined ? {} : { loopCounter: token.loopCounter }),
    ...(output?.ok ? { output: output.value } : {}),
    ...(by === undefined ? {} : { by }),
  });
  throwWithRun(run, body, plan, run.scope(scope.id)?.loop);
  // What was thrown may have ended the activity.
  if (!run.token(body.id)) return;
  const after = run.scope(scope.id);
  if (done) {
    terminateScope(run, scope.id, 'conditionMet');
    leaveBody(run, body, plan, by);
  } else if (after && plan.isSequential) startRuns(run, body, after);
}

/** A multi-instance activity throws what it says to with a run that is completed, as if from the whole of it. */
function throwWithRun(run: Run, body: Token, { throws = [] }: LoopPlan, loop: LoopState | undefined): void {
  for (const { when, definition } of throws) {
    if (!loop || !run.token(body.id) || (when === 'first' && loop.completed !== 1)) continue;
    if (typeof when !== 'string') {
      const answer = run.evaluate(when, run.scopeIdOf(body), countsOf(loop));
      if (!answer.ok || answer.value !== true) continue;
    }
    run.throw(body, definition, {});
  }
}

/** The runs are over: their outputs, in their order, become one variable. */
function leaveBody(run: Run, body: Token, { outputCollection }: LoopPlan, by?: Actor): void {
  if (outputCollection !== undefined) {
    const outputs = run.ownScope(body.id)?.loop?.outputs ?? [];
    run.setVariables(body.scopeId, { [outputCollection]: outputs }, { elementId: run.element(body.element).id });
  }
  depart(run, body, by);
}

/** Completes the scope's owner, or the instance (with the last end's outcome), once no token is left inside. */
export function closeIfEmpty(run: Run, scopeId: string, last?: ProgramElement): void {
  if (firstHaving(run.draft.tokens, 'scope', scopeId)) return;
  if (scopeId === rootScopeId) {
    if (run.draft.status === 'active') endInstance(run, { type: 'instanceCompleted', ...last?.plan.end });
    return;
  }
  const owner = run.token(run.scope(scopeId)?.tokenId ?? '');
  if (owner?.compensation !== undefined) {
    finishCompensation(run, owner);
    // Whoever threw it may not have waited, so that nothing else is left there.
    if (!toldAround(run, owner.scopeId)) closeIfEmpty(run, owner.scopeId);
  } else if (owner) leave(run, owner);
}

/** What the outside answered, where the element has output mappings: `result`, and its members by name. */
function resultOf(run: Run, token: Token): JsonObject {
  const result = run.ownScope(token.id)?.variables.result;
  return isJsonObject(result) ? { ...result, result } : {};
}

/** Data outputs and output mappings read the element's own scope, and `result` and its members where the outside answered. */
function writeOutputs(run: Run, token: Token, element: ProgramElement, by?: Actor): boolean {
  const { outputs = [], data } = element.plan;
  if (outputs.length === 0 && !data) return true;
  const extra = resultOf(run, token);
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
