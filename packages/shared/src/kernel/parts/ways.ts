/** Which ways lead through a program: reachability and owed checkpoints, computed once a program. */
import type { DefinitionKind, Program, ProgramElement } from '../program.ts';
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
    for (const boundary of boundaries) if (!comesApart(program.elements[boundary])) add(before(index), before(boundary));
    for (const compensates of compensating(program, element)) add(behind(index), before(compensates));
    // What compensates leads nowhere: whoever threw it goes on by itself.
    if (element.plan.forCompensation || isCompensationBoundary(element)) continue;
    if (isCancelEnd(element)) {
      for (const place of cancelled(program, element)) add(behind(index), place);
      continue;
    }
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

const isOf = ({ kind: tag, plan: { definitions = [] } }: ProgramElement, kind: string, of: DefinitionKind): boolean =>
  tag === kind && definitions.length > 0 && definitions.every((definition) => definition.kind === of);
const isCompensationBoundary = (element: ProgramElement): boolean => isOf(element, 'boundaryEvent', 'compensateEventDefinition');
const isCancelEnd = ({ kind, plan }: ProgramElement): boolean =>
  kind === 'endEvent' && plan.definitions?.some((definition) => definition.kind === 'cancelEventDefinition') === true;
const isCancelBoundary = (element: ProgramElement | undefined): boolean =>
  element !== undefined && isOf(element, 'boundaryEvent', 'cancelEventDefinition');

/** An event at a border that does not happen while the activity is under way, or by a cancel inside of it alone. */
const comesApart = (boundary: ProgramElement | undefined): boolean =>
  boundary !== undefined && (isCompensationBoundary(boundary) || isCancelBoundary(boundary));

/** What may run once an activity is completed, when it is compensated. */
function compensating({ elements }: Program, { plan: { compensation } }: ProgramElement): readonly number[] {
  const { handler, eventStart } = compensation ?? {};
  const parent = eventStart === undefined ? undefined : elements[eventStart]?.parent;
  return [handler, parent].filter((index) => index !== undefined);
}

/** Where a case goes on from a cancel: at the cancel events of the transaction; where it has none, the scope around ends. */
function cancelled({ elements }: Program, end: ProgramElement): readonly Place[] {
  let around = elements[end.parent];
  while (around && around.kind !== 'transaction') around = elements[around.parent];
  const boundaries = (around?.boundaries ?? []).filter((boundary) => isCancelBoundary(elements[boundary]));
  if (boundaries.length > 0) return boundaries.map(before);
  return around && around.parent >= 0 ? [behind(around.parent)] : [];
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
