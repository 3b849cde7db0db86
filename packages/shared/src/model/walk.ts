import type { Container, FlowNode } from './model.ts';

/** A flow node with the containers around it. */
export interface PlacedNode {
  readonly node: FlowNode;
  /** What holds it directly. */
  readonly container: Container;
  /** The sub-processes around it, the innermost last. */
  readonly ancestors: readonly FlowNode[];
}

/** Gives every flow node of a container, at every depth, a sub-process before what it holds. */
export function* walkNodes(container: Container, ancestors: readonly FlowNode[] = []): Generator<PlacedNode> {
  for (const node of container.nodes) {
    yield { node, container, ancestors };
    const inner = asContainer(node);
    if (inner) yield* walkNodes(inner, [...ancestors, node]);
  }
}

/** A node as a container, when it holds flow elements. */
export function asContainer({ nodes, flows, dataObjects, dataReferences }: FlowNode): Container | undefined {
  return nodes && flows && dataObjects && dataReferences ? { nodes, flows, dataObjects, dataReferences } : undefined;
}
