/** Remembers the tasks that people have open. */
import type { OpenApproval, OpenTask } from '../state.ts';
import { type Appliers, append, type Draft, type EventOf, replace, without } from './applier.ts';

function changeTask(draft: Draft, id: string, change: (task: OpenTask) => OpenTask): void {
  replace(draft, 'tasks', (task) => task.id === id, change);
}
function close(draft: Draft, event: EventOf<'taskCompleted' | 'taskCancelled'>): void {
  draft.tasks = without(draft.tasks, ({ id }) => id === event.taskId);
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
    const tokenId = draft.tasks.find(({ id }) => id === taskId)?.tokenId;
    const dated = (open: OpenApproval) => (open.tokenId === tokenId && open.dueAt !== dueAt ? { ...open, dueAt } : open);
    if (draft.approvals) draft.approvals = draft.approvals.map(dated);
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
