/** What an element is, without its number: two of them, of two programs, can be compared. */
import type { Program, ProgramElement, ProgramFlow } from '../program.ts';

/** Members of a plan that hold numbers of elements. */
const numbers: ReadonlySet<string> = new Set(['starts', 'eventStarts', 'activity', 'handler', 'eventStart', 'holder']);

/** A plan, or a part of one, as text; numbers of elements are told as their ids. */
export function plainText({ elements }: Program, of: unknown): string {
  const name = (value: unknown): unknown => (typeof value === 'number' ? (elements[value]?.id ?? value) : value);
  return (
    JSON.stringify(of, (key, value: unknown) =>
      !numbers.has(key) ? value : Array.isArray(value) ? value.map(name) : name(value),
    ) ?? ''
  );
}

const flowText = ({ elements, flows }: Program, index: number): unknown => {
  const flow: ProgramFlow | undefined = flows[index];
  return flow && [flow.id, elements[flow.target]?.id, flow.condition?.text];
};

/** The choice that an element makes among its flows. */
export const choiceText = (program: Program, { outgoing, defaultFlow }: ProgramElement): string =>
  JSON.stringify([
    outgoing.map((flow) => flowText(program, flow)),
    defaultFlow === undefined ? null : program.flows[defaultFlow]?.id,
  ]);

/** What an element is by itself: how it is named, and its settings. */
export const settingsText = (program: Program, { kind, variant, name, plan }: ProgramElement): string =>
  JSON.stringify([kind, variant, name, plainText(program, plan)]);

/** All of an element that a token there, or behind it, may meet. */
export const elementText = (program: Program, element: ProgramElement): string => {
  const { id, kind, variant, name, parent, incoming, boundaries = [], plan } = element;
  return JSON.stringify([
    [id, kind, variant, name],
    program.elements[parent]?.id,
    incoming.map((flow) => program.flows[flow]?.id),
    boundaries.map((index) => program.elements[index]?.id),
    choiceText(program, element),
    plainText(program, plan),
  ]);
};
