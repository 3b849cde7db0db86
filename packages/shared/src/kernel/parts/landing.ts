/** Where a token lands that no flow leads: which scope that is open already, and what opens in it on the way down. */
import type { ProgramElement } from '../program.ts';
import { firstHaving } from '../queries/lookup.ts';
import { rootScopeId, type Token } from '../state.ts';
import type { Run } from './run.ts';
import { terminate } from './terminate.ts';

export interface Landing {
  readonly scopeId: string;
  /** The containers that open in it, the innermost first. */
  readonly inside: readonly number[];
}
export type NoLanding = 'inside-multi-instance' | 'being-compensated' | 'ambiguous-scope' | 'not-a-place';

/** What is aimed at, which may stand in another program than the one that the case is in. */
export interface Aim {
  /** The containers around the target, the innermost first, -1 for the process. */
  readonly containers: readonly number[];
  /** Which of these numbers an element of the case's program has. */
  readonly numberOf: (element: number) => number | undefined;
  readonly container: (index: number) => ProgramElement;
  /** Begins it by an event alone? */
  readonly beginsByEvent: (container: ProgramElement) => boolean;
}

/** Goes outward from a scope to the innermost one that holds the target. */
export function landFrom(run: Run, from: string, aim: Aim): Landing | NoLanding {
  for (let scopeId = from; ; ) {
    const owner = run.ownerOf(scopeId);
    if (!owner) return opening(scopeId, -1, aim);
    if (owner.compensation !== undefined) return 'being-compensated';
    const number = run.scope(scopeId)?.loop ? undefined : aim.numberOf(owner.element);
    if (number !== undefined && aim.containers.includes(number)) return opening(scopeId, number, aim);
    if (owner.loopCounter !== undefined) return 'inside-multi-instance';
    scopeId = owner.scopeId;
  }
}

/** Comes from nowhere: into the innermost container that is open, where it is open once. */
export function landAnywhere(run: Run, aim: Aim): Landing | NoLanding {
  for (const container of aim.containers) {
    if (container < 0) return opening(rootScopeId, container, aim);
    const open = run.draft.scopes.filter((scope) => {
      const owner = firstHaving(run.draft.tokens, 'id', scope.tokenId);
      return owner && !scope.loop && owner.compensation === undefined && aim.numberOf(owner.element) === container;
    });
    const [only] = open;
    if (open.length > 1) return aim.container(container).plan.loop ? 'inside-multi-instance' : 'ambiguous-scope';
    if (only) return opening(only.id, container, aim);
  }
  return opening(rootScopeId, -1, aim);
}

function opening(scopeId: string, container: number, { containers, container: at, beginsByEvent }: Aim): Landing | NoLanding {
  const inside = containers.slice(0, containers.indexOf(container));
  const opened = inside.map(at);
  if (opened.some(({ plan }) => plan.loop)) return 'inside-multi-instance';
  return opened.some(beginsByEvent) ? 'not-a-place' : { scopeId, inside };
}

/** What a token has left empty ends with it, outward to a scope that is kept, or has others in it. */
export function endEmptied(run: Run, from: string, cause: string, kept: ReadonlySet<string>): void {
  for (let scopeId = from; scopeId !== rootScopeId && !kept.has(scopeId); ) {
    const owner: Token | undefined = run.ownerOf(scopeId);
    if (!owner || firstHaving(run.draft.tokens, 'scope', scopeId)) return;
    terminate(run, owner, cause);
    scopeId = owner.scopeId;
  }
}
