import type { SequenceFlowNode } from '../../model/index.ts';
import { error } from '../finding.ts';
import { called, containersOf, type ProcessView, type Rule } from '../process-view.ts';

/** A sequence flow joins two nodes of the same container. Source: BPMN 2.0.2 §7.6.1. */
export const flowEnds: Rule = (view) =>
  containersOf(view.process).flatMap((container) => {
    const inside = new Set(container.nodes.map(({ id }) => id));
    return container.flows.flatMap((flow) =>
      (['source', 'target'] as const).flatMap((end) => {
        const id = end === 'source' ? flow.sourceId : flow.targetId;
        if (inside.has(id)) return [];
        const other = view.node(id);
        const way = end === 'source' ? 'from' : 'to';
        return [
          error(flow.id, other ? 'flow-crosses-border' : `flow-${way}-nothing`, {
            field: `${end}Ref`,
            message: other
              ? `The flow ${called(flow)} goes ${way} ${called(other)}, which stands in another sub-process.`
              : `The flow ${called(flow)} leads ${way} nothing${id ? `: there is no element "${id}"` : ''}.`,
            hint: 'Connect both ends to elements of the same process or sub-process, or remove the flow.',
            params: { id },
            fixes: isSpare(flow, view) ? [{ code: 'remove-element', params: { elementId: flow.id } }] : [],
          }),
        ];
      }),
    );
  });

/** Nothing would be cut off without it. */
function isSpare({ id, sourceId, targetId }: SequenceFlowNode, view: ProcessView): boolean {
  const isOnly = (ids: readonly string[] | undefined): boolean => ids?.every((other) => other === id) === true;
  return !isOnly(view.node(sourceId)?.outgoing) && !isOnly(view.node(targetId)?.incoming);
}
