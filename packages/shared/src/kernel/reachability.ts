/** From where each incoming flow of an inclusive join can still get a token (BPMN 2.0.2, 13.4.3), computed once. */
import type { Graph } from './compiling.ts';

/**
 * Answers, by element index, the incoming flows of the gateway that a token there can reach without visiting it.
 *
 * Paths go along sequence flows, and from an activity through its boundary events.
 * Cost: one walk backwards an incoming flow.
 */
export function upstreamOf(graph: Graph, gateway: number): Readonly<Record<string, readonly number[]>> {
  const upstream: Record<string, number[]> = {};
  for (const id of graph.nodes[gateway]?.node.incoming ?? []) {
    const flow = graph.flowIndex.get(id);
    if (flow === undefined) continue;
    for (const element of before(graph, flow, gateway)) {
      const reached = upstream[element] ?? [];
      reached.push(flow);
      upstream[element] = reached;
    }
  }
  return upstream;
}

function before(graph: Graph, flow: number, gateway: number): ReadonlySet<number> {
  const seen = new Set<number>();
  const open = [graph.nodeIndex.get(graph.flows[flow]?.sourceId ?? '') ?? -1];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    const node = graph.nodes[element]?.node;
    if (!node || element === gateway || seen.has(element)) continue;
    seen.add(element);
    for (const id of node.incoming) {
      const source = graph.flows[graph.flowIndex.get(id) ?? -1]?.sourceId;
      if (source !== undefined) open.push(graph.nodeIndex.get(source) ?? -1);
    }
    if (node.attachedTo !== undefined) open.push(graph.nodeIndex.get(node.attachedTo) ?? -1);
  }
  return seen;
}
