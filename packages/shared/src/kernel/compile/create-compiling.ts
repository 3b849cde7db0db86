/** What the compiler knows of a process while it compiles: its nodes and flows by number, and how handlers ask for them. */
import type { Problem } from '../../base/index.ts';
import { parseExpression } from '../../expression/index.ts';
import {
  type Container,
  dataElementsOf,
  explainJuel,
  type FlowNode,
  holdsJuel,
  isForCompensation,
  laneGroupsOf,
  type Model,
  type ProcessNode,
  type SequenceFlowNode,
} from '../../model/index.ts';
import { compileThrownByRuns, oneClaims } from '../definitions/index.ts';
import { handlerOf } from '../elements/index.ts';
import type { Compiling } from '../parts/compiling.ts';
import { drawLinks } from './links.ts';

export interface Graph {
  /** In document order, what a sub-process holds behind it. */
  readonly nodes: readonly { readonly node: FlowNode; readonly parent: number }[];
  readonly flows: readonly SequenceFlowNode[];
  readonly nodeIndex: ReadonlyMap<string, number>;
  readonly flowIndex: ReadonlyMap<string, number>;
  /** The boundary events of an activity. */
  readonly attached: ReadonlyMap<string, readonly number[]>;
}

export function readGraph(process: ProcessNode, problems: Problem[]): Graph {
  const nodes: { node: FlowNode; parent: number }[] = [];
  const flows: SequenceFlowNode[] = [];
  const collect = (container: Partial<Container>, parent: number): void => {
    const drawn = drawLinks(container, problems);
    flows.push(...drawn.flows);
    for (const node of drawn.nodes) collect(node, nodes.push({ node, parent }) - 1);
  };
  collect(process, -1);
  const attached = new Map<string, number[]>();
  for (const [index, { node }] of nodes.entries()) {
    if (node.attachedTo === undefined) continue;
    const boundaries = attached.get(node.attachedTo) ?? [];
    boundaries.push(index);
    attached.set(node.attachedTo, boundaries);
  }
  return {
    nodes,
    flows,
    nodeIndex: new Map(nodes.map(({ node }, index) => [node.id, index])),
    flowIndex: new Map(flows.map(({ id }, index) => [id, index])),
    attached,
  };
}

/** Where no start event is drawn, whatever no flow leads to begins (BPMN 2.0.2, 13.2 and 13.3.4). */
const begins = ({ attachedTo, triggeredByEvent, isForCompensation, incoming, eventDefinitions }: FlowNode): boolean =>
  incoming.length === 0 &&
  attachedTo === undefined &&
  !triggeredByEvent &&
  !isForCompensation &&
  !oneClaims(eventDefinitions, 'leadsOn');

/** Says what has no id of its own: tokens and the history could not tell it apart. */
export function checkIds(graph: Graph, problems: Problem[]): void {
  const seen = new Set<string>();
  const check = (id: string, what: string): void => {
    const message = `${what} has no id; give every element and flow one.`;
    if (id === '') problems.push({ code: 'id-missing', severity: 'error', message });
    else if (seen.has(id)) {
      const twice = `The id ${id} stands at two places; expected every id once.`;
      problems.push({ code: 'duplicate-id', severity: 'error', elementId: id, message: twice });
    }
    seen.add(id);
  };
  for (const { node } of graph.nodes) check(node.id, `The ${node.kind}${node.name === undefined ? '' : ` "${node.name}"`}`);
  for (const { id, sourceId, targetId } of graph.flows) check(id, `The flow from ${sourceId} to ${targetId}`);
}

export function createCompiling(
  model: Model,
  process: ProcessNode,
  graph: Graph,
  problems: Problem[],
): { readonly compiling: Compiling; readonly reserved: ReadonlySet<string> } {
  const reserved = new Set(['starter']);
  const types = Object.fromEntries(process.extension.data.map(({ name, type }) => [name, type]));
  const data = dataElementsOf(model, process);
  const lanes = laneGroupsOf(process);
  const indexOf = (id: string): number => graph.nodeIndex.get(id) ?? -1;
  const nodeAt = (index: number): FlowNode | undefined => graph.nodes[index]?.node;
  const compiling: Compiling = {
    model,
    process,
    indexOf,
    node: (id) => nodeAt(indexOf(id)),
    boundariesOf: ({ id }) => (graph.attached.get(id) ?? []).flatMap((index) => nodeAt(index) ?? []),
    isTopLevel: ({ id }) => graph.nodes[indexOf(id)]?.parent === -1,
    parentOf: ({ id }) => nodeAt(graph.nodes[indexOf(id)]?.parent ?? -1),
    beginnings: ({ nodes = [] }) => nodes.flatMap(({ id }) => nodeAt(indexOf(id)) ?? []).filter(begins),
    eventStarts: ({ nodes = [] }) =>
      nodes
        .filter((node) => node.triggeredByEvent && !isForCompensation(node))
        .flatMap((sub) => (sub.nodes ?? []).filter((node) => handlerOf(node)?.begins))
        .map(({ id }) => indexOf(id)),
    targetsOf: ({ outgoing }) =>
      outgoing.flatMap((id) => {
        const flow = graph.flows[graph.flowIndex.get(id) ?? -1];
        return (flow && nodeAt(indexOf(flow.targetId))) ?? [];
      }),
    data: (id) => data.get(id),
    place(dataId, node) {
      const found = data.get(dataId);
      if (!found) return undefined;
      const { variable, holderId } = found;
      if (holderId === process.id) return { variable, holder: -1 };
      for (let index = indexOf(node.id); index >= 0; index = graph.nodes[index]?.parent ?? -1)
        if (nodeAt(index)?.id === holderId) return { variable, holder: index };
      return undefined;
    },
    thrownByRuns: (node, definition) => compileThrownByRuns(node, definition, compiling),
    laneWho: ({ id }) => lanes.get(id)?.who,
    reserve: (variable) => reserved.add(variable),
    problem: (problem) => problems.push(problem),
    refuse(node, what, field) {
      const message = `${node.name ?? node.kind} (${node.id}) can't be executed yet: ${what}.`;
      const where = field === undefined ? {} : { field };
      problems.push({
        code: 'element-not-supported',
        severity: 'error',
        message,
        params: { what },
        elementId: node.id,
        ...where,
      });
    },
    expression(text, elementId, field) {
      if (holdsJuel(text)) {
        const { code, because, hint, params } = explainJuel(text, /condition$/i.test(field) ? 'condition' : 'value');
        const message = `"${text}" at ${elementId} is not read as FEEL: ${because}.`;
        problems.push({ code, severity: 'error', elementId, field, message, hint, params });
        return undefined;
      }
      const parsed = parseExpression(text, { types });
      if (parsed.ok) return parsed.value;
      for (const { code: why, message } of parsed.error)
        problems.push({ code: 'expression-invalid', severity: 'error', elementId, field, message, params: { why } });
      return undefined;
    },
  };
  return { compiling, reserved };
}
