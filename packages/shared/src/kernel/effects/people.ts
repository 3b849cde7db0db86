/** Whom events notify, and which questions about people they ask. */
import type { Orders } from './ordering.ts';

export const peopleOrders: Orders = {
  taskOpened({ elementId, taskId, candidateUsers, candidateGroups: groups, assignee }) {
    const users = assignee === undefined ? candidateUsers : [assignee];
    return { type: 'notify', kind: 'taskOpened', elementId, taskId, users, groups };
  },
  peopleAsked: ({ questionId, elementId, who }) => ({ type: 'askPeople', questionId, elementId, who }),
};
