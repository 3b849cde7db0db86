import type { FlowNode } from '../../model/index.ts';
import { wordsIn } from '../computed.ts';
import { error } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';

/** A rejection leads somewhere else than an approval: a condition reads it, or it throws an error. */
export const rejectGoesOn: Rule = (view) =>
  view.nodes
    .filter((node) => goesOnAtAll(node) && canReject(node) && !isRead(node, view))
    .map((node) =>
      error(node.id, 'reject-goes-on', {
        field: 'approval.result',
        message: `When ${called(node)} is rejected, the case goes on as if it were approved.`,
        hint: 'Behind it, choose the way by its outcome, or throw an error and catch it at its border.',
        fixes: isPlain(node, view)
          ? [{ code: 'draw-way-to-lost-end', params: { elementId: node.id, result: node.extension.approval?.result ?? '' } }]
          : [],
      }),
    );

/** One result at a time, and ways on that ask for nothing: a choice can be put between. */
const isPlain = ({ loop, outgoing }: FlowNode, { flow }: ProcessView): boolean =>
  loop?.kind !== 'multiInstanceLoopCharacteristics' && outgoing.every((id) => flow(id)?.condition === undefined);

/** What throws an error on reject does not go on. */
const goesOnAtAll = ({ extension: { approval } }: FlowNode) => approval !== undefined && approval.error === undefined;

/** An approval that lists no outcomes has the usual ones. */
function canReject({ extension: { approval, timing } }: FlowNode): boolean {
  const outcomes = approval?.outcomes ?? [];
  return (
    outcomes.length === 0 ||
    outcomes.some(({ kind }) => kind === 'reject') ||
    timing?.overdue === 'reject' ||
    (approval?.autoReject.length ?? 0) > 0
  );
}

/** Looks at the conditions right behind the approval, through gateways, before anything else happens. */
function isRead(node: FlowNode, view: ProcessView): boolean {
  const result = resultOf(node);
  if (!result) return false;
  const reads = (text: string | undefined) =>
    text !== undefined && (simpleName.test(result) ? wordsIn(text).includes(result) : text.includes(result));
  const seen = new Set<string>();
  const queue = [...node.outgoing];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    const flow = view.flow(id);
    if (reads(flow?.condition)) return true;
    const target = view.node(flow?.targetId ?? '');
    if (target?.kind.endsWith('Gateway')) queue.push(...target.outgoing);
  }
  return false;
}

/** Where the outcome is known behind the approval: each of many runs keeps its own, and what they gave is gathered. */
const resultOf = ({ loop, extension }: FlowNode): string | undefined =>
  loop?.kind === 'multiInstanceLoopCharacteristics' ? extension.loop?.outputCollection : extension.approval?.result;

/** Other names stand in backticks or are declared; looking for their text is enough. */
const simpleName = /^[\p{L}_][\p{L}\p{N}_]*$/u;
