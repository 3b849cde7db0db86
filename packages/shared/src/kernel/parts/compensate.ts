/** Compensation under way: what was completed is undone, the last first, one after another (BPMN 2.0.2, 13.5.5). */

import { assert } from '../../base/index.ts';
import type { Writable } from '../appliers/applier.ts';
import type { ProgramElement } from '../program.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { CompletedActivity, OpenCompensation, Token } from '../state.ts';
import { about, aboutVisit } from './about.ts';
import { begin, openAround, place } from './enter.ts';
import type { NewEventOf, Run } from './run.ts';

export interface Compensating {
  /** Index of the one activity that is meant; absent: everything that was completed. */
  readonly activity?: number;
  /** The place of the definition that throws it. */
  readonly definition?: number;
  readonly waits: boolean;
  /** Where it was completed; what the token sees when absent. */
  readonly scopeIds?: readonly string[];
}

/** Begins to compensate for a token; true when there is nothing to do. */
export function compensate(run: Run, token: Token, compensating: Compensating): boolean {
  const { activity, definition = 0, waits, scopeIds = seenFrom(run, token) } = compensating;
  const compensationId = `x${run.nextSeq}`;
  const thrown: Writable<NewEventOf<'compensationThrown'>> = {
    type: 'compensationThrown',
    ...about(run.element(token.element)),
    tokenId: token.id,
    compensationId,
    scopeIds,
    waits,
  };
  if (activity !== undefined) thrown.activityId = run.element(activity).id;
  if (definition > 0) thrown.definition = definition;
  if (token.requestedBy !== undefined) thrown.requestedBy = token.requestedBy;
  run.emit(thrown);
  const open = openOf(run, compensationId);
  assert(open, 'a compensation that was thrown is open');
  if (startNext(run, open)) return false;
  endCompensation(run, open);
  return true;
}

/** A throw event sees the scope that it stands in; in an event sub-process, the scope around that too. */
function seenFrom(run: Run, { scopeId }: Token): readonly string[] {
  const owner = run.ownerOf(scopeId);
  return owner && run.handler(run.element(owner.element)).beginsByEvent ? [scopeId, owner.scopeId] : [scopeId];
}

const openOf = (run: Run, compensationId: string | undefined): OpenCompensation | undefined =>
  compensationId === undefined ? undefined : firstHaving(run.draft.compensations, 'id', compensationId);

const numberOf = (id: string): number => Number(id.slice(1));

/** Starts with the activity that was completed last, before this was thrown; false where none is left. */
function startNext(run: Run, open: OpenCompensation): boolean {
  const next = run.draft.completions?.findLast(
    ({ id, scopeId, element }) =>
      open.scopeIds.includes(scopeId) &&
      (open.activity === undefined || open.activity === element) &&
      numberOf(id) < numberOf(open.id),
  );
  if (next) start(run, open, next);
  return next !== undefined;
}

function startInside(run: Run, open: OpenCompensation, scopeId: string): void {
  const next = run.draft.completions?.findLast((completion) => completion.scopeId === scopeId);
  if (next) start(run, open, next);
}

/** Puts a token at the activity, which has its local variables back, and its handler inside. */
function start(run: Run, { id: compensationId, requestedBy }: OpenCompensation, completion: CompletedActivity): void {
  const { id: recordId, scopeId, variables, loopCounter, isPart } = completion;
  const element = run.element(completion.element);
  const { handler, eventStart } = handlerOf(element, completion);
  const compensates = eventStart === undefined ? handler : run.element(eventStart).parent;
  const opensScopeId = completion.ownScopeId ?? `s${run.nextSeq}`;
  const started: Writable<NewEventOf<'compensationStarted'>> = {
    type: 'compensationStarted',
    ...aboutVisit(element, loopCounter),
    compensationId,
    recordId,
    tokenId: `k${run.nextSeq}`,
    scopeId,
    opensScopeId,
  };
  if (variables) started.variables = variables;
  if (loopCounter !== undefined) started.loopCounter = loopCounter;
  if (isPart) started.isPart = true;
  if (compensates !== undefined) started.handlerId = run.element(compensates).id;
  if (requestedBy !== undefined) started.requestedBy = requestedBy;
  run.emit(started);
  if (eventStart !== undefined && compensates !== undefined) {
    const opened = openAround(run, compensates, opensScopeId, requestedBy);
    begin(run, eventStart, opened.id, requestedBy);
  } else if (handler !== undefined) place(run, handler, opensScopeId, requestedBy);
  else {
    const open = openOf(run, compensationId);
    if (open) startInside(run, open, opensScopeId);
  }
}

/** Nothing where only what is inside was completed: the body around runs, and what a cancelled transaction ended. */
function handlerOf({ plan }: ProgramElement, { loopCounter, isPart }: CompletedActivity): NonNullable<typeof plan.compensation> {
  const isBody = plan.loop !== undefined && loopCounter === undefined;
  return isPart || isBody ? {} : (plan.compensation ?? {});
}

/** An activity is compensated; what was completed before it is next. Whoever calls then closes the scope around it. */
export function finishCompensation(run: Run, token: Token): void {
  const element = run.element(token.element);
  const { loopCounter } = token;
  const where = { ...aboutVisit(element, loopCounter), tokenId: token.id };
  run.emit({ type: 'compensationCompleted', ...where, ...(loopCounter === undefined ? {} : { loopCounter }) });
  const open = openOf(run, token.compensation);
  if (!open) return;
  const around = run.ownerOf(token.scopeId);
  if (around?.compensation === open.id) startInside(run, open, token.scopeId);
  else if (!startNext(run, open)) endCompensation(run, open, true);
}

function endCompensation(run: Run, { id, thrownBy, tokenId, definition = 0 }: OpenCompensation, goesOn = false): void {
  const element = run.element(thrownBy);
  run.emit({ type: 'compensationEnded', ...about(element), compensationId: id });
  const token = goesOn && tokenId !== undefined ? run.token(tokenId) : undefined;
  if (token) run.handler(element).onCompensated?.(run, token, element, definition);
}

/** Nothing that was completed in a scope is compensated later, nor the scope's own activity: it is ended, not completed. */
export function forgetCompletions(run: Run, scopeId: string, element: ProgramElement): void {
  const scope = run.scope(scopeId);
  const owner = run.ownerOf(scopeId);
  if (!owner || scope?.forgets || !run.element(owner.element).plan.compensation) return;
  run.emit({ type: 'compensationForgotten', ...about(element), scopeId });
}
