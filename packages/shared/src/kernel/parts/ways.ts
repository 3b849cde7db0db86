/** Which ways lead through a program: reachability and owed checkpoints, computed once a program. */
import type { Program, ProgramElement } from '../program.ts';
import { elementIndex } from '../tables.ts';

/**
 * Two places an element, before it and behind it. A sub-process leads to its starts, its ends lead behind it, an
 * activity to its boundary events.
 */
type Place = number;
const before = (element: number): Place => element * 2;
const behind = (element: number): Place => element * 2 + 1;

interface Ways {
  readonly next: readonly (readonly Place[])[];
  readonly owed: Map<number, readonly number[]>;
}
const known = new WeakMap<Program, Ways>();

function waysOf(program: Program): Ways {
  const made = known.get(program) ?? { next: edges(program), owed: new Map() };
  known.set(program, made);
  return made;
}

function edges(program: Program): Place[][] {
  const next: Place[][] = program.elements.flatMap(() => [[], []]);
  const add = (from: Place, to: Place): void => {
    next[from]?.push(to);
  };
  const containers = new Set(program.elements.map(({ parent }) => parent));
  const attached = new Set(program.elements.flatMap(({ boundaries = [] }) => boundaries));
  for (const element of program.elements) {
    const { index, parent, outgoing, incoming, boundaries = [] } = element;
    if (!containers.has(index)) add(before(index), behind(index));
    for (const flow of outgoing) add(behind(index), before(program.flows[flow]?.target ?? index));
    for (const boundary of boundaries) add(before(index), before(boundary));
    if (parent < 0) {
      // An event sub-process of the process may begin as soon as the case has.
      const isEvent = program.eventStarts?.some((start) => program.elements[start]?.parent === index);
      if (isEvent) for (const start of startsOf(program)) add(before(start), before(index));
      continue;
    }
    if (incoming.length === 0 && !attached.has(index)) add(before(parent), before(index));
    if (outgoing.length === 0 && !endsCase(element)) add(behind(index), behind(parent));
  }
  return next;
}

const startsOf = (program: Program): readonly number[] => [
  ...program.starts,
  ...program.triggers.map(({ elementId }) => elementIndex(program, elementId)),
];

const endsCase = ({ plan }: ProgramElement): boolean => plan.end?.outcome === 'won' || plan.end?.outcome === 'lost';

function reach(next: Ways['next'], from: readonly Place[], without?: number): Set<Place> {
  const seen = new Set<Place>(from);
  const queue = [...from];
  for (let place = queue.pop(); place !== undefined; place = queue.pop())
    for (const then of next[place] ?? []) {
      // A checkpoint that is not passed leads to its boundary events alone.
      if (seen.has(then) || (without !== undefined && then === behind(without))) continue;
      seen.add(then);
      queue.push(then);
    }
  return seen;
}

const isCheckpoint = ({ plan }: ProgramElement): boolean => plan.checkpoint !== undefined;

/** The checkpoints that a case meets, or may meet, from an element on, itself included. */
export function checkpointsFrom(program: Program, element: number): readonly ProgramElement[] {
  const seen = reach(waysOf(program).next, [before(element)]);
  return program.elements.filter((candidate) => isCheckpoint(candidate) && seen.has(before(candidate.index)));
}

/** Does a way lead from one element to another, or is it the same? */
export const leadsTo = (program: Program, from: number, to: number): boolean =>
  reach(waysOf(program).next, [before(from)]).has(before(to));

/** The checkpoints that every way from the starts to an element passes. */
export function checkpointsBefore(program: Program, element: number): readonly ProgramElement[] {
  const { next, owed } = waysOf(program);
  let found = owed.get(element);
  if (!found) {
    const from = startsOf(program).map(before);
    found = program.elements
      .filter((candidate) => isCheckpoint(candidate) && candidate.index !== element)
      .filter(({ index }) => !reach(next, from, index).has(before(element)))
      .map(({ index }) => index);
    owed.set(element, found);
  }
  return found.flatMap((index) => program.elements[index] ?? []);
}
