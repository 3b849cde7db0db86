/** Which ways lead through a program: reachability and owed checkpoints, computed once a program. */

import type { DefinitionClaims } from '../../definitions/definition.ts';
import { claims, oneClaims } from '../../definitions/index.ts';
import type { Run } from '../../parts/run.ts';
import type { Program, ProgramElement } from '../../program.ts';
import { elementIndex } from '../../queries/tables.ts';

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

function waysOf(run: Run): Ways {
  const { program } = run;
  const made = known.get(program) ?? { next: edges(run), owed: new Map() };
  known.set(program, made);
  return made;
}

function edges(run: Run): Place[][] {
  const { program } = run;
  const next: Place[][] = program.elements.flatMap(() => [[], []]);
  const add = (from: Place, to: Place): void => {
    next[from]?.push(to);
  };
  const containers = new Set(program.elements.map(({ parent }) => parent));
  const attached = new Set(program.elements.flatMap(({ boundaries = [] }) => boundaries));
  const isAtBorder = ({ index, plan: { definitions = [] } }: ProgramElement, claim: keyof DefinitionClaims): boolean =>
    attached.has(index) && definitions.length > 0 && definitions.every((definition) => claims(definition, claim));
  for (const element of program.elements) {
    const { index, parent, outgoing, incoming, boundaries = [] } = element;
    if (!containers.has(index)) add(before(index), behind(index));
    for (const flow of outgoing) add(behind(index), before(program.flows[flow]?.target ?? index));
    // One at a border that undoes, or comes by a cancel alone, does not happen while the activity is under way.
    for (const boundary of boundaries.map((at) => run.element(at)))
      if (!isAtBorder(boundary, 'compensates') && !isAtBorder(boundary, 'cancels')) add(before(index), before(boundary.index));
    for (const compensates of compensating(program, element)) add(behind(index), before(compensates));
    // What compensates leads nowhere: whoever threw it goes on by itself.
    if (element.plan.forCompensation || isAtBorder(element, 'compensates')) continue;
    if (oneClaims(element.plan.definitions, 'cancels') && !attached.has(index)) {
      const isCancelled = (at: number): boolean => isAtBorder(run.element(at), 'cancels');
      for (const place of cancelled(run, element, isCancelled)) add(behind(index), place);
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

/** What may run once an activity is completed, when it is compensated. */
function compensating({ elements }: Program, { plan: { compensation } }: ProgramElement): readonly number[] {
  const { handler, eventStart } = compensation ?? {};
  const parent = eventStart === undefined ? undefined : elements[eventStart]?.parent;
  return [handler, parent].filter((index) => index !== undefined);
}

/** Where a case goes on from a cancel: at the cancel events of the transaction; where it has none, the scope around ends. */
function cancelled(run: Run, end: ProgramElement, isCancelled: (boundary: number) => boolean): readonly Place[] {
  const { elements } = run.program;
  let around = elements[end.parent];
  while (around && !run.handler(around).isTransaction) around = elements[around.parent];
  const boundaries = (around?.boundaries ?? []).filter(isCancelled);
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
export function checkpointsFrom(run: Run, element: number): readonly ProgramElement[] {
  const seen = reach(waysOf(run).next, [before(element)]);
  return run.program.elements.filter((candidate) => isCheckpoint(candidate) && seen.has(before(candidate.index)));
}

/** Does a way lead from one element to another, or is it the same? */
export const leadsTo = (run: Run, from: number, to: number): boolean => reach(waysOf(run).next, [before(from)]).has(before(to));

/** The checkpoints that every way from the starts to an element passes. */
export function checkpointsBefore(run: Run, element: number): readonly ProgramElement[] {
  const { program } = run;
  const { next, owed } = waysOf(run);
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
