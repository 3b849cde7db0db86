import type { ApproverSpec, FlowNode } from '../../model/index.ts';
import { error, type Finding } from '../finding.ts';
import { called, type Rule } from '../process-view.ts';

const whoGrammar = /^(user|group|role|variable|manager-of|managers-up-to):\s*\S.*$|^picked$/;

/** Votes that one entry can give; what only the case knows counts as many. */
function votesOf({ who }: ApproverSpec): number {
  const levels = /^managers-up-to:\s*(\d+)$/.exec(who)?.[1];
  if (levels !== undefined) return Number(levels);
  return /^(managers-up-to|variable|picked)/.test(who) ? Number.POSITIVE_INFINITY : 1;
}

/** An approval says who decides, and can be decided. */
export const approval: Rule = ({ nodes }) => nodes.flatMap(check);

function check(node: FlowNode): Finding[] {
  const spec = node.extension.approval;
  if (!spec) return [];
  const findings: Finding[] = [];
  if (spec.approvers.length === 0)
    findings.push(
      error(node.id, 'no-approvers', {
        field: 'approval.approvers',
        message: `${called(node)} has no approvers.`,
        hint: 'Add a person, a group, a role, a variable or a manager who decides.',
        fixes: [{ code: 'add-approver', params: { elementId: node.id } }],
      }),
    );
  for (const { who } of spec.approvers)
    if (!whoGrammar.test(who))
      findings.push(
        error(node.id, 'who-not-understood', {
          field: 'approval.approvers',
          message: `${called(node)} asks "${who}" to decide, which names nobody.`,
          hint: 'Write user:, group:, role:, variable:, manager-of: or managers-up-to: with a name behind it, or picked.',
          params: { who },
        }),
      );
  if (spec.mode === 'quorum') findings.push(...checkQuorum(node, spec.quorum, spec.approvers));
  if (node.loop?.kind === 'multiInstanceLoopCharacteristics' && !node.extension.loop?.outputCollection)
    findings.push(
      error(node.id, 'approval-without-output-collection', {
        field: 'loop.outputCollection',
        message: `${called(node)} is decided once for each item, but says nowhere to collect the results.`,
        hint: 'Name an output collection; each run keeps its own result.',
      }),
    );
  return findings;
}

function checkQuorum(node: FlowNode, quorum: string | undefined, approvers: readonly ApproverSpec[]): Finding[] {
  if (quorum === undefined)
    return [
      error(node.id, 'quorum-missing', {
        field: 'approval.quorum',
        message: `${called(node)} is decided by a number of votes, but does not say how many.`,
        hint: 'Give a number, or an expression.',
      }),
    ];
  const needed = Number(quorum);
  const possible = approvers.reduce((sum, approver) => sum + votesOf(approver), 0);
  if (Number.isNaN(needed) || (needed >= 1 && needed <= possible)) return [];
  return [
    error(node.id, 'quorum-out-of-reach', {
      field: 'approval.quorum',
      message: `${called(node)} needs ${quorum} votes, and at most ${possible} can be given.`,
      hint: 'Lower the number, or add approvers. A group has one vote.',
      params: { needed, possible },
      fixes: [{ code: 'set-quorum', params: { elementId: node.id, quorum: String(possible) } }],
    }),
  ];
}
