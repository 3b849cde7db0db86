/** Tasks as the inbox shows them. */
import type { Vote } from '@fortnight/shared/contract';
import { wireId } from '../ids.ts';
import { involve, type Projecting, type Projectors, waits } from './projecting.ts';

const idOf = (projecting: Projecting, taskId: string): string => wireId(projecting.instanceId, taskId);

const isForNobody = (users: readonly string[], groups: readonly string[]): boolean => users.length + groups.length === 0;

/** The votes of the approval that is under way at a token: those of its newest task. */
function votesBefore(
  { tx, instanceId, newApprovals, keptVotes }: Projecting,
  tokenId: string,
  elementId: string,
): readonly Vote[] {
  const kept = keptVotes.get(tokenId);
  if (kept) return kept;
  if (newApprovals.has(tokenId)) return [];
  return tx.tasks.find({ instanceId, tokenId, elementId }, { orderBy: 'createdAt' }).findLast(({ votes }) => votes)?.votes ?? [];
}

export const taskProjectors: Projectors = {
  taskOpened(projecting, event) {
    const { tx, sheet, instanceId } = projecting;
    tx.tasks.insert({
      id: idOf(projecting, event.taskId),
      instanceId,
      processId: sheet.processId,
      version: sheet.version,
      versionId: sheet.id,
      elementId: event.elementId,
      elementKind: event.elementKind,
      tokenId: event.tokenId,
      name: event.name ?? null,
      kind: event.kind,
      state: 'open',
      assignee: event.assignee ?? null,
      candidateUsers: event.candidateUsers,
      candidateGroups: event.candidateGroups,
      requestedBy: event.requestedBy ?? null,
      onBehalfOf: null,
      createdAt: event.at,
      completedAt: null,
      completedBy: null,
      dueAt: null,
      limitText: null,
      calendar: null,
      formRef: event.formRef ?? null,
      outcomes: event.outcomes,
      outcome: null,
      comment: null,
      priority: event.priority ?? null,
      failedRules: event.failedRules ?? null,
      loopCounter: event.loopCounter ?? null,
      approver: event.approver ?? null,
      votes: event.kind === 'approval' ? votesBefore(projecting, event.tokenId, event.elementId) : [],
      draft: null,
      isForAnybody: event.assignee === undefined && isForNobody(event.candidateUsers, event.candidateGroups) ? 1 : 0,
    });
    projecting.openTaskCount += 1;
    waits(projecting, event.tokenId, { waitsFor: 'task' });
    involve(projecting, [event.assignee]);
  },
  taskDueSet(projecting, { taskId, dueAt, limit, calendar }) {
    projecting.tx.tasks.update(idOf(projecting, taskId), { dueAt, limitText: limit, calendar: calendar ?? null });
  },
  taskClaimed(projecting, { taskId, assignee, by }) {
    projecting.tx.tasks.update(idOf(projecting, taskId), { assignee, onBehalfOf: by.onBehalfOf ?? null });
    involve(projecting, [assignee]);
  },
  taskUnclaimed(projecting, { taskId }) {
    const open = projecting.state.tasks.find(({ id }) => id === taskId);
    projecting.tx.tasks.update(idOf(projecting, taskId), {
      assignee: null,
      onBehalfOf: null,
      ...(open && { candidateUsers: open.users, candidateGroups: open.groups }),
      ...(open && isForNobody(open.users, open.groups) && { isForAnybody: 1 }),
    });
  },
  taskDelegated(projecting, { taskId, to }) {
    const candidates = { candidateUsers: [to], candidateGroups: [], isForAnybody: 0 };
    projecting.tx.tasks.update(idOf(projecting, taskId), { assignee: to, onBehalfOf: null, ...candidates });
    involve(projecting, [to]);
  },
  taskCompleted(projecting, event) {
    const { by } = event;
    projecting.tx.tasks.update(idOf(projecting, event.taskId), {
      state: 'completed',
      completedAt: event.at,
      completedBy: by.userId,
      onBehalfOf: by.onBehalfOf ?? null,
      outcome: event.outcome ?? null,
      comment: event.comment ?? null,
      draft: null,
    });
    projecting.openTaskCount -= 1;
    involve(projecting, [by.userId]);
  },
  taskCancelled(projecting, { taskId, at }) {
    projecting.tx.tasks.update(idOf(projecting, taskId), { state: 'cancelled', completedAt: at, draft: null });
    projecting.openTaskCount -= 1;
  },
  taskEscalated(projecting, { taskId, users, groups }) {
    const id = idOf(projecting, taskId);
    const task = projecting.tx.tasks.get(id);
    if (!task) return;
    projecting.tx.tasks.update(id, {
      candidateUsers: [...new Set([...task.candidateUsers, ...users])],
      candidateGroups: [...new Set([...task.candidateGroups, ...groups])],
    });
  },
  approvalOpened(projecting, { tokenId, kept, entries }) {
    if (!kept) {
      projecting.newApprovals.add(tokenId);
      return;
    }
    const votes = kept.votes.map(({ entry: _, at, ...vote }): Vote => ({ ...vote, at: new Date(at).toISOString() }));
    projecting.keptVotes.set(tokenId, votes);
    for (const [taskId, index] of Object.entries(kept.tasks)) {
      const name = entries[index]?.name;
      projecting.tx.tasks.update(idOf(projecting, taskId), { votes, approver: { index, ...(name !== undefined && { name }) } });
    }
  },
  voteCast(projecting, { tokenId, taskId, elementId, by, outcome, comment, at }) {
    const { tx, instanceId } = projecting;
    const vote: Vote = {
      by: by.userId,
      ...(by.onBehalfOf !== undefined && { onBehalfOf: by.onBehalfOf }),
      outcome,
      ...(comment !== undefined && { comment }),
      at: new Date(at).toISOString(),
    };
    const votes = [...votesBefore(projecting, tokenId, elementId), vote];
    const own = idOf(projecting, taskId);
    for (const { id, state } of tx.tasks.find({ instanceId, tokenId, elementId }))
      if (state === 'open' || id === own) tx.tasks.update(id, { votes });
    projecting.newApprovals.delete(tokenId);
    projecting.keptVotes.delete(tokenId);
  },
  approvalDecided(projecting, { copies }) {
    involve(projecting, copies.users, copies.groups);
  },
};
