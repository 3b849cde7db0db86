import type { Reader } from '../actor.ts';
import type { TaskRecord } from '../records.ts';

/** Whether somebody may act on a task, by whom it is for; their duties are judged when they do. */
export function isFor(task: TaskRecord, { userIds, groups, principal }: Reader): boolean {
  if (principal.userId === null) return false;
  if (task.assignee !== null) return userIds.includes(task.assignee);
  const isOpenToAll = task.candidateUsers.length === 0 && task.candidateGroups.length === 0;
  return (
    isOpenToAll ||
    task.candidateUsers.some((id) => userIds.includes(id)) ||
    task.candidateGroups.some((group) => groups.includes(group))
  );
}

/** What this reader may do with a task: `claim`, `unclaim`, `complete`, `delegate`, `draft`, `remind`, `comment`. */
export function taskCapabilities(task: TaskRecord, reader: Reader, mayRemind: boolean): string[] {
  if (task.state !== 'open') return ['comment'];
  const { principal, userIds } = reader;
  const isAdmin = principal.roles.includes('admin');
  const isMine = isFor(task, reader);
  const isHeld = task.assignee !== null;
  const mayAct = isMine || (isAdmin && principal.via.kind !== 'session' && task.kind === 'task');
  return [
    ...(isMine && !isHeld ? ['claim'] : []),
    ...(isHeld && (isAdmin || userIds.includes(task.assignee ?? '')) ? ['unclaim'] : []),
    ...(mayAct ? ['complete', 'draft'] : []),
    ...(isMine || isAdmin ? ['delegate'] : []),
    ...(mayRemind ? ['remind'] : []),
    'comment',
  ];
}
