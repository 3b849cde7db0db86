import type { ApprovalSpec, ApproverSpec, FlowNode } from '../../model/index.ts';
import { error, type Finding, warning } from '../finding.ts';
import { called, type ProcessView, type Rule } from '../process-view.ts';
import { notUnderstood, whoGrammar } from './who.ts';

/** Votes that one entry can give; what only the case knows counts as many. */
function votesOf({ who }: ApproverSpec): number {
  const levels = /^managers-up-to:\s*(\d+)$/.exec(who)?.[1];
  if (levels !== undefined) return Number(levels);
  return /^(managers-up-to|variable|picked)/.test(who) ? Number.POSITIVE_INFINITY : 1;
}

/** An approval says who decides, and can be decided. */
export const approval: Rule = (view) => [...view.nodes.flatMap((node) => check(node, view)), ...resultsTwice(view)];

function check(node: FlowNode, view: ProcessView): Finding[] {
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
    if (!whoGrammar.test(who)) findings.push(notUnderstood(node, 'approval.approvers', `asks "${who}" to decide`, who));
  findings.push(...asksTwice(node, spec.approvers), ...checkRules(node, spec), ...checkSeparation(node, spec, view));
  if (spec.mode === 'quorum' && spec.approvers.length > 0) findings.push(...checkQuorum(node, spec.quorum, spec.approvers));
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
  if (quorum === undefined || quorum.trim() === '')
    return [
      error(node.id, 'quorum-missing', {
        field: 'approval.quorum',
        message: `${called(node)} is decided by a number of votes, but does not say how many.`,
        hint: 'Give a number, or an expression.',
      }),
    ];
  const needed = Number(quorum);
  const possible = approvers.reduce((sum, approver) => sum + votesOf(approver), 0);
  if (Number.isNaN(needed) || (Number.isInteger(needed) && needed >= 1 && needed <= possible)) return [];
  if (!Number.isInteger(needed) || needed < 1)
    return [
      error(node.id, 'quorum-no-count', {
        field: 'approval.quorum',
        message: `${called(node)} needs "${quorum}" votes; expected a whole number from 1.`,
        hint: 'Write how many approvals are enough.',
        params: { found: quorum },
        fixes: needed < 1 ? [{ code: 'set-quorum', params: { elementId: node.id, quorum: '1' } }] : [],
      }),
    ];
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

/** The same approver on the same condition votes once. */
function asksTwice(node: FlowNode, approvers: readonly ApproverSpec[]): Finding[] {
  const entries = approvers.map(({ who, when = '', level = 0 }) => [who.trim(), when.trim(), level].join('\n'));
  const twice = new Set(approvers.filter((_, index) => entries.indexOf(entries[index] ?? '') < index).map(({ who }) => who));
  return [...twice].map((who) =>
    warning(node.id, 'approver-twice', {
      field: 'approval.approvers',
      message: `${called(node)} asks "${who}" twice, who has one vote.`,
      hint: 'Remove one of them, or say when each is asked.',
      params: { who },
    }),
  );
}

const nobodyRules = ['assign', 'approve', 'reject', 'incident'];

function checkRules(node: FlowNode, { autoApprove, autoReject, nobody, outcomes }: ApprovalSpec): Finding[] {
  const findings: Finding[] = [];
  for (const [field, rules] of Object.entries({ autoApprove, autoReject }))
    if (rules.some(({ when }) => when.trim() === ''))
      findings.push(
        error(node.id, 'auto-rule-without-condition', {
          field: `approval.${field}`,
          message: `${called(node)} decides by itself without saying when.`,
          hint: 'Write the condition, or remove the rule.',
        }),
      );
  if (nobody && !(nobodyRules.includes(nobody.do) && (nobody.do !== 'assign' || nobody.to?.trim())))
    findings.push(
      error(node.id, 'nobody-rule', {
        field: 'approval.nobody',
        message:
          nobody.do === 'assign'
            ? `When nobody can approve ${called(node)}, it is assigned, but nobody is named.`
            : `When nobody can approve ${called(node)}, it does "${nobody.do}", which is not known.`,
        hint: `Choose one of ${nobodyRules.join(', ')}; with assign, say to whom, such as role:admin.`,
        params: { found: nobody.do },
      }),
    );
  if (outcomes.length > 0 && !outcomes.some(({ kind }) => kind === 'approve'))
    findings.push(
      warning(node.id, 'no-approve-outcome', {
        field: 'approval.outcomes',
        message: `${called(node)} can be rejected or sent back, but never approved.`,
        hint: 'Add an outcome of the kind approve.',
      }),
    );
  return findings;
}

/** Duties are separate from the starter or from earlier steps of this process. */
function checkSeparation(node: FlowNode, { separateFrom }: ApprovalSpec, view: ProcessView): Finding[] {
  return separateFrom
    .filter((other) => other !== 'starter' && (other === node.id || !view.node(other)))
    .map((other) =>
      error(node.id, 'separate-from-unknown', {
        field: 'approval.separateFrom',
        message: `${called(node)} is to be decided by others than "${other}", which is ${other === node.id ? 'the approval itself' : 'no step of the process'}.`,
        hint: 'Write starter, or the ids of earlier steps.',
        params: { found: other },
      }),
    );
}

/** The later of two approvals with one result hides what the earlier decided. */
function resultsTwice({ nodes }: ProcessView): Finding[] {
  const results = nodes.flatMap((node) => {
    const result = node.extension.approval?.result ?? node.extension.checkpoint?.result;
    return result === undefined ? [] : [{ node, result }];
  });
  const first = new Map(results.toReversed().map(({ node, result }) => [result, node]));
  return results
    .filter(({ node, result }) => first.get(result) !== node)
    .map(({ node, result }) =>
      warning(node.id, 'result-used-twice', {
        field: node.extension.approval ? 'approval.result' : 'checkpoint.result',
        message: `${called(node)} writes its result to "${result}", as ${called(first.get(result) ?? node)} does: one hides the other.`,
        hint: 'Give each a result of its own.',
        params: { result, other: first.get(result)?.name ?? first.get(result)?.id ?? '' },
      }),
    );
}
