/** People act on their tasks. */
import type { Actor, Input, Rejection } from '../input.ts';
import { complete } from '../parts/leave.ts';
import { refusal, reserved } from '../parts/rejection.ts';
import type { Run } from '../parts/run.ts';
import type { OpenTask } from '../state.ts';
import type { Takers } from './taker.ts';

type TaskInput = Extract<Input, { type: 'claimTask' | 'unclaimTask' | 'delegateTask' | 'completeTask' }>;

function takeTask(run: Run, input: TaskInput): Rejection | undefined {
  const task = run.draft.tasks.find(({ id }) => id === input.taskId);
  const token = task && run.token(task.tokenId);
  if (!task || !token) return refusal('task-not-open', `There is no open task ${input.taskId}.`);
  const { id: elementId, kind: elementKind } = run.element(token.element);
  const { taskId, by } = input;
  if (!eligible(task, by, input.type === 'claimTask'))
    return refusal('not-eligible', `The task ${taskId} is not this person's to act on.`, elementId);
  const about = { elementId, elementKind, taskId, by };
  if (input.type === 'claimTask') {
    if (by.userId === null) return refusal('no-user', 'A claim needs a user.');
    run.emit({ type: 'taskClaimed', ...about, assignee: by.userId });
  } else if (input.type === 'unclaimTask') run.emit({ type: 'taskUnclaimed', ...about });
  else if (input.type === 'delegateTask')
    run.emit({ type: 'taskDelegated', ...about, to: input.to, ...(input.reason === undefined ? {} : { reason: input.reason }) });
  else {
    const refused = reserved(run.program, input.variables);
    if (refused) return refused;
    if (input.outcome !== undefined) return refusal('unknown-outcome', `The task ${taskId} has no outcomes; leave it out.`);
    const comment = input.comment === undefined ? {} : { comment: input.comment };
    run.emit({ type: 'taskCompleted', ...about, kind: 'task', ...comment });
    complete(run, token, input.variables, by);
  }
  return undefined;
}

function eligible(task: OpenTask, by: Actor, isClaim: boolean): boolean {
  if (by.privileged) return true;
  if (by.userId === null) return false;
  if (task.assignee !== undefined) return task.assignee === by.userId;
  if (task.users.length === 0 && task.groups.length === 0) return !isClaim || by.userId !== null;
  return task.users.includes(by.userId) || task.groups.some((group) => by.groups?.includes(group) === true);
}

export const taskTakers: Takers = { claimTask: takeTask, unclaimTask: takeTask, delegateTask: takeTask, completeTask: takeTask };
