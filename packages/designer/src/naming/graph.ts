import type { Container, FlowNode, LabelSpec, SequenceFlowNode } from '@fortnight/shared/model';

/** What is named: a process, or part of one. */
export type Graph = Pick<Container, 'nodes'> &
  Partial<Pick<Container, 'flows'>> & { readonly id?: string; readonly name?: string };

/** All flow nodes of a container, however deep. */
export const nodesOf = ({ nodes }: Pick<Container, 'nodes'>): readonly FlowNode[] =>
  nodes.flatMap((node) => [node, ...(node.nodes ? nodesOf({ nodes: node.nodes }) : [])]);

/** What an element's named child, such as a rule or a piece of evidence, is found by. */
export const partKey = (elementId: string, part: string): string => `${elementId}#${part}`;

/** A node or flow with what holds it. */
export interface Place<T> {
  readonly item: T;
  readonly container: Graph;
  readonly parent: FlowNode | undefined;
}

export interface Places {
  readonly nodes: ReadonlyMap<string, Place<FlowNode>>;
  readonly flows: ReadonlyMap<string, Place<SequenceFlowNode>>;
}

/** Where every node and flow of a process stands. */
export function placesOf(graph: Graph): Places {
  const nodes = new Map<string, Place<FlowNode>>();
  const flows = new Map<string, Place<SequenceFlowNode>>();
  const collect = (container: Graph, parent: FlowNode | undefined) => {
    for (const flow of container.flows ?? []) flows.set(flow.id, { item: flow, container, parent });
    for (const node of container.nodes) {
      nodes.set(node.id, { item: node, container, parent });
      if (node.nodes) collect({ ...node, nodes: node.nodes }, node);
    }
  };
  collect(graph, undefined);
  return { nodes, flows };
}

/** The name in a language, else as drawn. */
export const labelled = (
  { name, labels }: { readonly name?: string | undefined; readonly labels: readonly LabelSpec[] },
  language: string,
): string | undefined =>
  (labels.find(({ lang, for: part }) => lang === language && part === undefined)?.text ?? name) || undefined;
