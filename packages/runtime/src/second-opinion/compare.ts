/** Where two engines saw different things on one path. */
import type { Program } from '@fortnight/shared/kernel';
import { type Happening, type Path, readText } from './path.ts';
import type { PeerTurns } from './peer-play.ts';

/** The first difference on a path; `ours` and `theirs` count how often it happened in that turn. */
export interface Difference {
  /** The turn after which they differ. */
  readonly turn: number;
  /** What differs: something that happened, where tokens stand, how the case ended, or that the decision could not be played. */
  readonly what: Happening | 'waits' | 'ends' | 'goes-on';
  /** The number of the element, or of the flow where `what` is `taken`; absent where the case as a whole is meant. */
  readonly index?: number;
  readonly ours: string;
  readonly theirs: string;
}

/** Compares the first `turns` turns of a path; how it ended too, where that is all of it. */
export function compare(program: Program, path: Path, peer: PeerTurns, turns = path.turns.length): Difference | undefined {
  for (const [turn, { sight, act }] of path.turns.slice(0, turns).entries()) {
    const theirs = peer.sights[turn];
    if (!theirs) {
      const index = act ? { index: act.at.element } : {};
      return { turn, what: 'goes-on', ...index, ours: act?.do ?? 'start', theirs: peer.obstacle ?? 'nothing' };
    }
    const seen = differing(sight.seen, theirs.seen);
    const first = seen.find((one) => isFirst(program, one, seen)) ?? seen[0] ?? differing(sight.open, theirs.open)[0];
    if (first)
      return { turn, what: first.what ?? 'waits', index: first.index, ours: String(first.ours), theirs: String(first.theirs) };
  }
  if (turns < path.turns.length) return undefined;
  const ours = path.end === 'completed' || path.end === 'failed' ? path.end : 'open';
  return ours === peer.end ? undefined : { turn: turns - 1, what: 'ends', ours, theirs: peer.end };
}

interface Differing extends ReturnType<typeof readText> {
  readonly ours: number;
  readonly theirs: number;
}

/** What stands more often in one list than in the other. */
function differing(ours: readonly string[], theirs: readonly string[]): readonly Differing[] {
  const count = (list: readonly string[], text: string) => list.filter((one) => one === text).length;
  return [...new Set([...ours, ...theirs])]
    .map((text) => ({ ...readText(text), ours: count(ours, text), theirs: count(theirs, text) }))
    .filter((one) => one.ours !== one.theirs);
}

/** Nothing else that differs led there: it was entered without a flow that was taken once too often, or left so. */
function isFirst({ elements, flows }: Program, { what, index }: Differing, all: readonly Differing[]): boolean {
  const differs = (happening: Happening, at: number) => all.some((one) => one.what === happening && one.index === at);
  switch (what) {
    case 'entered':
      return !elements[index]?.incoming.some((flow) => differs('taken', flow));
    case 'completed':
      return !differs('entered', index);
    default: {
      const source = flows[index]?.source ?? -1;
      return !differs('entered', source) && !differs('completed', source);
    }
  }
}
