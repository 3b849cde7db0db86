/** Approval: a user task on which several people vote; the votes, a rule or the time limit decide it (BPMN 2.0.2, 10.3.4). */

import type { CompleteTaskInput, PeopleAnswer, Rejection } from '../../input.ts';
import { about } from '../../parts/about.ts';
import { findPeople } from '../../parts/people.ts';
import { refusal } from '../../parts/rejection.ts';
import type { Run } from '../../parts/run.ts';
import type { TaskAt } from '../../parts/task.ts';
import { openTask, tasksOf } from '../../parts/task.ts';
import { compileTiming, onTimingAnswer, setDue, startTiming } from '../../parts/timing.ts';
import type { ApprovalPlan, OutcomePlan, ProgramElement } from '../../program.ts';
import { firstHaving } from '../../queries/lookup.ts';
import { personsOf } from '../../queries/persons.ts';
import type { OpenApproval, Token } from '../../state.ts';
import type { ElementHandler } from '../handler.ts';
import { compileTask } from '../user-task.ts';
import { allNames, excludedFrom, findApprovers, nameApprovers } from './approvers.ts';
import { decide } from './decide.ts';
import { isSameRule, keepWhatCounts } from './kept.ts';
import { compileApproval } from './plan.ts';
import { targetOf } from './send-back.ts';
import { decided } from './votes.ts';

export const approval: ElementHandler = {
  extensions: ['approval', 'timing', 'form', 'assignment', 'inputs', 'outputs', 'loop'],
  leaves: 'each',
  mayLoop: 'multiInstance',
  compile(node, compiling) {
    const spec = node.extension.approval;
    if (!spec || (node.calledTask ?? node.kind) !== 'userTask') {
      compiling.refuse(node, `an approval on a ${node.kind}; make it a user task`);
      return {};
    }
    const { users, groups, assignee } = node.extension.assignment ?? { users: [], groups: [] };
    if (assignee !== undefined || users.length + groups.length > 0)
      compiling.refuse(node, 'an assignment beside its approvers', 'assignment');
    if (node.loop && node.extension.loop?.outputCollection === undefined) {
      const message = `${node.name ?? node.id} (${node.id}) is decided once for each item, but says nowhere to collect the results.`;
      const where = { elementId: node.id, field: 'loop.outputCollection' };
      compiling.problem({ code: 'approval-without-output-collection', severity: 'error', ...where, message });
    }
    const timing = compileTiming(node, compiling, ['notify', 'escalate', 'approve', 'reject']);
    const plan = { approval: compileApproval(spec, node, compiling), task: compileTask(node, compiling) };
    return timing ? { ...plan, timing } : plan;
  },
  work(run, token, element) {
    if (openOf(run, token)) startTiming(run, token, element);
    else open(run, token, element);
  },
  onAnswer(run, question, token, element, answer) {
    if (onTimingAnswer(run, question, token, element, answer) || answer.kind !== 'people') return;
    if (question.about === again) askAgain(run, token, element, answer.answers);
    else open(run, token, element, answer.answers);
  },
  onDuty(run, { task, element }, by) {
    const { approval: plan } = element.plan;
    const open = firstHaving(run.draft.approvals, 'token', task.tokenId);
    if (!plan || !open) return undefined;
    const excluded = excludedFrom(run, plan);
    const person = personsOf(by).find((one) => excluded.has(one));
    const what = element.name ?? element.id;
    if (person !== undefined) {
      const message = `The user ${person} may not decide ${what}: it is separate from ${plan.separateFrom.join(', ')}.`;
      return refusal('segregation-of-duties', message, element.id);
    }
    const voted = open.votes.find(
      (vote) => personsOf(by).includes(vote.by ?? '') || (vote.onBehalfOf && personsOf(by).includes(vote.onBehalfOf)),
    );
    if (plan.samePerson === 'again' || !voted) return undefined;
    return refusal(
      'already-voted',
      `The user ${voted.by} voted on ${what} already; another person decides this part.`,
      element.id,
    );
  },
  onMigrated: openAgain,
  onTask: vote,
  onOverdue(run, token, element, action) {
    const { copies } = openOf(run, token) ?? {};
    if (copies) decideByRule(run, token, element, { kind: action, because: 'overdue', copies });
  },
};

const openOf = (run: Run, token: Token): OpenApproval | undefined => firstHaving(run.draft.approvals, 'token', token.id);

