import type { FlowNode } from '../../model/index.ts';
import { error, type Finding } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';

/** A send-back goes to an earlier step, and never makes a second token beside a parallel sibling. */
export const sendBack: Rule = (view) => {
  const sendBacks = view.nodes.flatMap((node) =>
    (node.extension.approval?.outcomes ?? []).flatMap(({ kind, to }): { node: FlowNode; to: string | undefined }[] =>
      kind !== 'send-back' ? [] : to === undefined ? [{ node, to }] : to.split(',').map((one) => ({ node, to: one.trim() })),
    ),
  );
  if (sendBacks.length === 0) return [];
  const ways = waysOf(view);
  return sendBacks.flatMap(({ node, to }) => check(node, to, view, ways));
};

function check(node: FlowNode, to: string | undefined, view: ProcessView, ways: Ways): Finding[] {
  const field = 'approval.outcomes';
  const target = to === undefined ? undefined : view.node(to);
  if (!target)
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
  if (target.id === node.id || !leadsTo(target.id, node.id, ways))
    return [
      error(node.id, 'send-back-not-before', {
        field,
        message: `${called(node)} sends back to ${called(target)}, which does not come before it.`,
        hint: 'Choose a step that the case has completed when it comes here.',
        params: { to: target.name ?? target.id },
      }),
    ];
  const split = splitBetween(target, node, ways, view);
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

interface Ways {
  readonly next: ReadonlyMap<string, readonly string[]>;
  readonly previous: ReadonlyMap<string, readonly string[]>;
}

/** Ways across scopes: a sub-process leads to its starts, its ends lead out of it, an activity to its boundary events. */
function waysOf({ placed, flows }: ProcessView): Ways {
  const edges = flows.map((flow) => [flow.sourceId, flow.targetId] as const);
  const inner = placed.flatMap(({ node, ancestors }): (readonly [string, string])[] => {
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
  return { next: group(0, 1), previous: group(1, 0) };
}

function reach(from: string, next: (id: string) => readonly string[]): Set<string> {
  const seen = new Set<string>();
  const queue = [...next(from)];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    queue.push(...next(id));
  }
  return seen;
}

/** Whether a way leads from one node to another; looks from the later backwards, which is mostly short. */
function leadsTo(from: string, to: string, ways: Ways): boolean {
  const seen = new Set<string>();
  let edge = ways.previous.get(to) ?? [];
  while (edge.length > 0) {
    if (edge.includes(from)) return true;
    const fresh = edge.filter((id) => !seen.has(id));
    for (const id of fresh) seen.add(id);
    edge = [...new Set(fresh)].flatMap((id) => ways.previous.get(id) ?? []);
  }
  return false;
}

const splitting: ReadonlySet<string> = new Set(['parallelGateway', 'inclusiveGateway']);

/** A parallel or inclusive split between target and node, in a scope that the send-back does not end, that is not joined before the node. */
function splitBetween(target: FlowNode, node: FlowNode, ways: Ways, view: ProcessView): FlowNode | undefined {
  const splits = view.nodes.filter(({ kind, outgoing }) => splitting.has(kind) && outgoing.length > 1);
  if (splits.length === 0) return undefined;
  const forward = reach(target.id, (id) => ways.next.get(id) ?? []);
  const back = reach(node.id, (id) => ways.previous.get(id) ?? []);
  const containerOf = (id: string) => view.placed.find((place) => place.node.id === id)?.container;
  return splits.find((split) => {
    if (!forward.has(split.id) || !back.has(split.id) || containerOf(split.id) !== containerOf(target.id)) return false;
    const branches = split.outgoing.map((id) => view.flow(id)?.targetId ?? '');
    const leading = branches.filter(
      (id) => id === node.id || reach(id, (next) => (next === split.id ? [] : (ways.next.get(next) ?? []))).has(node.id),
    );
    return leading.length > 0 && leading.length < branches.length;
  });
}
