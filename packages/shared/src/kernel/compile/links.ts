/** Links as the flows that they stand for: from each throw event to the catch event of its name, in one container (BPMN 2.0.2, 10.5.5). */
import type { Problem } from '../../base/index.ts';
import type { Container, FlowNode, SequenceFlowNode } from '../../model/index.ts';
import { linkNameOf } from '../definitions/link.ts';
import type { ElementHandler } from '../elements/handler.ts';
import { handlerOf } from '../elements/index.ts';

/** The link of a node that throws one, or catches one. */
const linkOf = (node: FlowNode, event: ElementHandler['event']): string | undefined =>
  handlerOf(node)?.event === event ? linkNameOf(node) : undefined;

/** A container whose links are flows, and where a link leads nowhere, or to several places. */
export function drawLinks(
  container: Partial<Container>,
  problems: Problem[],
): { readonly nodes: readonly FlowNode[]; readonly flows: readonly SequenceFlowNode[] } {
  const { nodes = [], flows = [] } = container;
  const links = nodes.flatMap((node) => linkFrom(node, nodes, problems));
  if (links.length === 0) return { nodes, flows };
  const drawn = nodes.map((node) => {
    const from = links.filter(({ sourceId }) => sourceId === node.id).map(({ id }) => id);
    const to = links.filter(({ targetId }) => targetId === node.id).map(({ id }) => id);
    return { ...node, outgoing: [...node.outgoing, ...from], incoming: [...node.incoming, ...to] };
  });
  return { nodes: drawn, flows: [...flows, ...links] };
}

function linkFrom(node: FlowNode, nodes: readonly FlowNode[], problems: Problem[]): readonly SequenceFlowNode[] {
  const name = linkOf(node, 'throws');
  if (name === undefined) return [];
  const targets = nodes.filter((other) => linkOf(other, 'catches') === name);
  const [target] = targets;
  if (target && targets.length === 1)
    return [{ kind: 'sequenceFlow', id: `${node.id}~${target.id}`, sourceId: node.id, targetId: target.id, labels: [] }];
  const message = `The link ${node.name ?? node.id} (${node.id}) leads to "${name}"; expected one catch event of that link beside it, found ${targets.length}.`;
  problems.push({ code: 'link-target', severity: 'error', elementId: node.id, message });
  return [];
}
