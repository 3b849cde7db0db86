/**
 * Compliance checkpoint: a business rule task (BPMN 2.0.2, 10.3.3) whose rules run first; where one that blocks fails, a person
 * clears it with a reason and evidence, or rejects it.
 */

import type { Json, JsonObject } from '../../../base/index.ts';
import { throwError } from '../../definitions/error.ts';
import type { CompleteTaskInput, PeopleAnswer, Rejection } from '../../input.ts';
import { about } from '../../parts/about.ts';
import { compileJob, createJob, takeBackOther } from '../../parts/job.ts';
import { leave } from '../../parts/leave.ts';
import { findPeople, notesOf, together, withGroups } from '../../parts/people.ts';
import { refusal } from '../../parts/rejection.ts';
import { writeResult } from '../../parts/result.ts';
import type { Run } from '../../parts/run.ts';
import type { TaskAt } from '../../parts/task.ts';
import { openTask, tasksOf } from '../../parts/task.ts';
import { compileTiming, endTasks, onTimingAnswer, startTiming } from '../../parts/timing.ts';
import { namesOf } from '../../parts/who.ts';
import type { CheckpointPlan, ProgramElement } from '../../program.ts';
import type { Token } from '../../state.ts';
import type { ElementHandler } from '../handler.ts';
import { compileTask } from '../user-task.ts';
import { compileCheckpoint } from './plan.ts';

export const checkpoint: ElementHandler = {
  extensions: ['checkpoint', 'timing', 'form', 'inputs', 'outputs'],
  leaves: 'each',
  compile(node, compiling) {
    const spec = node.extension.checkpoint;
    if (!spec || (node.calledTask ?? node.kind) !== 'businessRuleTask') {
      compiling.refuse(node, `a checkpoint on a ${node.kind}; make it a business rule task`);
      return {};
    }
    const job = spec.job && compileJob(spec.job, node, compiling);
    const timing = compileTiming(node, compiling, ['notify', 'escalate', 'reject']);
    const plan = { checkpoint: compileCheckpoint(spec, node, compiling), task: compileTask(node, compiling) };
    return { ...plan, ...(job ? { job } : {}), ...(timing ? { timing } : {}) };
  },
  work(run, token, element) {
    if (tasksOf(run, token).length > 0) startTiming(run, token, element);
    else if (element.plan.job) createJob(run, token, element);
    else check(run, token, element);
  },
  onJob: (run, _job, token, element, result) => check(run, token, element, result ? { ...result, result } : {}),
  onAnswer(run, question, token, element, answer) {
    if (onTimingAnswer(run, question, token, element, answer) || answer.kind !== 'people') return;
    review(run, token, element, withGroups(reviewersOf(run, token, element), answer.answers));
  },
  onTask: decideReview,
  onMigrated(run, token, element, before) {
    const rules = ({ plan }: ProgramElement): string => JSON.stringify(plan.checkpoint?.rules);
    const isReviewed = tasksOf(run, token).length > 0;
    if (isReviewed ? rules(before) === rules(element) : !takeBackOther(run, token, element, before)) return;
    endTasks(run, token, element, 'migrated');
    checkpoint.work(run, token, element);
  },
  onOverdue(run, token, element, action) {
    if (action === 'reject') decide(run, token, element, { outcome: 'rejected', reason: 'The time limit passed.' });
  },
};

/** Runs the rules; `outside` is what an outside check answered. A rule passes only when it is true. */
function check(run: Run, token: Token, element: ProgramElement, outside: JsonObject = {}): void {
  const { checkpoint: plan } = element.plan;
  if (!plan) return;
  const scopeId = run.scopeIdOf(token);
  const rules: RuleRead[] = [];
  for (const { id, when, severity, message } of plan.rules) {
    const answer = run.evaluate(when, scopeId, outside);
    if (!answer.ok) {
      run.raise(token, 'expression-failed', `The rule ${id} of ${element.name ?? element.id} failed: ${answer.message}`, 'work');
      return;
    }
    const values: Record<string, Json> = {};
    for (const name of when.reads) values[name] = outside[name] ?? run.variable(name, scopeId) ?? null;
    rules.push({ id, passed: answer.value === true, severity, values, ...(message === undefined ? {} : { message }) });
  }
  const regulation = plan.regulation === undefined ? {} : { regulation: plan.regulation };
  const where = { ...about(element), tokenId: token.id };
  run.emit({ type: 'checkpointEvaluated', ...where, ...regulation, rules });
  if (rules.every(({ passed, severity }) => passed || severity === 'warn')) {
    decide(run, token, element, { outcome: 'passed' });
    return;
  }
  const found = findPeople(run, { token, element, about: 'reviewers' }, reviewersOf(run, token, element));
  if (found) review(run, token, element, found);
}

interface RuleRead {
  readonly id: string;
  readonly passed: boolean;
  readonly severity: 'block' | 'warn';
  readonly values: JsonObject;
  readonly message?: string;
}