/** Decides by a rule, or asks people; `answers` are the host's to what was asked before. */
function open(run: Run, token: Token, element: ProgramElement, answers?: readonly PeopleAnswer[]): void {
  const { approval: plan } = element.plan;
  const rule = plan && ruleOf(run, token, element, plan);
  if (!rule) return;
  const naming = nameApprovers(run, token, element, plan, rule.kind !== undefined);
  const quorum = naming && quorumOf(run, token, element, plan);
  if (!naming || quorum === undefined) return;
  if (!answers && !findPeople(run, { token, element, about: 'approvers' }, allNames(naming))) return;
  const { short, ...found } = findApprovers(run, element, plan, naming, answers ?? [], quorum);
  const { copies } = found;
  if (rule.kind) decideByRule(run, token, element, { kind: rule.kind, because: rule.because, reason: rule.reason, copies });
  else if (short === undefined) ask(run, token, element, plan, found);
  else if (plan.nobody.do === 'approve' || plan.nobody.do === 'reject')
    decideByRule(run, token, element, { kind: plan.nobody.do, because: 'nobody', reason: short, copies });
  else run.raise(token, 'nobody-found', short, 'work', { reads: readsOf(plan) });
}

interface AutomaticRule {
  /** Absent: no rule applies. */
  readonly kind?: 'approve' | 'reject';
  readonly because: string;
  readonly reason?: string | undefined;
}

/** The first automatic rule that is true; an incident and nothing where one fails. */
function ruleOf(run: Run, token: Token, element: ProgramElement, { rules }: ApprovalPlan): AutomaticRule | undefined {
  for (const { kind, when, reason } of rules) {
    const answer = run.evaluate(when, run.scopeIdOf(token));
    if (!answer.ok) {
      run.raise(token, 'expression-failed', `A rule of ${element.name ?? element.id} failed: ${answer.message}`, 'work');
      return undefined;
    }
    if (answer.value === true) return { kind, because: kind === 'approve' ? 'autoApprove' : 'autoReject', reason };
  }
  return { because: 'vote' };
}

function quorumOf(run: Run, token: Token, element: ProgramElement, { quorum = 1 }: ApprovalPlan): number | undefined {
  if (typeof quorum === 'number') return quorum;
  const answer = run.evaluate(quorum, run.scopeIdOf(token));
  if (answer.ok && typeof answer.value === 'number' && Number.isInteger(answer.value) && answer.value > 0) return answer.value;
  const found = answer.ok ? JSON.stringify(answer.value) : answer.message;
  const message = `How many votes ${element.name ?? element.id} needs is a whole number above 0; found ${found}.`;
  run.raise(token, 'expression-failed', message, 'work', { reads: quorum.reads });
  return undefined;
}

/** Setting one of these may find somebody. */
const readsOf = ({ approvers, nobody }: ApprovalPlan): readonly string[] => [
  ...new Set(
    [...approvers, ...nobody.to.map((who) => ({ who }))].flatMap((approver) => [
      ...(approver.who.kind === 'literal' ? [] : approver.who.of.reads),
      ...('when' in approver ? (approver.when?.reads ?? []) : []),
    ]),
  ),
];

function ask(
  run: Run,
  token: Token,
  element: ProgramElement,
  { mode, order }: ApprovalPlan,
  found: Pick<OpenApproval, 'entries' | 'needed' | 'copies'>,
): void {
  const where = { ...about(element), tokenId: token.id };
  run.emit({ type: 'approvalOpened', ...where, mode, order, ...found });
  const first = order === 'parallel' ? found.entries.length : 1;
  for (let entry = 0; entry < first; entry++) openEntry(run, token, element, entry);
  startTiming(run, token, element);
}

function openEntry(run: Run, token: Token, element: ProgramElement, position: number): void {
  const open = openOf(run, token);
  const entry = open?.entries[position];
  if (!open || !entry) return;
  const { users, groups, name } = entry;
  const alone = users.length === 1 && groups.length === 0 ? users[0] : undefined;
  const taskId = `t${run.nextSeq}`;
  openTask(run, token, element, {
    kind: 'approval',
    candidateUsers: alone === undefined ? users : [],
    candidateGroups: groups,
    outcomes: (element.plan.approval?.outcomes ?? []).map(({ id }) => id),
    approver: { index: position, ...(name === undefined ? {} : { name }) },
    ...(alone === undefined ? {} : { assignee: alone }),
  });
  if (open.dueAt !== undefined) setDue(run, token, element, taskId, open.dueAt);
}

const again = 'approvers-again';

/** Another version decides by other people or another count: who is still asked keeps the vote, or the task. */
function openAgain(run: Run, token: Token, element: ProgramElement, before: ProgramElement): void {
  const opened = openOf(run, token);
  const { approval: plan } = element.plan;
  if (!opened || !plan || isSameRule(before.plan.approval, plan, opened)) return;
  const naming = nameApprovers(run, token, element, plan, false);
  if (naming && findPeople(run, { token, element, about: again }, allNames(naming))) askAgain(run, token, element, []);
}

