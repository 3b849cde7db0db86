/** Whom events notify, and which questions about people they ask. */
import type { Orders } from './ordering.ts';

export const peopleOrders: Orders = {
  taskOpened({ elementId, taskId, candidateUsers, candidateGroups: groups, assignee }, _run, isOpen) {
    if (!isOpen(taskId)) return undefined;
    const users = assignee === undefined ? candidateUsers : [assignee];
    return { type: 'notify', kind: 'taskOpened', elementId, taskId, users, groups };
  },
  taskDelegated: ({ elementId, taskId, to }) => ({
    type: 'notify',
    kind: 'taskOpened',
    elementId,
    taskId,
    users: [to],
    groups: [],
  }),
  taskReminded: ({ elementId, taskId, users, groups }) => ({
    type: 'notify',
    kind: 'reminder',
    elementId,
    taskId,
    users,
    groups,
  }),
  taskOverdue: ({ elementId, taskId, users, groups }) => ({ type: 'notify', kind: 'overdue', elementId, taskId, users, groups }),
  taskEscalated({ elementId, taskId, users, groups }) {
    return { type: 'notify', kind: 'escalation', elementId, taskId, users, groups };
  },
  approvalDecided({ elementId, requestedBy, copies: { users, groups } }) {
    const about = { type: 'notify', elementId } as const;
    return [
      ...(requestedBy === undefined ? [] : [{ ...about, kind: 'decided' as const, users: [requestedBy], groups: [] }]),
      ...(users.length + groups.length === 0 ? [] : [{ ...about, kind: 'copy' as const, users, groups }]),
    ];
  },
  sentBack: ({ elementId, users }) => ({ type: 'notify', kind: 'sentBack', elementId, users, groups: [] }),
  peopleAsked({ questionId, elementId, who }, _run, isOpen) {
    if (!isOpen(questionId)) return undefined;
    return { type: 'askPeople', questionId, elementId, who };
  },
};
