/** Compiles `fortnight:approval`; what is not built yet is refused by name. */
import type { ApprovalSpec, FlowNode, OutcomeSpec } from '../../../model/index.ts';
import { compensationAround } from '../../parts/compensation-plan.ts';
import type { Compiling } from '../../parts/compiling.ts';
import { compileWho, compileWhoList, splitList } from '../../parts/who.ts';
import type { ApprovalPlan, ApproverPlan, OutcomePlan, WhoPlan } from '../../program.ts';

const outcomeKinds = ['approve', 'reject', 'send-back'] as const;
const nobodyRules = ['assign', 'approve', 'reject', 'incident'] as const;
const usualOutcomes: readonly OutcomePlan[] = [
  { id: 'approve', kind: 'approve', isCommentRequired: false, to: [] },
  { id: 'reject', kind: 'reject', isCommentRequired: false, to: [] },
];

export function compileApproval(spec: ApprovalSpec, node: FlowNode, compiling: Compiling): ApprovalPlan {
  const outcomes = spec.outcomes.flatMap((outcome) => compileOutcome(outcome, node, compiling) ?? []);
  if (spec.result !== undefined) compiling.reserve(spec.result);
  for (const other of spec.separateFrom)
    if (other !== 'starter' && !compiling.node(other))
      report(node, compiling, 'separate-from-unknown', 'separateFrom', `is separate from "${other}", which is no element`);
  const quorum = compileQuorum(spec, node, compiling);
  const who = (text: string | undefined, field: string): readonly WhoPlan[] =>
    compileWhoList(text, node, `approval.${field}`, compiling);
  return {
    mode: spec.mode,
    order: spec.order,
    approvers: compileApprovers(spec, node, compiling),
    rules: [...rulesOf('reject', spec.autoReject, node, compiling), ...rulesOf('approve', spec.autoApprove, node, compiling)],
    outcomes: spec.outcomes.length === 0 ? usualOutcomes : outcomes,
    separateFrom: [...spec.separateFrom],
    nobody: { do: nobodyRule(spec, node, compiling), to: who(spec.nobody?.to, 'nobody') },
    samePerson: spec.samePerson?.do === 'again' ? 'again' : 'once',
    copies: spec.copies.flatMap((copy) => who(copy, 'copies')),
    ...(quorum === undefined ? {} : { quorum }),
    ...(spec.result === undefined ? {} : { result: spec.result }),
    ...(spec.error === undefined ? {} : { error: spec.error }),
  };
}

function report(node: FlowNode, { problem }: Compiling, code: string, field: string, what: string): void {
  const message = `The approval ${node.name ?? node.id} (${node.id}) ${what}.`;
  problem({ code, severity: 'error', elementId: node.id, field: `approval.${field}`, message });
}

/** Asked in order, the lower levels come first. */
function compileApprovers(spec: ApprovalSpec, node: FlowNode, compiling: Compiling): readonly ApproverPlan[] {
  if (spec.approvers.length === 0) report(node, compiling, 'no-approvers', 'approvers', 'has no approvers; name who decides');
  const levels = spec.approvers.toSorted((a, b) => (a.level ?? 0) - (b.level ?? 0));
  return (spec.order === 'sequential' ? levels : spec.approvers).flatMap(({ who: text, name, when: condition }) => {
    const who = compileWho(text, node, 'approval.approvers', compiling);
    const when = condition === undefined ? undefined : compiling.expression(condition, node.id, 'approval.approvers');
    return who ? [{ who, ...(name === undefined ? {} : { name }), ...(when ? { when } : {}) }] : [];
  });
}

function compileQuorum(spec: ApprovalSpec, node: FlowNode, compiling: Compiling): ApprovalPlan['quorum'] {
  if (spec.mode !== 'quorum') return undefined;
  if (spec.quorum === undefined || spec.quorum.trim() === '') {
    report(node, compiling, 'quorum-missing', 'quorum', 'is decided by a number of votes, but does not say how many');
    return undefined;
  }
  const count = Number(spec.quorum);
  if (Number.isNaN(count)) return compiling.expression(spec.quorum, node.id, 'approval.quorum');
  if (!Number.isInteger(count) || count < 1)
    report(node, compiling, 'quorum-no-count', 'quorum', `needs "${spec.quorum}" votes; expected 1 or more`);
  return count;
}

function rulesOf(
  kind: 'approve' | 'reject',
  rules: ApprovalSpec['autoApprove'],
  node: FlowNode,
  compiling: Compiling,
): ApprovalPlan['rules'] {
  return rules.flatMap(({ when: condition, reason }) => {
    const when = compiling.expression(condition, node.id, kind === 'approve' ? 'approval.autoApprove' : 'approval.autoReject');
    return when ? [{ kind, when, ...(reason === undefined ? {} : { reason }) }] : [];
  });
}

function nobodyRule({ nobody }: ApprovalSpec, node: FlowNode, compiling: Compiling): ApprovalPlan['nobody']['do'] {
  const rule = nobodyRules.find((known) => known === (nobody?.do ?? 'incident'));
  if (rule === undefined || (rule === 'assign' && splitList(nobody?.to).length === 0))
    report(
      node,
      compiling,
      'nobody-rule',
      'nobody',
      `does "${nobody?.do}" when nobody is found; expected ${nobodyRules.join(', ')}, and to whom it assigns`,
    );
  return rule ?? 'incident';
}

function compileOutcome(outcome: OutcomeSpec, node: FlowNode, compiling: Compiling): OutcomePlan | undefined {
  const kind = outcomeKinds.find((known) => known === outcome.kind);
  if (kind === undefined) {
    compiling.refuse(node, `the outcome kind "${outcome.kind}" of ${outcome.id}`, 'approval.outcomes');
    return undefined;
  }
  const to = splitList(outcome.to);
  if (kind === 'send-back') checkTargets(to, node, compiling);
  return { id: outcome.id, kind, isCommentRequired: kind === 'send-back' || outcome.comment === 'required', to };
}

function checkTargets(to: readonly string[], node: FlowNode, compiling: Compiling): void {
  if (to.length === 0) report(node, compiling, 'send-back-to-nothing', 'outcomes', 'does not say where a send-back goes');
  for (const id of to) {
    const target = compiling.node(id);
    const isActivity = target !== undefined && /(task|subprocess|callactivity|transaction)$/i.test(target.kind);
    if (!isActivity || id === node.id)
      report(
        node,
        compiling,
        'send-back-to-nothing',
        'outcomes',
        `sends back to "${id}"; expected another activity of the process`,
      );
    else if (compensationAround(target, compiling) !== compensationAround(node, compiling))
      report(
        node,
        compiling,
        'send-back-out-of-compensation',
        'outcomes',
        `sends back to "${id}" over the border of what compensates; whoever threw that would wait for ever`,
      );
    else if (repeatsAround(id, node.id, compiling))
      compiling.refuse(node, `the send-back to "${id}", into an activity that repeats`, 'approval.outcomes');
  }
}

/** Does a repeated sub-process hold the target but not the approval? */
function repeatsAround(targetId: string, approvalId: string, { model }: Compiling): boolean {
  const holds = (node: FlowNode, id: string): boolean => (node.nodes ?? []).some((inner) => inner.id === id || holds(inner, id));
  const repeats = (nodes: readonly FlowNode[]): boolean =>
    nodes.some((node) => (node.loop && holds(node, targetId) && !holds(node, approvalId)) || repeats(node.nodes ?? []));
  return model.processes.some(({ nodes }) => repeats(nodes));
}
