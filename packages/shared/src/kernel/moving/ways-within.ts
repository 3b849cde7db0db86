/** Which ways lead from one element to another of the same container; computed once a program. */
import { handlerOf } from '../elements/index.ts';
import type { Program, ProgramElement } from '../program.ts';

const known = new WeakMap<Program, Map<number, ReadonlySet<number>>>();

/** What a token at an element comes to next, beside it: along flows, and through its border. */
const nextOf = ({ flows }: Program, { outgoing, boundaries = [] }: ProgramElement): readonly number[] => [
  ...outgoing.flatMap((flow) => flows[flow]?.target ?? []),
  ...boundaries,
];

/** All that lies behind an element, itself only where a way leads back to it. */
export function behind(program: Program, element: number): ReadonlySet<number> {
  const made = known.get(program) ?? new Map<number, ReadonlySet<number>>();
  known.set(program, made);
  const before = made.get(element);
  if (before) return before;
  const seen = walk(program, [element], -1);
  made.set(element, seen);
  return seen;
}

/** The same from several, where nobody passes one of them. */
function walk(program: Program, from: readonly number[], closed: number): Set<number> {
  const seen = new Set<number>();
  const open = [...from];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    const element = program.elements[index];
    if (!element || index === closed) continue;
    for (const next of nextOf(program, element)) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return seen;
}

const choices = new WeakMap<ProgramElement, readonly ProgramElement[]>();

/** What every way into an element's container passes before it comes to the element, among what chooses one of its flows. */
export function choicesBefore(program: Program, element: ProgramElement): readonly ProgramElement[] {
  const made = choices.get(element) ?? findChoices(program, element);
  choices.set(element, made);
  return made;
}

function findChoices(program: Program, { index, parent }: ProgramElement): readonly ProgramElement[] {
  const beside = program.elements.filter((element) => element.parent === parent);
  const attached = new Set(beside.flatMap(({ boundaries = [] }) => boundaries));
  const first = beside.filter(
    (element) => element.incoming.length === 0 && !attached.has(element.index) && !handlerOf(element)?.beginsByEvent,
  );
  const starts = first.map((element) => element.index);
  if (starts.includes(index)) return [];
  return beside.filter((element) => {
    const isChoice = element.outgoing.length > 1 && handlerOf(element)?.leaves === 'first';
    return isChoice && element.index !== index && !walk(program, starts, element.index).has(index);
  });
}

/** Does a flow lead to an element without passing by this one again? */
export const leadsBy = (program: Program, flow: number, to: number, closed: number): boolean => {
  const target = program.flows[flow]?.target ?? -1;
  return target === to || walk(program, [target], closed).has(to);
};
