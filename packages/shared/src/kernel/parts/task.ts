/** Tasks for people: how one is opened, and who may act on it. */

import type { Actor } from '../input.ts';
import type { ProgramElement, TaskPlan } from '../program.ts';
import { having } from '../queries/lookup.ts';
import { personsOf } from '../queries/persons.ts';
import type { OpenTask, Token } from '../state.ts';
import { about } from './about.ts';
import type { NewEvent, Run } from './run.ts';

/** A task with the token that holds it, at its element. */
export interface TaskAt {
  readonly task: OpenTask;
  readonly token: Token;
  readonly element: ProgramElement;
}

type TaskOpened = Extract<NewEvent, { type: 'taskOpened' }>;
/** What differs from task to task of an element. */
export type TaskFor = Pick<
  TaskOpened,
  'kind' | 'assignee' | 'candidateUsers' | 'candidateGroups' | 'outcomes' | 'approver' | 'failedRules'
>;

/** Opens a task that the token holds. */
export function openTask(run: Run, token: Token, element: ProgramElement, task: TaskFor): void {
  const priority = priorityOf(run, token, element.plan.task);
  run.emit({
    type: 'taskOpened',
    ...about(element),
    taskId: `t${run.nextSeq}`,
    tokenId: token.id,
    ...task,
    ...(element.name === undefined ? {} : { name: element.name }),
    ...(element.plan.task?.formRef === undefined ? {} : { formRef: element.plan.task.formRef }),
    ...(priority === undefined ? {} : { priority }),
    ...(token.requestedBy === undefined ? {} : { requestedBy: token.requestedBy }),
    ...(token.loopCounter === undefined ? {} : { loopCounter: token.loopCounter }),
  });
}

function priorityOf(run: Run, token: Token, plan: TaskPlan | undefined): number | undefined {
  if (plan?.priority === undefined || typeof plan.priority === 'number') return plan?.priority;
  const answer = run.evaluate(plan.priority, run.scopeIdOf(token));
  return answer.ok && typeof answer.value === 'number' ? answer.value : undefined;
}

/** The open tasks that a token holds. */
export const tasksOf = (run: Run, token: Token): readonly OpenTask[] => having(run.draft.tasks, 'token', token.id);

/** May this person take the task, were it nobody's yet? Groups are those of this moment. */
export function isCandidate({ users, groups }: OpenTask, by: Actor): boolean {
  if (users.length === 0 && groups.length === 0) return by.userId !== null;
  return users.some((user) => personsOf(by).includes(user)) || groups.some((group) => by.groups?.includes(group) === true);
}

/** May this person act on the task as it stands? Who has claimed one must still be a candidate. */
export function mayAct(task: OpenTask, by: Actor): boolean {
  if (task.assignee === undefined) return isCandidate(task, by);
  return personsOf(by).includes(task.assignee) && (task.kind === undefined || isCandidate(task, by));
}

/** Whom news about a task concerns: who has it, else who may take it. */
export const holdersOf = ({ assignee, users, groups }: OpenTask) =>
  assignee === undefined ? { users, groups } : { users: [assignee], groups: [] };
