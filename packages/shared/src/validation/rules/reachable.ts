import type { FlowNode } from '../../model/index.ts';
import { warning } from '../finding.ts';
import { called, containersOf, type Rule } from '../process-view.ts';

/** Every node lies on a way from where its container begins; one without any way in is another rule's. */
export const reachable: Rule = ({ process, boundariesOf, node }) =>
  containersOf(process).flatMap((container) => {
    const seen = new Set<string>();
    const queue: FlowNode[] = container.nodes.filter(({ kind, incoming }) => incoming.length === 0 && kind !== 'boundaryEvent');
    for (let next = queue.pop(); next; next = queue.pop()) {
      if (seen.has(next.id)) continue;
      seen.add(next.id);
      const { id } = next;
      const targets = container.flows.filter(({ sourceId }) => sourceId === id).map(({ targetId }) => node(targetId));
      for (const target of [...targets, ...boundariesOf(id)]) if (target) queue.push(target);
    }
    return container.nodes
      .filter(({ id, kind }) => !seen.has(id) && kind !== 'boundaryEvent')
      .map((lost) =>
        warning(lost.id, 'unreachable', {
          message: `${called(lost)} can never be reached: no way from a start leads to it.`,
          hint: 'Draw a sequence flow to it from a step that is reached, or remove it.',
        }),
      );
  });
