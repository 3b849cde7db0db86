/** Remembers what was completed and can be compensated, and the compensations under way. */

import type { Program } from '../program.ts';
import { firstHaving, having } from '../queries/lookup.ts';
import { elementIndex } from '../queries/tables.ts';
import type { CompletedActivity, Scope, Token } from '../state.ts';
import { type Appliers, append, type Draft, type EventOf, remove as removeFrom, replace, type Writable } from './applier.ts';
import { closeScopes } from './scopes.ts';

type Left = EventOf<'elementCompleted' | 'elementTerminated'>;

/** A token leaves an element: it is kept where it can be compensated later, else what was completed inside is forgotten. */
export function keepCompletion(draft: Draft, event: Left, token: Token, program: Program): void {
  const { compensation, loop } = program.elements[token.element]?.plan ?? {};
  if (!compensation && !draft.completions) return;
  const own = firstHaving(draft.scopes, 'token', token.id);
  const isCompleted = event.type === 'elementCompleted';
  const isPart = !isCompleted && event.cause === 'transactionCancelled';
  if (!compensation || own?.forgets || !(isCompleted || isPart)) {
    forgetInside(draft, own?.id);
    return;
  }
  const isBody = loop !== undefined && token.loopCounter === undefined;
  const isHandled = !isPart && !isBody && (compensation.handler !== undefined || compensation.eventStart !== undefined);
  // A handler at the border undoes the whole, and knows nothing of what is inside.
  if (isHandled && compensation.handler !== undefined) forgetInside(draft, own?.id);
  const isInside = own !== undefined && firstHaving(draft.completions, 'scope', own.id) !== undefined;
  if (isHandled || isInside) keep(draft, event.seq, token, own, isPart);
}

function keep(draft: Draft, seq: number, token: Token, own: Scope | undefined, isPart: boolean | undefined): void {
  const { element, scopeId, loopCounter } = token;
  const kept: Writable<CompletedActivity> = { id: `r${seq}`, element, scopeId };
  if (own) {
    kept.ownScopeId = own.id;
    if (Object.keys(own.variables).length > 0) kept.variables = own.variables;
  }
  if (loopCounter !== undefined) kept.loopCounter = loopCounter;
  if (isPart) kept.isPart = true;
  append(draft, 'completions', kept);
}

/** Forgets what was completed in a scope, at every depth. */
function forgetInside(draft: Draft, scopeId: string | undefined): void {
  if (scopeId === undefined) return;
  for (const { ownScopeId } of having(draft.completions, 'scope', scopeId)) forgetInside(draft, ownScopeId);
  removeFrom(draft, 'completions', 'scope', scopeId);
}

function remove(draft: Draft, event: EventOf<'compensationCompleted' | 'compensationTerminated'>): void {
  const { tokenId, seq } = event;
  const own = firstHaving(draft.scopes, 'token', tokenId);
  const token = firstHaving(draft.tokens, 'id', tokenId);
  const isAgain = event.type === 'compensationTerminated' && event.cause === 'transactionCancelled';
  if (isAgain && token) keep(draft, seq, token, own, token.isPart);
  else forgetInside(draft, own?.id);
  removeFrom(draft, 'tokens', 'id', tokenId);
  closeScopes(draft, tokenId);
}

/** The case is over: nothing is compensated any more. */
export function forgetAll(draft: Draft): void {
  delete draft.completions;
  delete draft.compensations;
}

export const compensationAppliers: Appliers = {
  compensationThrown(draft, event, program) {
    const { compensationId: id, scopeIds, activityId, definition, requestedBy } = event;
    const thrown = {
      id,
      thrownBy: elementIndex(program, event.elementId),
      scopeIds,
      ...(event.waits ? { tokenId: event.tokenId } : {}),
      ...(activityId === undefined ? {} : { activity: elementIndex(program, activityId) }),
      ...(definition === undefined ? {} : { definition }),
      ...(requestedBy === undefined ? {} : { requestedBy }),
    };
    append(draft, 'compensations', thrown);
  },
  compensationStarted(draft, event, program) {
    const { recordId, tokenId: id, scopeId, opensScopeId, variables = {}, compensationId } = event;
    const { loopCounter, isPart, requestedBy } = event;
    removeFrom(draft, 'completions', 'id', recordId);
    const token = {
      id,
      element: elementIndex(program, event.elementId),
      scopeId,
      compensation: compensationId,
      ...(loopCounter === undefined ? {} : { loopCounter }),
      ...(isPart ? { isPart } : {}),
      ...(requestedBy === undefined ? {} : { requestedBy }),
    };
    append(draft, 'tokens', token);
    append(draft, 'scopes', { id: opensScopeId, parentId: scopeId, tokenId: id, variables });
  },
  compensationCompleted: remove,
  compensationTerminated: remove,
  compensationEnded(draft, { compensationId }) {
    removeFrom(draft, 'compensations', 'id', compensationId);
  },
  compensationForgotten(draft, { scopeId }) {
    forgetInside(draft, scopeId);
    replace(draft, 'scopes', { key: 'id', value: scopeId }, (scope) => ({ ...scope, forgets: true }));
  },
};
