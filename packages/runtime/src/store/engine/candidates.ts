/** Whom an open task is open to stands in a table of its own, for the inbox. */
import type { TaskRecord } from '../../engine/index.ts';
import type { Connection } from '../connection.ts';
import { subjectsOf } from './whose.ts';

const openTo = (task: TaskRecord | undefined): readonly string[] =>
  task?.state === 'open' ? subjectsOf(task.candidateUsers, task.candidateGroups) : [];

/** Brings a task's rows from what it was to what it is. */
export function writeCandidates(connection: Connection, before: TaskRecord | undefined, after: TaskRecord | undefined): void {
  const [was, is] = [openTo(before), openTo(after)];
  for (const subject of was)
    if (!is.includes(subject))
      connection.run('DELETE FROM taskCandidates WHERE taskId = ? AND subject = ?', [before?.id, subject]);
  for (const subject of new Set(is))
    if (!was.includes(subject))
      connection.run('INSERT INTO taskCandidates (taskId, subject, instanceId) VALUES (?, ?, ?)', [
        after?.id,
        subject,
        after?.instanceId,
      ]);
}
