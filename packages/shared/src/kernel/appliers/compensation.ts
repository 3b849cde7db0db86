/** Remembers what was completed and can be compensated, and the compensations under way. */
import type { Program } from '../program.ts';
import type { CompletedActivity, Scope, Token } from '../state.ts';
import { elementIndex } from '../tables.ts';
import { type Appliers, append, type Draft, type EventOf, replace, type Writable, without } from './applier.ts';
import { closeScopes } from './scopes.ts';

type Left = EventOf<'elementCompleted' | 'elementTerminated'>;

/** A token leaves an element: it is kept where it can be compensated later, else what was completed inside is forgotten. */
export function keepCompletion(draft: Draft, event: Left, token: Token, program: Program): void {
  const { compensation, loop } = program.elements[token.element]?.plan ?? {};
  if (!compensation && !draft.completions) return;
  const own = draft.scopes.find(({ tokenId }) => tokenId === token.id);
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
  if (isHandled || draft.completions?.some(({ scopeId }) => scopeId === own?.id)) keep(draft, event.seq, token, own, isPart);
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

function setCompletions(draft: Draft, completions: readonly CompletedActivity[]): void {
  if (completions.length > 0) draft.completions = completions;
  else delete draft.completions;
}

/** Forgets what was completed in a scope, at every depth. */
function forgetInside(draft: Draft, scopeId: string | undefined): void {
  const inside = draft.completions?.filter((completion) => completion.scopeId === scopeId) ?? [];
  if (scopeId === undefined || inside.length === 0) return;
  for (const { ownScopeId } of inside) forgetInside(draft, ownScopeId);
  setCompletions(
    draft,
    without(draft.completions ?? [], (completion) => completion.scopeId === scopeId),
  );
}

function remove(draft: Draft, event: EventOf<'compensationCompleted' | 'compensationTerminated'>): void {
  const { tokenId, seq } = event;
  const own = draft.scopes.find((scope) => scope.tokenId === tokenId);
  const token = draft.tokens.find(({ id }) => id === tokenId);
  const isAgain = event.type === 'compensationTerminated' && event.cause === 'transactionCancelled';
  if (isAgain && token) keep(draft, seq, token, own, token.isPart);
  else forgetInside(draft, own?.id);
  draft.tokens = without(draft.tokens, ({ id }) => id === tokenId);
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
    setCompletions(
      draft,
      without(draft.completions ?? [], (completion) => completion.id === recordId),
    );
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
    const left = without(draft.compensations ?? [], ({ id }) => id === compensationId);
    if (left.length > 0) draft.compensations = left;
    else delete draft.compensations;
  },
  compensationForgotten(draft, { scopeId }) {
    forgetInside(draft, scopeId);
    replace(
      draft,
      'scopes',
      ({ id }) => id === scopeId,
      (scope) => ({ ...scope, forgets: true }),
    );
  },
};
