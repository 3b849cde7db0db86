import type { InstanceDetail } from '@fortnight/shared/contract';
import type { Container, FlowNode } from '@fortnight/shared/model';

/** How an element or flow of a case's diagram looks; what has no look is still to come. */
export interface Look {
  readonly state: 'done' | 'now' | 'ended' | 'notTaken' | 'failed';
  readonly tokens?: number;
}

interface Place {
  readonly node: FlowNode;
  readonly container: Container;
  readonly parent: FlowNode | undefined;
}

const isContainer = (node: FlowNode): node is FlowNode & Container => node.nodes !== undefined && node.flows !== undefined;

function placesOf(container: Container, parent: FlowNode | undefined, places: Map<string, Place>): Map<string, Place> {
  for (const node of container.nodes) {
    places.set(node.id, { node, container, parent });
    if (isContainer(node)) placesOf(node, node, places);
  }
  return places;
}

/**
 * Everything that tokens at these places can still come to: along flows, out of the scopes they stand in,
 * through boundary events, and into the starts of what they enter. Conditions are not judged.
 */
function reachableFrom(
  starts: readonly string[],
  undoing: readonly string[],
  places: ReadonlyMap<string, Place>,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...starts.flatMap((id) => withParents(id, places)), ...undoing];
  const enter = (id: string) => {
    if (!reached.has(id)) waiting.push(id);
  };
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const place = places.get(id);
    if (!place || reached.has(id)) continue;
    reached.add(id);
    for (const flow of place.container.flows)
      if (flow.sourceId === id) {
        reached.add(flow.id);
        enter(flow.targetId);
      }
    for (const node of place.container.nodes) if (node.attachedTo === id) enter(node.id);
    place.node.associatedWith?.forEach(enter);
    if (isContainer(place.node)) entriesOf(place.node, starts, places).forEach(enter);
  }
  return reached;
}

/** The events at the borders of what is done that lead to what may still undo it. */
const undoingOf = (done: readonly string[], places: ReadonlyMap<string, Place>): string[] =>
  [...places.values()].flatMap(({ node: { id, attachedTo = '', associatedWith = [] } }) =>
    associatedWith.length > 0 && done.includes(attachedTo) ? [id] : [],
  );

const withParents = (id: string, places: ReadonlyMap<string, Place>): string[] => {
  const parent = places.get(id)?.parent;
  return parent ? [id, ...withParents(parent.id, places)] : [id];
};

/** Where a scope begins, unless a token stands inside of it already. */
function entriesOf(scope: FlowNode & Container, starts: readonly string[], places: ReadonlyMap<string, Place>): string[] {
  const isInside = starts.some((start) => start !== scope.id && withParents(start, places).includes(scope.id));
  const entries = scope.nodes.filter((node) => node.incoming.length === 0 && node.attachedTo === undefined);
  return entries.filter(({ triggeredByEvent }) => triggeredByEvent || !isInside).map(({ id }) => id);
}

/** Says how each element of a case's own version looks: done, now, failed, ended before it was done, or not taken any more. */
export function looksOf(
  process: Container,
  { tokens, path, incidents, state }: Pick<InstanceDetail, 'tokens' | 'path' | 'incidents' | 'state'>,
): Readonly<Record<string, Look>> {
  const looks: Record<string, Look> = {};
  const places = placesOf(process, undefined, new Map());
  const isOver = state === 'completed' || state === 'terminated' || state === 'failed';
  // What stands still holds no token while its incident is open, and yet the case goes on from there.
  const standing = [...tokens, ...incidents.filter((incident) => incident.state === 'open')].map(({ elementId }) => elementId);
  const reachable = isOver ? new Set<string>() : reachableFrom(standing, undoingOf(path.elementIds, places), places);
  const everything = [...places.values()].flatMap(({ node }) => [node.id, ...(node.flows ?? []).map(({ id }) => id)]);
  for (const id of [...everything, ...process.flows.map((flow) => flow.id)])
    if (!reachable.has(id)) looks[id] = { state: 'notTaken' };
  // A scope that was left early (lost, sent back) is not completed, but what was done in it was.
  for (const id of path.elementIds) for (const passed of withParents(id, places)) looks[passed] = { state: 'done' };
  for (const id of path.flowIds) looks[id] = { state: 'done' };
  for (const id of path.endedIds) if (!reachable.has(id)) looks[id] = { state: 'ended' };
  for (const { elementId } of tokens) {
    for (const parent of withParents(elementId, places).slice(1)) looks[parent] = { state: 'now', tokens: 0 };
    const count = tokens.filter((token) => token.elementId === elementId).length;
    looks[elementId] = { state: 'now', tokens: count };
  }
  for (const { elementId, state: incidentState } of incidents) {
    if (incidentState !== 'open') continue;
    if (!isOver) for (const parent of withParents(elementId, places).slice(1)) looks[parent] = { state: 'now', tokens: 0 };
    looks[elementId] = { state: 'failed', tokens: looks[elementId]?.tokens ?? 1 };
  }
  return looks;
}
