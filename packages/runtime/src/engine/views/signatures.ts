/** An approval's signatures: who voted, who is asked, who comes later. */
import type { Signature, TaskDetail } from '@fortnight/shared/contract';
import { wireId } from '../ids.ts';
import { stateOf } from '../state.ts';
import type { CaseHistory } from './case-history.ts';
import { instant } from './instance.ts';
import type { DetailContext } from './task-detail.ts';

export function approvalOf({ task, record, reader, sheet }: DetailContext, history: CaseHistory): TaskDetail['approval'] {
  const opened = history.approvals.findLast(
    ({ tokenId, elementId, at }) => tokenId === task.tokenId && elementId === task.elementId && at <= task.createdAt,
  );
  if (!opened) return undefined;
  const votes = history.votes.filter((vote) => vote.tokenId === task.tokenId && vote.seq > opened.seq);
  const { tasks, timers } = stateOf(record);
  const mine = { users: new Set(reader.userIds), groups: new Set(reader.groups) };
  const isOpen = task.state === 'open';
  // Limits belong to the visit: whoever still has to sign is reminded at one moment.
  const reminderAt = timers.find(({ purpose, tokenId }) => purpose === 'reminder' && tokenId === task.tokenId)?.dueAt;
  const signatures = opened.entries.map(({ index: _, name, users, groups }, index): Signature => {
    const vote = votes.findLast(({ entry }) => entry === index);
    const open = tasks.find(({ tokenId, entry }) => tokenId === task.tokenId && entry === index);
    const taskId = open?.id ?? vote?.taskId;
    const holders = open ? (open.assignee === undefined ? open.users : [open.assignee]) : users;
    return {
      index,
      ...(name !== undefined && { name }),
      ...(taskId !== undefined && { taskId: wireId(record.id, taskId) }),
      users: [...holders],
      groups: [...(open?.assignee === undefined ? (open?.groups ?? groups) : [])],
      state: vote ? 'voted' : open ? 'waiting' : isOpen ? 'notYet' : 'notNeeded',
      ...(vote && {
        vote: {
          by: vote.by.userId,
          ...(vote.by.onBehalfOf !== undefined && { onBehalfOf: vote.by.onBehalfOf }),
          outcome: vote.outcome,
          ...(vote.comment !== undefined && { comment: vote.comment }),
          at: instant(vote.at),
        },
      }),
      isYours: holders.some((id) => mine.users.has(id)) || groups.some((id) => mine.groups.has(id)),
      ...(open && reminderAt !== undefined && { remindAt: instant(reminderAt) }),
    };
  });
  const specs = sheet.nodes.get(task.elementId)?.extension.approval?.outcomes ?? [];
  const isApproval = (outcome: string): boolean => (specs.find(({ id }) => id === outcome)?.kind ?? outcome) === 'approve';
  return {
    mode: opened.mode,
    needed: opened.needed,
    approved: votes.filter(({ outcome }) => isApproval(outcome)).length,
    order: opened.order,
    signatures,
  };
}
