import type { Comment, CreateComment } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import type { EngineTransaction } from './host.ts';
import { createId } from './ids.ts';
import type { Knowledge } from './knowledge.ts';
import type { CommentRecord } from './records.ts';
import { instant } from './views/instance.ts';

export const commentOf = ({ taskId, at, mentions, ...comment }: CommentRecord): Comment => ({
  ...comment,
  at: instant(at),
  mentions: [...mentions],
  ...(taskId !== null && { taskId }),
});

/** Puts a comment on record; whoever is mentioned may read the case from now on. */
export function addComment(
  tx: EngineTransaction,
  { at, wake, directory }: Knowledge,
  by: Principal,
  { text, mentions = [], instanceId, taskId }: CreateComment & { instanceId: string; taskId?: string },
): Comment {
  const known = mentions.filter((id) => directory.users.some((user) => user.id === id));
  const record = { id: createId(at), instanceId, taskId: taskId ?? null, by: by.userId, at, text, mentions: known };
  put(tx, record);
  tx.addParticipants(instanceId, known, []);
  tx.onCommit(() => wake({ kind: 'change' }));
  return commentOf(record);
}

/** Puts on record what the engine itself has to say to those who look after the case. */
export function remark(tx: EngineTransaction, { at }: Pick<Knowledge, 'at'>, instanceId: string, text: string): void {
  put(tx, { id: createId(at), instanceId, taskId: null, by: null, at, text, mentions: [] });
}

function put(tx: EngineTransaction, record: CommentRecord): void {
  tx.comments.insert(record);
  tx.appendNote('comment', record.instanceId, record.at, { ...record });
}
