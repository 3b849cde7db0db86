import type { Actor } from '@fortnight/shared/kernel';
import type { Directory } from '@fortnight/shared/people';
import type { Principal } from '../access/index.ts';

/** The active people who are away now and whose substitute this person is. */
export function represented(directory: Directory, userId: string | null, at: number): string[] {
  if (userId === null) return [];
  return directory.users
    .filter(({ absence }) => absence?.substituteId === userId && absence.from <= at && at < absence.to)
    .map(({ id }) => id);
}

/** What somebody may do alone, and what they may do for whom they stand in. */
export interface Reader {
  readonly principal: Principal;
  /** The reader and whom they stand in for. */
  readonly userIds: readonly string[];
  readonly groups: readonly string[];
  readonly directory: Directory;
}

/** A key without a user has part in the cases that it started or works for, under a group of its own. */
export const keyGroups = ({ userId, via }: Principal): string[] =>
  userId === null && via.kind === 'key' ? [`key:${via.id}`] : [];

export function readerOf(principal: Principal, directory: Directory, at: number): Reader {
  const { userId } = principal;
  const groups = [...principal.groups, ...keyGroups(principal)];
  return { principal, userIds: userId === null ? [] : [userId, ...represented(directory, userId, at)], groups, directory };
}

const isHost = ({ roles, via }: Principal): boolean => roles.includes('admin') && via.kind !== 'session';

/** Who acts, as the history has it. An admin's key is the host's own decision; a signed-in admin is a person. */
export const actorOf = (principal: Principal): Actor => ({
  userId: principal.userId,
  ...(principal.groups.length > 0 && { groups: principal.groups }),
  ...(isHost(principal) && { privileged: true }),
});

/** The same for a task: on behalf of whom it waits for, when that is somebody whom the person stands in for. */
export function actorForTask(
  reader: Reader,
  task: {
    readonly assignee: string | null;
    readonly candidateUsers: readonly string[];
    readonly candidateGroups: readonly string[];
  },
): Actor {
  const actor = actorOf(reader.principal);
  const { userId } = actor;
  if (userId === null) return actor;
  const isOwn =
    task.assignee === userId ||
    (task.assignee === null &&
      (task.candidateUsers.includes(userId) || task.candidateGroups.some((group) => reader.groups.includes(group))));
  if (isOwn) return actor;
  const absent = reader.userIds.find(
    (id) => id !== userId && (task.assignee === null ? task.candidateUsers.includes(id) : task.assignee === id),
  );
  return absent === undefined ? actor : { ...actor, onBehalfOf: absent };
}

/** Who acts, in their own right, else on behalf of whom they stand in for, when that is one of these. */
export function actorForOneOf(reader: Reader, userIds: readonly string[]): Actor {
  const actor = actorOf(reader.principal);
  if (actor.userId === null || userIds.includes(actor.userId)) return actor;
  const absent = userIds.find((id) => reader.userIds.includes(id));
  return absent === undefined ? actor : { ...actor, onBehalfOf: absent };
}
