/** Which activities of open ad-hoc sub-processes people may begin. */
import type { Program } from '../program.ts';
import type { Scope, State, Token } from '../state.ts';

export interface Startable {
  readonly element: number;
  /** The token at the ad-hoc sub-process, and the scope that it opened. */
  readonly owner: Token;
  readonly scope: Scope;
  /** Where activities run one at a time: another is open. */
  readonly isBlocked: boolean;
}

/** Cost: grows with the open tokens. */
export function startableIn(program: Program, state: State): readonly Startable[] {
  return state.tokens.flatMap((owner) => {
    const { adHoc, starts = [] } = program.elements[owner.element]?.plan ?? {};
    const scope = adHoc && state.scopes.find(({ tokenId, begun }) => tokenId === owner.id && begun);
    if (!scope) return [];
    const isBlocked = adHoc.isSequential && state.tokens.some(({ scopeId }) => scopeId === scope.id);
    return starts.map((element) => ({ element, owner, scope, isBlocked }));
  });
}

/** Answers the ids of the activities that may be begun now, each once. */
export function startableActivities(program: Program, state: State): readonly string[] {
  if (state.status !== 'active') return [];
  const free = startableIn(program, state).filter(({ isBlocked }) => !isBlocked);
  return [...new Set(free.flatMap(({ element }) => program.elements[element]?.id ?? []))];
}
