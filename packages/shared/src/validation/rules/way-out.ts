import type { Container } from '../../model/index.ts';
import { warning } from '../finding.ts';
import { called, containersOf, type ProcessView, type Rule } from '../process-view.ts';
import { reachedIn } from './reachable.ts';

/** From every node there is a way to where its container ends: no circle is entered for ever. */
export const wayOut: Rule = (view) =>
  containersOf(view.process).flatMap((container) => {
    const [leaving, reached] = [endsReachable(container, view), reachedIn(container, view)];
    return container.nodes
      .filter(({ id, outgoing }) => outgoing.length > 0 && reached.has(id) && !leaving.has(id))
      .slice(0, 1)
      .map((node) =>
        warning(node.id, 'no-way-out', {
          message: `From ${called(node)} on a case goes in a circle for ever: no way leads to an end.`,
          hint: 'Draw a way out of the circle, such as a choice that leads to an end event.',
        }),
      );
  });

/** The nodes from which an end is reached. */
function endsReachable({ nodes, flows }: Container, view: ProcessView): ReadonlySet<string> {
  const before = new Map<string, string[]>();
  const link = (from: string, to: string) => before.get(to)?.push(from) ?? before.set(to, [from]);
  for (const { sourceId, targetId } of flows) link(sourceId, targetId);
  for (const { id } of nodes) for (const boundary of view.boundariesOf(id)) link(id, boundary.id);
  const seen = new Set<string>();
  const queue = nodes.filter(({ outgoing }) => outgoing.length === 0).map(({ id }) => id);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    queue.push(...(before.get(id) ?? []));
  }
  return seen;
}
