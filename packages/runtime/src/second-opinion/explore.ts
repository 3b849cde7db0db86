/** Finds paths through a version: plays the kernel to the end again and again, each time with another decision. */

import type { Event, Input, State } from '@fortnight/shared/kernel';
import type { Directory } from '@fortnight/shared/people';
import { take } from '@fortnight/shared/simulation';
import { branchCount, type Option, optionsOf, type Turns } from './options.ts';
import type { Path, Turn } from './path.ts';
import { reviewer } from './plain.ts';
import { Seeing } from './sights.ts';
import type { Skeleton } from './skeleton.ts';

export interface Bounds {
  readonly paths: number;
  /** Decisions in one path. */
  readonly decisions: number;
  /** Asked before each path: is there no time left? */
  readonly isLate: () => boolean;
}

/** Why there are more paths than were found. */
export type Bound = 'paths' | 'length' | 'loops' | 'time';

/** How often one place of a path may be decided in more than one way: each loop is gone through that often. */
const rounds = 2;

/** A case as far as it was played. */
interface Node {
  readonly before?: Node;
  readonly option?: Option;
  readonly state: State;
  readonly events: readonly Event[];
}

/** A decision that was not taken yet; the start where there is none. */
interface Way {
  readonly node: Node;
  readonly option?: Option;
}

const directory: Directory = {
  users: [{ id: reviewer, email: '', name: '', roles: [], groups: [], isActive: true }],
};

/**
 * Gives path after path from one start event on, those first in which something is decided as in no path before.
 *
 * Shape: pure but for the clock behind `bounds.isLate`; answers at the end what kept it from finding all paths.
 */
export function* explore(skeleton: Skeleton, startEventId: string, bounds: Bounds): Generator<Path, ReadonlySet<Bound>> {
  const explorer = new Explorer(skeleton, bounds);
  const first = explorer.begin(startEventId);
  for (const turns of ['oldest', 'newest'] as const) {
    yield* explorer.paths(first, turns);
    if (!explorer.hasBranches) break;
  }
  return explorer.bound;
}

class Explorer {
  readonly bound = new Set<Bound>();
  hasBranches = false;
  private readonly skeleton: Skeleton;
  private readonly bounds: Bounds;
  private readonly decided = new Map<string, number>();
  private readonly found = new Set<string>();

  constructor(skeleton: Skeleton, bounds: Bounds) {
    this.skeleton = skeleton;
    this.bounds = bounds;
  }

  begin(startEventId: string): Node {
    return this.step(undefined, { type: 'start', at: 0, by: { userId: reviewer }, startEventId });
  }

  *paths(first: Node, turns: Turns): Generator<Path> {
    const open: Way[] = [{ node: first }];
    for (;;) {
      const next = this.next(open);
      if (!next) return;
      if (this.bounds.isLate()) {
        this.bound.add('time');
        return;
      }
      if (this.found.size >= this.bounds.paths) {
        this.bound.add('paths');
        return;
      }
      const path = this.toTheEnd(next.option ? this.follow(next.node, next.option) : next.node, turns, open);
      const signature = JSON.stringify(path.turns.map(({ act, choices }) => [act, choices]));
      if (this.found.has(signature)) continue;
      this.found.add(signature);
      yield path;
    }
  }

  /** What was never decided so comes first, then what came first. */
  private next(open: Way[]): Way | undefined {
    const fresh = open.findIndex(({ option }) => !option || !this.decided.has(option.key));
    return open.splice(Math.max(0, fresh), 1)[0];
  }

  /** Takes what was least decided so far until nothing is left to decide; the other ways are put on the list. */
  private toTheEnd(begun: Node, turns: Turns, open: Way[]): Path {
    let node = begun;
    for (;;) {
      const { state } = node;
      if (state.status === 'active' && state.incidents.length > 0) return this.pathTo(node, 'runaway');
      this.hasBranches ||= branchCount(this.skeleton, state) > 1;
      const before = history(node);
      const has = (once: string | undefined) => once !== undefined && before.some((past) => past.once === once);
      const times = ({ key }: Option) => before.filter((past) => past.key === key).length;
      const [best, ...others] = optionsOf(this.skeleton, state, turns)
        .filter(({ once }) => !has(once))
        .toSorted((a, b) => times(a) - times(b) || this.timesEver(a) - this.timesEver(b));
      if (!best) return this.pathTo(node, endOf(state));
      if (before.length >= this.bounds.decisions) {
        this.bound.add('length');
        return this.pathTo(node, 'cut');
      }
      for (const option of others) {
        if (times(option) < rounds) open.push({ node, option });
        else this.bound.add('loops');
      }
      node = this.follow(node, best);
    }
  }

  private timesEver({ key }: Option): number {
    return this.decided.get(key) ?? 0;
  }

  private follow(node: Node, option: Option): Node {
    this.decided.set(option.key, this.timesEver(option) + 1);
    return this.step(node, option.input, option);
  }

  private step(before: Node | undefined, input: Input, option?: Option): Node {
    const result = take(this.skeleton.program, before?.state, input, { directory, calendars: [] });
    if (!result.ok) throw new Error(`${input.type} was refused: ${result.rejection.message}`);
    return { state: result.state, events: result.events, ...(before ? { before } : {}), ...(option ? { option } : {}) };
  }

  /** What is decided at conditions belongs to the turn that led there. */
  private pathTo(last: Node, end: Path['end']): Path {
    const nodes = nodesTo(last);
    const seeing = new Seeing(this.skeleton);
    const turns: Turn[] = [];
    for (let from = 0; from < nodes.length; ) {
      let until = from + 1;
      while (nodes[until]?.option?.choice) until += 1;
      const members = nodes.slice(from, until);
      const act = members[0]?.option?.act;
      const choices = members.flatMap(({ option }) => option?.choice ?? []);
      const events = members.flatMap((node) => node.events);
      const seen = seeing.turn(events, members.at(-1)?.state ?? last.state);
      turns.push({ ...(act ? { act } : {}), choices, ...seen });
      from = until;
    }
    return { turns, end };
  }
}

function nodesTo(last: Node): readonly Node[] {
  const nodes: Node[] = [];
  for (let node: Node | undefined = last; node; node = node.before) nodes.push(node);
  return nodes.reverse();
}

function endOf({ status }: State): Path['end'] {
  if (status === 'active') return 'stuck';
  return status === 'failed' ? 'failed' : 'completed';
}

const history = (last: Node): readonly Option[] => nodesTo(last).flatMap(({ option }) => option ?? []);