const reviewersOf = (run: Run, token: Token, { plan }: ProgramElement): readonly string[] =>
  (plan.checkpoint?.reviewers ?? []).flatMap((who) => namesOf(run, run.scopeIdOf(token), who));

const failedOf = (run: Run, token: Token): readonly string[] =>
  run.draft.checks?.find(({ tokenId }) => tokenId === token.id)?.failed ?? [];

function review(run: Run, token: Token, element: ProgramElement, reviewers: readonly PeopleAnswer[]): void {
  const { users, groups } = together(reviewers);
  if (users.length + groups.length === 0) {
    const why = notesOf(reviewers) || 'its reviewers name nobody.';
    run.raise(token, 'nobody-found', `Nobody is found to review ${element.name ?? element.id}: ${why}`, 'work');
    return;
  }
  const failed = failedOf(run, token);
  const failedRules = (element.plan.checkpoint?.rules ?? [])
    .filter(({ id }) => failed.includes(id))
    .map(({ id, message }) => (message === undefined ? { id } : { id, message }));
  openTask(run, token, element, {
    kind: 'review',
    candidateUsers: users,
    candidateGroups: groups,
    outcomes: ['clear', 'reject'],
    failedRules,
  });
  startTiming(run, token, element);
}

function decideReview(run: Run, { task, token, element }: TaskAt, input: CompleteTaskInput): Rejection | undefined {
  const { checkpoint: plan } = element.plan;
  const refused = plan && refuseReview(plan, element, input);
  if (refused) return refused;
  const { by, outcome, comment, evidence = [], variables } = input;
  const said = comment?.trim() ? { comment } : {};
  const where = { ...about(element), taskId: task.id };
  const kind = { kind: 'review', outcome: outcome ?? '' } as const;
  run.emit({ type: 'taskCompleted', ...where, ...kind, by, ...said, ...(evidence.length > 0 ? { evidence } : {}) });
  if (variables) run.setVariables(run.scopeIdOf(token), variables, { elementId: element.id, by });
  const reason = comment?.trim() ? { reason: comment } : {};
  decide(run, token, element, { outcome: outcome === 'clear' ? 'cleared' : 'rejected', ...reason, evidence, by });
  return undefined;
}

function refuseReview(plan: CheckpointPlan, element: ProgramElement, input: CompleteTaskInput): Rejection | undefined {
  const { outcome, comment, evidence = [] } = input;
  const what = element.name ?? element.id;
  if (outcome !== 'clear' && outcome !== 'reject') {
    const code = outcome === undefined ? 'outcome-required' : 'unknown-outcome';
    return refusal(code, `A review of ${what} is clear or reject; found ${outcome ?? 'none'}.`, element.id);
  }
  if (outcome === 'clear' && !comment?.trim())
    return refusal('comment-required', `${what} is cleared with a reason in writing; write a comment.`, element.id);
  const unknown = evidence.find(({ id }) => !plan.evidence.some((piece) => piece.id === id));
  if (unknown) {
    const expected = plan.evidence.map(({ id }) => id).join(', ') || 'none';
    return refusal('unknown-evidence', `${what} asks for the evidence ${expected}; found "${unknown.id}".`, element.id);
  }
  const missing = plan.evidence.filter((piece) => piece.required && !evidence.some(({ id }) => id === piece.id));
  if (outcome === 'reject' || missing.length === 0) return undefined;
  const names = missing.map(({ id, name }) => name ?? id).join(', ');
  const message = `${what} can't be cleared without evidence: ${names} is missing.`;
  return { ...refusal('evidence-missing', message, element.id), params: { missing: missing.map(({ id }) => id) } };
}

type Decision = Pick<CompleteTaskInput, 'evidence'> & {
  readonly outcome: 'passed' | 'cleared' | 'rejected';
  readonly reason?: string;
  readonly by?: CompleteTaskInput['by'];
};

function decide(run: Run, token: Token, element: ProgramElement, { outcome, reason, evidence = [], by }: Decision): void {
  const result = {
    outcome,
    failed: failedOf(run, token),
    reason: reason ?? null,
    evidence: evidence.map(({ id, fileId }) => ({ id, fileId })),
    by: by?.userId ?? null,
    ...(by?.onBehalfOf === undefined ? {} : { onBehalfOf: by.onBehalfOf }),
    at: new Date(run.at).toISOString(),
  };
  const where = { ...about(element), tokenId: token.id };
  run.emit({ type: 'checkpointDecided', ...where, result });
  endTasks(run, token, element, 'decided');
  const { checkpoint: plan } = element.plan;
  if (plan?.result !== undefined) writeResult(run, token, element, { [plan.result]: result });
  if (outcome === 'rejected') throwError(run, token, plan?.error ?? '', reason);
  else leave(run, token, by);
}
