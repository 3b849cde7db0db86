/** Remembers where tokens are, and which scopes they hold open. */
import type { Json } from '../../base/index.ts';
import type { Program } from '../program.ts';
import { firstHaving } from '../queries/lookup.ts';
import { elementIndex, flowIndex } from '../queries/tables.ts';
import type { LoopState, Scope, Token } from '../state.ts';
import { type Appliers, append, type Draft, type EventOf, remove, removeItem, replace, type Writable } from './applier.ts';
import { keepCompletion } from './compensation.ts';
import { closeScopes } from './scopes.ts';

function add(draft: Draft, token: Writable<Token>, requestedBy: string | undefined): void {
  if (requestedBy !== undefined) token.requestedBy = requestedBy;
  append(draft, 'tokens', token);
}

function changeLoop(draft: Draft, scopeId: string, change: (loop: LoopState) => LoopState): void {
  const where = { key: 'id', value: scopeId } as const;
  replace(draft, 'scopes', where, (scope) => (scope.loop ? { ...scope, loop: change(scope.loop) } : scope));
}

function openScope(draft: Draft, event: EventOf<'elementEntered'>, program: Program): void {
  const { opensScopeId, variables = {}, loop } = event;
  if (opensScopeId === undefined) return;
  const about: Scope = { id: opensScopeId, parentId: event.scopeId, tokenId: event.tokenId, variables };
  const isAdHoc = loop === undefined && program.elements[elementIndex(program, event.elementId)]?.plan.adHoc !== undefined;
  const scope: Scope = isAdHoc ? { ...about, begun: [] } : about;
  const counts = { started: 0, completed: 0, terminated: 0 };
  append(draft, 'scopes', loop === undefined ? scope : { ...scope, loop: { ...loop, ...counts } });
}

const inAdHoc = ({ elements }: Program, element: number): boolean =>
  elements[elements[element]?.parent ?? -1]?.plan.adHoc !== undefined;

/** An ad-hoc sub-process remembers which of its activities have begun. */
function rememberBegun(draft: Draft, { scopeId }: EventOf<'elementEntered'>, element: number): void {
  const remembered = (scope: Scope): Scope =>
    !scope.begun || scope.begun.includes(element) ? scope : { ...scope, begun: [...scope.begun, element] };
  replace(draft, 'scopes', { key: 'id', value: scopeId }, remembered);
}

function leave(draft: Draft, event: EventOf<'elementCompleted' | 'elementTerminated'>, program: Program): void {
  const gone = firstHaving(draft.tokens, 'id', event.tokenId);
  if (gone) {
    keepCompletion(draft, event, gone, program);
    removeItem(draft, 'tokens', gone);
  }
  if (draft.scopes.length > 0) closeScopes(draft, event.tokenId);
  if (draft.questions.length > 0) remove(draft, 'questions', 'token', event.tokenId);
  if (gone?.loopCounter === undefined) return;
  const counter = gone.loopCounter;
  changeLoop(draft, gone.scopeId, (loop) => {
    if (event.type === 'elementTerminated') return { ...loop, terminated: loop.terminated + 1 };
    const completed = loop.completed + 1;
    if (event.output === undefined) return { ...loop, completed };
    const outputs: Json[] = [...(loop.outputs ?? [])];
    while (outputs.length < counter) outputs.push(null);
    outputs[counter - 1] = event.output;
    return { ...loop, completed, outputs };
  });
}

export const tokenAppliers: Appliers = {
  flowTaken(draft, event, program) {
    const via = flowIndex(program, event.elementId);
    const element = elementIndex(program, event.targetId);
    add(draft, { id: event.tokenId, element, scopeId: event.scopeId, via }, event.requestedBy);
  },
  tokenPlaced(draft, event, program) {
    const element = elementIndex(program, event.elementId);
    const token: Writable<Token> = { id: event.tokenId, element, scopeId: event.scopeId, via: -1 };
    if (event.returnTo !== undefined) token.returnTo = elementIndex(program, event.returnTo);
    add(draft, token, event.requestedBy);
  },
  tokenDropped(draft, event) {
    remove(draft, 'tokens', 'id', event.tokenId);
  },
  elementEntered(draft, event, program) {
    const { tokenId: id, scopeId, loopCounter, consumes } = event;
    // A new token bears the number of this event: nobody can have it yet.
    const arrived = Number(id.slice(1)) === event.seq ? undefined : firstHaving(draft.tokens, 'id', id);
    if (arrived) {
      removeItem(draft, 'tokens', arrived);
      for (const other of consumes ?? []) remove(draft, 'tokens', 'id', other);
    }
    const token: Writable<Token> = { id, element: elementIndex(program, event.elementId), scopeId };
    if (arrived?.returnTo !== undefined) token.returnTo = arrived.returnTo;
    if (loopCounter !== undefined) token.loopCounter = loopCounter;
    add(draft, token, event.requestedBy ?? arrived?.requestedBy);
    openScope(draft, event, program);
    if (inAdHoc(program, token.element)) rememberBegun(draft, event, token.element);
    if (loopCounter !== undefined) changeLoop(draft, scopeId, (loop) => ({ ...loop, started: loop.started + 1 }));
  },
  gatewayActivated(draft, { elementId, scopeId, flows }, program) {
    const activation = { scopeId, element: elementIndex(program, elementId), flows: flows.map((id) => flowIndex(program, id)) };
    append(draft, 'activations', activation);
  },
  gatewayReset(draft, { elementId, scopeId }, program) {
    const element = elementIndex(program, elementId);
    remove(draft, 'activations', 'place', scopeId, element);
  },
  elementCompleted: leave,
  elementTerminated: leave,
};
