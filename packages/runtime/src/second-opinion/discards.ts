/**
 * bpmn-engine 25 sends a "discard" along every flow that is not taken, and a parallel join counts it as an arrival. Where
 * such a wave comes to some of a join's flows and not to all, or to some more often, the join goes on without the tokens
 * that are still to come, or waits for ever for the rest.
 */
import type { Program, ProgramElement } from '@fortnight/shared/kernel';
import { readText, type Turn } from './path.ts';

/** Says of a version which turns send such a wave. */
export class Discards {
  private readonly program: Program;
  private readonly known = new Map<string, number | undefined>();

  constructor(program: Program) {
    this.program = program;
  }

  /** The number of a join that a wave of this turn comes to on some of its flows alone. */
  misledJoin({ sight, terminated }: Turn): number | undefined {
    const happened = sight.seen.map(readText);
    const taken = new Set(happened.flatMap(({ what, index }) => (what === 'taken' ? [index] : [])));
    const completed = new Set(happened.flatMap(({ what, index }) => (what === 'completed' ? [index] : [])));
    for (const index of completed) {
      const element = this.program.elements[index];
      if (!element || element.kind === 'eventBasedGateway') continue;
      const untaken = element.outgoing.filter((flow) => !taken.has(flow));
      const unfired = (element.boundaries ?? []).flatMap((boundary) => this.outgoing(boundary));
      for (const flow of [...untaken, ...unfired]) {
        const join = this.partlyReached([flow]);
        if (join !== undefined) return join;
      }
    }
    const lost = completed.size === 0 ? [] : this.losers(completed);
    for (const index of lost) {
      const join = this.partlyReached(this.outgoing(index));
      if (join !== undefined) return join;
    }
    // What is taken away together sends its discards together, each run of a loop for itself.
    const together = Map.groupBy(terminated.map(readText), ({ runs }) => runs);
    for (const places of together.values()) {
      const join = this.partlyReached(places.flatMap(({ index }) => this.outgoing(index)));
      if (join !== undefined) return join;
    }
    return undefined;
  }

  /** Events behind an event-based gateway of which another one happened. */
  private losers(completed: ReadonlySet<number>): readonly number[] {
    const { elements, flows } = this.program;
    const races = elements.filter(({ kind, index }) => kind === 'eventBasedGateway' && completed.has(index));
    return races
      .flatMap(({ outgoing }) => outgoing.flatMap((flow) => flows[flow]?.target ?? []))
      .filter((index) => !completed.has(index));
  }

  private outgoing(index: number): readonly number[] {
    return this.program.elements[index]?.outgoing ?? [];
  }

  private partlyReached(from: readonly number[]): number | undefined {
    const key = [...from].sort((a, b) => a - b).join();
    if (!this.known.has(key)) this.known.set(key, this.follow(from));
    return this.known.get(key);
  }

  /** Every discard that comes to an element leaves it on all its flows; a join sends one on when each flow has one. */
  private follow(from: readonly number[]): number | undefined {
    const { elements, flows } = this.program;
    const count = new Map<number, number>(from.map((flow) => [flow, 1]));
    const at = (element: ProgramElement): number => {
      const counts = element.incoming.map((flow) => count.get(flow) ?? 0);
      return isJoin(element)
        ? Math.min(...counts)
        : Math.min(
            many,
            counts.reduce((sum, one) => sum + one, 0),
          );
    };
    const open = [...from];
    for (let flow = open.pop(); flow !== undefined; flow = open.pop()) {
      const target = elements[flows[flow]?.target ?? -1];
      const arrived = target ? at(target) : 0;
      if (!target || arrived === 0) continue;
      for (const next of [...target.outgoing, ...(target.boundaries ?? []).flatMap((boundary) => this.outgoing(boundary))]) {
        if ((count.get(next) ?? 0) >= arrived) continue;
        count.set(next, arrived);
        open.push(next);
      }
    }
    const isMisled = (element: ProgramElement) =>
      isJoin(element) && new Set(element.incoming.map((flow) => count.get(flow) ?? 0)).size > 1;
    return elements.find(isMisled)?.index;
  }
}

/** More discards than this are not told apart. */
const many = 20;

const isJoin = ({ kind, incoming }: ProgramElement): boolean => kind === 'parallelGateway' && incoming.length > 1;
