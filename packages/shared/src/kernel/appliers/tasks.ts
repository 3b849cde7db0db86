/** Remembers the tasks that people have open. */

import { firstHaving } from '../queries/lookup.ts';
import type { OpenApproval, OpenTask } from '../state.ts';
import { type Appliers, append, type Draft, type EventOf, remove, replace } from './applier.ts';

function changeTask(draft: Draft, id: string, change: (task: OpenTask) => OpenTask): void {
  replace(draft, 'tasks', { key: 'id', value: id }, change);
}
function close(draft: Draft, event: EventOf<'taskCompleted' | 'taskCancelled'>): void {
  remove(draft, 'tasks', 'id', event.taskId);
}

export const taskAppliers: Appliers = {
  taskOpened(draft, { taskId: id, tokenId, kind, assignee, candidateUsers, candidateGroups: groups, approver }) {
    // Whom a task was given to stays a candidate, should they give it back.
    const isGiven = assignee !== undefined && candidateUsers.length + groups.length === 0;
    const task: OpenTask = {
      id,
      tokenId,
      ...(kind === 'task' ? {} : { kind }),
      ...(assignee === undefined ? {} : { assignee }),
      users: isGiven ? [assignee] : candidateUsers,
      groups,
      ...(approver === undefined ? {} : { entry: approver.index }),
    };
    append(draft, 'tasks', task);
  },
  taskDueSet(draft, { taskId, dueAt }) {
    changeTask(draft, taskId, (task) => ({ ...task, dueAt }));
    const tokenId = firstHaving(draft.tasks, 'id', taskId)?.tokenId;
    const dated = (open: OpenApproval) => (open.dueAt === dueAt ? open : { ...open, dueAt });
    if (tokenId !== undefined) replace(draft, 'approvals', { key: 'token', value: tokenId }, dated);
  },
  taskClaimed(draft, { taskId, assignee }) {
    changeTask(draft, taskId, (task) => ({ ...task, assignee }));
  },
  taskDelegated(draft, { taskId, to }) {
    changeTask(draft, taskId, (task) => ({ ...task, assignee: to, users: [to], groups: [] }));
  },
  taskUnclaimed(draft, { taskId }) {
    changeTask(draft, taskId, ({ assignee: _, ...task }) => task);
  },
  taskEscalated(draft, event) {
    changeTask(draft, event.taskId, (task) => ({
      ...task,
      users: [...new Set([...task.users, ...event.users])],
      groups: [...new Set([...task.groups, ...event.groups])],
    }));
  },
  taskCompleted: close,
  taskCancelled: close,
};
