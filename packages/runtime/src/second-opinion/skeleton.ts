/**
 * The plain version with every decision laid open: where conditions decide, a task is put between the element and its flows,
 * and whoever plays says there which are taken.
 */
import type { Program, ProgramElement, ProgramFlow } from '@fortnight/shared/kernel';
import { news, parsed, plainTask } from './plain.ts';

export interface Skeleton {
  readonly program: Program;
  /** What is decided at the tasks that were put in, by their numbers. */
  readonly decisions: ReadonlyMap<number, Decision>;
  /** How many elements and flows are the version's own; those behind were put in. */
  readonly own: { readonly elements: number; readonly flows: number };
}

export interface Decision {
  /** The version's element whose flows they are. */
  readonly element: number;
  /** The conditional flows. */
  readonly flows: readonly number[];
  /** Which flows may be taken together. */
  readonly options: readonly (readonly number[])[];
}

/** The variable that a conditional flow reads. */
export const flowVariable = (flow: number): string => `flow${flow}`;

export function skeletonOf(plain: Program): Skeleton {
  const elements: ProgramElement[] = plain.elements.map(heard);
  const flows: ProgramFlow[] = plain.flows.map(({ index, id, source, target }) => ({ index, id, source, target }));
  const decisions = new Map<number, Decision>();
  for (const element of plain.elements) {
    const decision = decisionOf(plain, element);
    if (!decision) continue;
    const { parent, outgoing, defaultFlow, ...rest } = elements[element.index] ?? element;
    const [task, split] = [elements.length, elements.length + 1];
    const [toTask, toSplit] = [flows.length, flows.length + 1];
    elements[element.index] = { ...rest, parent, outgoing: [toTask] };
    elements.push(
      {
        index: task,
        id: `${element.id} decides`,
        kind: 'userTask',
        parent,
        incoming: [toTask],
        outgoing: [toSplit],
        plan: plainTask,
      },
      {
        index: split,
        id: `${element.id} splits`,
        kind: element.kind === 'exclusiveGateway' ? 'exclusiveGateway' : 'inclusiveGateway',
        parent,
        incoming: [toSplit],
        outgoing,
        ...(defaultFlow === undefined ? {} : { defaultFlow }),
        plan: {},
      },
    );
    flows.push(
      { index: toTask, id: `${element.id} to decision`, source: element.index, target: task },
      { index: toSplit, id: `${element.id} to split`, source: task, target: split },
    );
    for (const index of outgoing) {
      const flow = flows[index];
      if (!flow) continue;
      const condition = decision.flows.includes(index) ? { condition: parsed(flowVariable(index)) } : {};
      flows[index] = { ...flow, source: split, ...condition };
    }
    decisions.set(task, decision);
  }
  const program = { ...plain, hash: `skeleton of ${plain.hash}`, elements, flows };
  return { program, decisions, own: { elements: plain.elements.length, flows: plain.flows.length } };
}

/** A condition turns true when whoever plays says so; here that is told as a message is. */
function heard(element: ProgramElement): ProgramElement {
  const { plan } = element;
  if (!plan.definitions?.some(({ kind }) => kind === 'conditionalEventDefinition')) return element;
  return { ...element, plan: { ...plan, definitions: [news] } };
}

/** Which flows conditions decide about; nothing where they do not. */
function decisionOf({ flows }: Program, { index, kind, outgoing, defaultFlow }: ProgramElement): Decision | undefined {
  if (kind === 'parallelGateway' || kind === 'eventBasedGateway') return undefined;
  const isConditional = (flow: number) => flow !== defaultFlow && flows[flow]?.condition !== undefined;
  const conditional = outgoing.filter(isConditional);
  if (conditional.length === 0) return undefined;
  const always = outgoing.filter((flow) => flow !== defaultFlow && !isConditional(flow));
  const none = always.length > 0 ? always : defaultFlow === undefined ? [] : [defaultFlow];
  const options =
    kind === 'exclusiveGateway' ? exclusive(outgoing, conditional, always, none) : inclusive(conditional, always, none);
  return { element: index, flows: conditional, options: options.filter((option) => option.length > 0) };
}

/** The first that is true; what stands behind a flow without condition is never read. */
function exclusive(
  outgoing: readonly number[],
  conditional: readonly number[],
  always: readonly number[],
  none: readonly number[],
) {
  const [first] = always;
  const read = first === undefined ? conditional : conditional.filter((flow) => outgoing.indexOf(flow) < outgoing.indexOf(first));
  return [...read.map((flow) => [flow]), none.slice(0, 1)];
}

/** Each alone, all, two neighbours, and none. */
function inclusive(conditional: readonly number[], always: readonly number[], none: readonly number[]) {
  const pairs = conditional.length > 2 ? conditional.slice(1).map((flow, at) => [conditional[at] ?? flow, flow]) : [];
  const together = conditional.length > 1 ? [conditional] : [];
  return [...conditional.map((flow) => [flow]), ...together, ...pairs].map((taken) => [...always, ...taken]).concat([[...none]]);
}
