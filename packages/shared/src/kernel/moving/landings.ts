/** Where each token of a case comes to stand in the other program. */
import { handlerOf } from '../elements/index.ts';
import { containersOf } from '../parts/jump.ts';
import { type Aim, type Landing, landFrom, type NoLanding } from '../parts/landing.ts';
import type { Run } from '../parts/run.ts';
import type { ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import type { Crossing } from './crossing.ts';

/** Where a token that begins anew lands; the open scope is one of before. */
export function landingOf(run: Run, crossing: Crossing, token: Token, target: ProgramElement): Landing | NoLanding {
  const container = (index: number): ProgramElement => crossing.after(index);
  const aim: Aim = {
    containers: containersOf({ element: container }, target),
    numberOf: crossing.numberOf,
    container,
    beginsByEvent: (element) => handlerOf(element)?.beginsByEvent === true,
  };
  return landFrom(run, token.scopeId, aim);
}

/** Does a token begin anew, or something around it, with which it ends? */
export function endsWithAnother(run: Run, crossing: Crossing, token: Token): boolean {
  for (let at = run.ownerOf(token.scopeId); at; at = run.ownerOf(at.scopeId))
    if (crossing.isAnew(crossing.before(at.element))) return true;
  return false;
}

/** A token's place among those beside it. */
export interface Stand {
  readonly token: Token;
  /** In the program before. */
  readonly was: number;
  readonly scopeId: string;
  /** In the other one: itself, or the container around it that opens. */
  readonly element: number;
  /** The flow that it waits behind, where it stands before a join. */
  readonly via: number | undefined;
  readonly isAnew: boolean;
}

/** The tokens that have a place, each in its scope; runs and what is undone have none of their own. */
export function standsOf(run: Run, crossing: Crossing): readonly Stand[] {
  return run.draft.tokens.flatMap((token): Stand[] => {
    if (token.loopCounter !== undefined || token.compensation !== undefined) return [];
    if (endsWithAnother(run, crossing, token)) return [];
    const number = crossing.numberOf(token.element);
    if (number === undefined) return [];
    const isAnew = crossing.isAnew(crossing.before(token.element));
    const was = token.element;
    if (!isAnew) {
      const via = token.via === undefined || token.via < 0 ? undefined : crossing.flowOf(token.via);
      return [{ token, was, scopeId: token.scopeId, element: number, via, isAnew }];
    }
    const landing = landingOf(run, crossing, token, crossing.after(number));
    if (typeof landing === 'string') return [];
    const element = landing.inside.at(-1) ?? number;
    return [{ token, was, scopeId: landing.scopeId, element, via: undefined, isAnew }];
  });
}
