import type { Container, FlowNode } from '../../model/index.ts';
import { warning } from '../finding.ts';
import { called, containersOf, type ProcessView, type Rule } from '../process-view.ts';
import { removalOf } from '../removal.ts';

/** Every node lies on a way from where its container begins; one without any way in is another rule's. */
export const reachable: Rule = (view) =>
  containersOf(view.process).flatMap((container) => {
    const reached = reachedIn(container, view);
    return container.nodes
      .filter(({ id, kind }) => !reached.has(id) && kind !== 'boundaryEvent')
      .map((lost) =>
        warning(lost.id, 'unreachable', {
          message: `${called(lost)} can never be reached: no way from a start leads to it.`,
          hint: 'Draw a sequence flow to it from a step that is reached, or remove it.',
          fixes: removalOf(container, togetherWith(lost, container, reached)),
        }),
      );
  });

/** What cannot be reached either and hangs together with it by flows. */
function togetherWith(lost: FlowNode, { nodes, flows }: Container, reached: ReadonlySet<string>): readonly FlowNode[] {
  const seen = new Set<string>();
  const queue = [lost.id];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id) || reached.has(id)) continue;
    seen.add(id);
    for (const { sourceId, targetId } of flows) {
      if (sourceId === id) queue.push(targetId);
      if (targetId === id) queue.push(sourceId);
    }
  }
  return nodes.filter(({ id }) => seen.has(id));
}

/** The nodes that a way from a beginning of the container leads to, which does not begin at `without`. */
export function reachedIn(container: Container, { node, boundariesOf }: ProcessView, without?: string): ReadonlySet<string> {
  const outOf = Map.groupBy(container.flows, ({ sourceId }) => sourceId);
  const seen = new Set<string>();
  const queue: FlowNode[] = container.nodes.filter(
    ({ id, kind, incoming }) => incoming.length === 0 && kind !== 'boundaryEvent' && id !== without,
  );
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    const targets = (outOf.get(next.id) ?? []).map(({ targetId }) => node(targetId));
    for (const target of [...targets, ...boundariesOf(next.id)]) if (target) queue.push(target);
  }
  return seen;
}
