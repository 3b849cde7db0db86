/** How a token enters an element: its local variables, its scope, the boundary events that it arms. */

import { assert, type Json, type JsonObject } from '../../base/index.ts';
import type { Writable } from '../appliers/applier.ts';
import type { Retry } from '../event.ts';
import type { ProgramElement } from '../program.ts';
import type { Scope, Token } from '../state.ts';
import { about } from './about.ts';
import { type DataFailure, type Filled, fillInputs } from './data.ts';
import { armEventStarts } from './event-sub-processes.ts';
import type { NewEventOf, Run } from './run.ts';
import { disarm, takeIn } from './terminate.ts';

export interface Entering {
  /** The waiting tokens that a join takes in. */
  readonly consumes?: readonly string[];
  /** What its scope starts with. */
  readonly variables?: JsonObject;
  readonly loopCounter?: number;
  readonly requestedBy?: string;
}

const noVariables: JsonObject = {};
const asIs: Entering = {};

/** Enters, or stays before the element with an incident where an input mapping fails; answers the entered token. */
export function enter(run: Run, token: Token, entering: Entering = asIs): Token | undefined {
  const element = run.element(token.element);
  const inputs = readInputs(run, token.scopeId, element, entering.variables ?? noVariables);
  if (inputs.ok) return emitEntered(run, token, element, entering, inputs.locals);
  raiseInputs(run, token, inputs, 'arrive');
  return undefined;
}

function emitEntered(run: Run, token: Token, element: ProgramElement, entering: Entering, locals: JsonObject): Token {
  const { consumes, loopCounter, requestedBy } = entering;
  const { inputs, outputs, data } = element.plan;
  const event: Writable<NewEventOf<'elementEntered'>> = {
    type: 'elementEntered',
    elementId: element.id,
    elementKind: element.kind,
    tokenId: token.id,
    scopeId: token.scopeId,
  };
  if (requestedBy !== undefined) event.requestedBy = requestedBy;
  if (loopCounter !== undefined) event.loopCounter = loopCounter;
  if (run.handler(element).opensScope || inputs || outputs || data || loopCounter !== undefined)
    event.opensScopeId = `s${run.nextSeq}`;
  if (locals !== noVariables && Object.keys(locals).length > 0) event.variables = locals;
  if (consumes && consumes.length > 0) {
    takeIn(run, consumes);
    event.consumes = consumes;
  }
  run.emit(event);
  const entered = run.token(token.id);
  assert(entered, 'an entered token exists');
  return entered;
}

/** Fills the data inputs, then evaluates the input mappings, each of which sees those before it. */
export function readInputs(run: Run, scopeId: string, element: ProgramElement, start: JsonObject): Filled {
  const { inputs } = element.plan;
  const filled = fillInputs(run, scopeId, element, start);
  if (!inputs || !filled.ok) return filled;
  const locals: Record<string, Json> = { ...filled.locals };
  for (const { name, value } of inputs) {
    const answer = run.evaluate(value, scopeId, locals);
    if (!answer.ok)
      return { ok: false, code: 'expression-failed', message: `The input ${name} of ${element.id} failed: ${answer.message}` };
    locals[name] = answer.value;
  }
  return { ok: true, locals };
}

/** Says why the inputs can't be had; what they wait for tries again by itself. */
export function raiseInputs(run: Run, token: Token, { code, message, reads, missing }: DataFailure, retry: Retry): void {
  run.raise(token, code, message, retry, {
    ...(reads === undefined ? {} : { reads }),
    ...(missing === undefined ? {} : { params: { missing: [...missing] } }),
  });
}

/** Arms the boundary events of an activity; false where one could not be, which leaves an incident. */
export function armBoundaries(run: Run, token: Token): boolean {
  for (const boundary of boundariesOf(run, run.element(token.element))) {
    if (run.handler(boundary).arm?.(run, token, boundary, 'begin') !== false) continue;
    disarm(run, token.id);
    return false;
  }
  return true;
}

const boundariesOf = (run: Run, { boundaries = [] }: ProgramElement): readonly ProgramElement[] =>
  boundaries.map((index) => run.element(index));

/** Puts a new token into an element that no flow leads to: a start event, a boundary event. */
export function enterNew(run: Run, index: number, scopeId: string, entering: Entering = asIs): Token {
  const token = { id: `k${run.nextSeq}`, element: index, scopeId };
  return emitEntered(run, token, run.element(index), entering, entering.variables ?? noVariables);
}

/** The same, and its work follows. */
export function begin(run: Run, index: number, scopeId: string, requestedBy?: string): void {
  const token = enterNew(run, index, scopeId, requestedBy === undefined ? {} : { requestedBy });
  run.moves.push({ tokenId: token.id, phase: 'work' });
}

/** Puts a new token before any element, as if a flow had led it there; entry rules do not count. */
export function place(run: Run, index: number, scopeId: string, requestedBy?: string, returnTo?: number): void {
  const tokenId = `k${run.nextSeq}`;
  const requested = requestedBy === undefined ? {} : { requestedBy };
  const back = returnTo === undefined ? {} : { returnTo: run.element(returnTo).id };
  run.emit({ type: 'tokenPlaced', ...about(run.element(index)), tokenId, scopeId, ...requested, ...back });
  run.moves.push({ tokenId, phase: 'arrive', unguarded: true });
}

/** Enters a sub-process other than by a flow to it, for a token that is placed inside; answers the scope that it opened. */
export function openAround(run: Run, index: number, scopeId: string, requestedBy?: string): Scope {
  const element = run.element(index);
  const inputs = readInputs(run, scopeId, element, {});
  const variables = inputs.ok ? inputs.locals : {};
  const token = enterNew(run, index, scopeId, { variables, ...(requestedBy === undefined ? {} : { requestedBy }) });
  if (!inputs.ok) {
    const where = { ...about(element), tokenId: token.id };
    run.emit({
      type: 'incidentRaised',
      ...where,
      incidentId: `i${run.nextSeq}`,
      code: inputs.code,
      message: inputs.message,
    });
  }
  // Each arms for itself: the work inside has its token already, so nothing that follows may wait for one that fails.
  for (const boundary of boundariesOf(run, element)) run.handler(boundary).arm?.(run, token, boundary, 'arm');
  const scope = run.ownScope(token.id);
  assert(scope, `element ${index} opens no scope`);
  armEventStarts(run, scope.id);
  return scope;
}
