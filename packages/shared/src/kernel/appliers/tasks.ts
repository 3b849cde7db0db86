/** Remembers the tasks that people have open. */
import type { OpenTask } from '../state.ts';
import { type Appliers, type Draft, type EventOf, without } from './applier.ts';

function changeTask(draft: Draft, id: string, change: (task: OpenTask) => OpenTask): void {
  draft.tasks = draft.tasks.map((task) => (task.id === id ? change(task) : task));
}
function close(draft: Draft, event: EventOf<'taskCompleted' | 'taskCancelled'>): void {
  draft.tasks = without(draft.tasks, ({ id }) => id === event.taskId);
}

export const taskAppliers: Appliers = {
  taskOpened(draft, event) {
    const task = { id: event.taskId, tokenId: event.tokenId, users: event.candidateUsers, groups: event.candidateGroups };
    draft.tasks = [...draft.tasks, event.assignee === undefined ? task : { ...task, assignee: event.assignee }];
  },
  taskClaimed(draft, event) {
    changeTask(draft, event.taskId, (task) => ({ ...task, assignee: event.assignee }));
  },
  taskDelegated(draft, event) {
    changeTask(draft, event.taskId, (task) => ({ ...task, assignee: event.to }));
  },
  taskUnclaimed(draft, event) {
    changeTask(draft, event.taskId, ({ assignee: _, ...task }) => task);
  },
  taskCompleted: close,
  taskCancelled: close,
};
