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
    const { nodes, flows, dataObjects } = node;
    if (nodes && flows && dataObjects) yield* walkNodes({ nodes, flows, dataObjects }, [...ancestors, node]);
  }
}
