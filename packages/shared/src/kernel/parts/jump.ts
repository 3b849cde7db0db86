/**
 * A case goes on at another place than a flow leads to: every scope up to the one that both are in ends, those down to the target
 * open without their start events or entry rules, and tokens outside of them are left alone.
 */
import type { ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import { openAround, place } from './enter.ts';
import type { Run } from './run.ts';
import { enterStage } from './stage.ts';
import { terminate } from './terminate.ts';

export interface Jump {
  /** As in `elementTerminated`. */
  readonly cause: 'sentBack' | 'withdrawn' | 'returned';
  readonly requestedBy: string | undefined;
  /** The element that it goes to once the target is completed, instead of along a flow. */
  readonly returnTo?: number;
}

/** Ends a token with what is to end around it, and puts one before the target. */
export function jump(run: Run, token: Token, target: number, { cause, requestedBy, returnTo }: Jump): void {
  const { top, inside } = wayTo(run, token, target);
  if (run.token(top.id)) terminate(run, top, cause);
  place(run, target, openDown(run, inside, top.scopeId, requestedBy), requestedBy, returnTo);
}

/** Opens containers, given the innermost first, without their start events or entry rules; answers the innermost scope. */
export function openDown(run: Run, inside: readonly number[], scopeId: string, requestedBy: string | undefined): string {
  let innermost = scopeId;
  for (const container of inside.toReversed()) {
    const opened = openAround(run, container, innermost, requestedBy);
    const owner = run.token(opened.tokenId);
    if (owner) enterStage(run, owner, run.element(container));
    innermost = opened.id;
  }
  return innermost;
}

export interface Way {
  /** What ends: the token, or the one around it that stands in the container that both are in. */
  readonly top: Token;
  /** The containers that hold the target in that one, the innermost first. */
  readonly inside: readonly number[];
}

export function wayTo(run: Run, token: Token, target: number): Way {
  const around = containersOf(run, run.element(target));
  const common = containersOf(run, run.element(token.element)).find((container) => around.includes(container)) ?? -1;
  return { top: topBelow(run, token, common), inside: around.slice(0, around.indexOf(common)) };
}

/** The containers of an element, the innermost first, -1 for the process. */
export function containersOf(run: Pick<Run, 'element'>, { parent }: ProgramElement): readonly number[] {
  const containers: number[] = [];
  for (let at = parent; at >= 0; at = run.element(at).parent) containers.push(at);
  return [...containers, -1];
}

/** The token that stands directly in a container, and has this one inside of it, or is it. */
function topBelow(run: Run, token: Token, container: number): Token {
  let top = token;
  for (;;) {
    const owner = run.ownerOf(top.scopeId);
    if (!owner || owner.element === container) return top;
    top = owner;
  }
}