function askAgain(run: Run, token: Token, element: ProgramElement, answers: readonly PeopleAnswer[]): void {
  const opened = openOf(run, token);
  const { approval: plan } = element.plan;
  const naming = plan && nameApprovers(run, token, element, plan, false);
  const quorum = naming && quorumOf(run, token, element, plan);
  if (!opened || !naming || quorum === undefined) return;
  const { short, ...found } = findApprovers(run, element, plan, naming, answers, quorum);
  if (short !== undefined) {
    run.refuse(token, 'nobody-found', short, 'work', { reads: readsOf(plan) });
    return;
  }
  const excluded = excludedFrom(run, plan);
  const { entries, votes, tasks } = keepWhatCounts(plan, opened, found.entries, tasksOf(run, token), excluded);
  for (const { id: taskId } of tasksOf(run, token))
    if (!Object.hasOwn(tasks, taskId)) run.emit({ type: 'taskCancelled', ...about(element), taskId, cause: 'migrated' });
  const { mode, order } = plan;
  const { needed, copies } = found;
  const where = { ...about(element), tokenId: token.id };
  run.emit({ type: 'approvalOpened', ...where, mode, order, needed, copies, entries, kept: { votes, tasks } });
  const open = openOf(run, token);
  const outcome = open && decided(plan, open);
  if (outcome) {
    decide(run, token, element, { outcome, votes, copies, because: 'vote' });
    return;
  }
  const last = order === 'parallel' ? entries.length : votes.length + 1;
  const served = new Set(Object.values(tasks));
  for (let entry = votes.length; entry < last; entry++) if (!served.has(entry)) openEntry(run, token, element, entry);
  if (opened.dueAt === undefined) startTiming(run, token, element);
}

function vote(run: Run, at: TaskAt, input: CompleteTaskInput): Rejection | undefined {
  const { task, token, element } = at;
  const { by, comment, variables } = input;
  const { approval: plan } = element.plan;
  if (!plan) return undefined;
  const outcome = outcomeOf(plan, element, input);
  if ('code' in outcome) return outcome;
  const needless = refuseNeedless(element, outcome, input);
  if (needless) return needless;
  const back = outcome.kind === 'send-back' ? targetOf(run, element, outcome, input) : undefined;
  if (back && 'code' in back) return back;
  const where = { ...about(element), taskId: task.id };
  const said = comment === undefined ? {} : { comment };
  run.emit({ type: 'taskCompleted', ...where, kind: 'approval', by, outcome: outcome.id, ...said });
  run.emit({ type: 'voteCast', ...where, tokenId: token.id, entry: task.entry ?? 0, by, outcome: outcome.id, ...said });
  if (variables) run.setVariables(run.scopeIdOf(token), variables, { elementId: element.id, by });
  const open = openOf(run, token);
  const result = open && decided(plan, open);
  if (result) {
    const { votes, copies } = open;
    decide(run, token, element, { outcome: result, votes, copies, because: 'vote', by, ...(back ? { back } : {}), ...said });
  } else if (open && plan.order === 'sequential') openEntry(run, token, element, open.votes.length);
  return undefined;
}

/** Nothing that is sent is left out in silence. */
function refuseNeedless(
  element: ProgramElement,
  { id, kind }: OutcomePlan,
  { to, evidence }: CompleteTaskInput,
): Rejection | undefined {
  const what = element.name ?? element.id;
  if (to !== undefined && kind !== 'send-back')
    return refusal(
      'unknown-target',
      `The outcome "${id}" of ${what} sends nothing back; found "${to}", leave it out.`,
      element.id,
    );
  return evidence?.length ? refusal('unknown-evidence', `${what} asks for no evidence; leave it out.`, element.id) : undefined;
}

function outcomeOf(
  plan: ApprovalPlan,
  element: ProgramElement,
  { outcome: id, comment }: CompleteTaskInput,
): OutcomePlan | Rejection {
  const outcome = plan.outcomes.find((known) => known.id === id);
  const known = plan.outcomes.map((one) => one.id).join(', ');
  if (!outcome) {
    const code = id === undefined ? 'outcome-required' : 'unknown-outcome';
    return refusal(code, `A vote on ${element.name ?? element.id} is one of ${known}; found ${id ?? 'none'}.`, element.id);
  }
  if (!outcome.isCommentRequired || comment?.trim()) return outcome;
  return refusal(
    'comment-required',
    `The outcome "${outcome.id}" of ${element.name ?? element.id} needs a reason; write a comment.`,
    element.id,
  );
}

/** A rule, or the time limit, decides in place of people. */
function decideByRule(
  run: Run,
  token: Token,
  element: ProgramElement,
  { kind, because, reason, copies }: AutomaticRule & Pick<OpenApproval, 'copies'> & { readonly kind: 'approve' | 'reject' },
): void {
  const outcome = element.plan.approval?.outcomes.find((one) => one.kind === kind);
  const fallback: OutcomePlan = { id: kind, kind, isCommentRequired: false, to: [] };
  const votes = openOf(run, token)?.votes ?? [];
  const said = reason === undefined ? {} : { reason };
  decide(run, token, element, { outcome: outcome ?? fallback, votes, copies, because, ...said });
}
