import type { FlowNode, PlacedNode } from '../../model/index.ts';
import { error, type Finding } from '../finding.ts';
import { called, isActivity, type ProcessView, type Rule } from '../process-view.ts';

/** A send-back goes to an earlier step, and never makes a second token beside a parallel sibling. */
export const sendBack: Rule = (view) => {
  const sendBacks = view.placed.flatMap((from) =>
    (from.node.extension.approval?.outcomes ?? []).flatMap(({ kind, to }): { from: PlacedNode; to: string | undefined }[] =>
      kind !== 'send-back' ? [] : to === undefined ? [{ from, to }] : to.split(',').map((one) => ({ from, to: one.trim() })),
    ),
  );
  if (sendBacks.length === 0) return [];
  const map = mapOf(view);
  return sendBacks.flatMap(({ from, to }) => check(from, to, map));
};

function check(from: PlacedNode, to: string | undefined, map: ProcessMap): Finding[] {
  const field = 'approval.outcomes';
  const { node } = from;
  const place = to === undefined ? undefined : map.places.get(to);
  if (!place)
    return [
      error(node.id, 'send-back-to-nothing', {
        field,
        message:
          to === undefined
            ? `${called(node)} does not say where a send-back goes.`
            : `${called(node)} sends back to "${to}", which does not exist.`,
        hint: 'Choose an earlier step.',
        ...(to === undefined ? {} : { params: { to } }),
      }),
    ];
  const target = place.node;
  const between = waysBetween(target, node, map);
  if (!between)
    return [
      error(node.id, 'send-back-not-before', {
        field,
        message: `${called(node)} sends back to ${called(target)}, which does not come before it.`,
        hint: 'Choose a step that the case has completed when it comes here.',
        params: { to: target.name ?? target.id },
      }),
    ];
  const split = splitBetween(place, from, between, map);
  if (!split) return [];
  return [
    error(node.id, 'send-back-duplicates', {
      field,
      message: `${called(node)} sends back to ${called(target)}, before the split ${called(split)}, while the other branches run on: they would run twice.`,
      hint: 'Send back to a step of the same branch, or put the approval behind the join.',
      params: { to: target.name ?? target.id, split: split.name ?? split.id },
    }),
  ];
}

type Steps = ReadonlyMap<string, readonly string[]>;

/** Which steps follow which, across scopes. */
interface ProcessMap {
  readonly view: ProcessView;
  readonly places: ReadonlyMap<string, PlacedNode>;
  readonly next: Steps;
  readonly previous: Steps;
}

/** A sub-process leads to its starts, its ends lead out of it, an activity to its boundary events. */
function mapOf(view: ProcessView): ProcessMap {
  const edges = view.flows.map((flow) => [flow.sourceId, flow.targetId] as const);
  const inner = view.placed.flatMap(({ node, ancestors }): (readonly [string, string])[] => {
    const parent = ancestors.at(-1);
    return [
      ...(parent && node.incoming.length === 0 && node.kind !== 'boundaryEvent' ? [[parent.id, node.id] as const] : []),
      ...(parent && node.outgoing.length === 0 ? [[node.id, parent.id] as const] : []),
      ...(node.attachedTo ? [[node.attachedTo, node.id] as const] : []),
    ];
  });
  const all = [...edges, ...inner];
  const group = (key: 0 | 1, value: 0 | 1) =>
    new Map([...Map.groupBy(all, (edge) => edge[key])].map(([id, list]) => [id, list.map((edge) => edge[value])]));
  const places = new Map(view.placed.map((place) => [place.node.id, place]));
  return { view, places, next: group(0, 1), previous: group(1, 0) };
}

/** What the steps lead to; `stop` is reached and not passed. */
function reach(from: string, steps: Steps, stop?: string): Set<string> {
  const seen = new Set<string>();
  const queue = [...(steps.get(from) ?? [])];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (id !== stop) queue.push(...(steps.get(id) ?? []));
  }
  return seen;
}

/** What lies on the ways from one node to a later one; nothing where no way leads there. Walks back first, which is mostly short. */
function waysBetween(target: FlowNode, node: FlowNode, { next, previous }: ProcessMap): ReadonlySet<string> | undefined {
  const before = reach(node.id, previous, target.id);
  if (target.id === node.id || !before.has(target.id)) return undefined;
  const among = new Map([...before].map((id) => [id, (next.get(id) ?? []).filter((then) => before.has(then))]));
  return reach(target.id, among);
}

/** A split that is not joined before the node, in the scope that holds both: what is deeper, the send-back ends. */
function splitBetween(
  target: PlacedNode,
  from: PlacedNode,
  between: ReadonlySet<string>,
  { view, places, previous }: ProcessMap,
): FlowNode | undefined {
  const common = from.ancestors.findLast((around) => target.ancestors.includes(around));
  for (const id of between) {
    const place = places.get(id);
    if (!place || place.ancestors.at(-1) !== common || place.node.outgoing.length < 2) continue;
    const beforeNode = reach(from.node.id, previous, id);
    const leads = (branch: string): boolean => branch === from.node.id || beforeNode.has(branch);
    const besides = place.node.outgoing.filter((flow) => !leads(view.flow(flow)?.targetId ?? ''));
    if (besides.some((flow) => runsBeside(place.node, flow, view))) return place.node;
  }
  return undefined;
}

/** Does this way out of a node get a token of its own beside the others? Of an activity, only where it does not depend on the data. */
function runsBeside(node: FlowNode, flow: string, view: ProcessView): boolean {
  if (node.kind === 'parallelGateway' || node.kind === 'inclusiveGateway') return true;
  return isActivity(node) && flow !== node.defaultFlow && view.flow(flow)?.condition === undefined;
}
