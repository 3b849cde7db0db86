import { limits } from '@fortnight/shared/contract';
import type { Connection } from './connection.ts';
import type { Transaction } from './transaction.ts';
import type { WriteQueue } from './write-queue.ts';

/** An answer as it is kept under an idempotency key. */
export interface KeptAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly etag: string | null;
  readonly body: string;
}

interface KeptRow extends KeptAnswer {
  bodyDigest: string;
  at: number;
}

/** How many old records one new record takes away: the table stays bounded without a job of its own. */
const prunedAtOnce = 4;

/** Answers under idempotency keys, each written in the transaction of the command that it answers. */
export function createKeptAnswers(queue: WriteQueue, reader: Connection, now: () => number) {
  return {
    async find(key: string): Promise<{ bodyDigest: string; answer: KeptAnswer } | undefined> {
      const row = reader.get<KeptRow>('SELECT bodyDigest, at, status, contentType, etag, body FROM keptAnswers WHERE key = ?', [
        key,
      ]);
      if (!row || row.at <= now() - limits.idempotencyKeptMs) return undefined;
      const { bodyDigest, status, contentType, etag, body } = row;
      return { bodyDigest, answer: { status, contentType, etag, body } };
    },
    keep: (key: string, bodyDigest: string, command: () => Promise<KeptAnswer | undefined>): Promise<void> =>
      queue.together(command, (tx, answer) => {
        if (answer) insert(tx, key, bodyDigest, answer, now());
      }),
  };
}

function insert(tx: Transaction, key: string, bodyDigest: string, answer: KeptAnswer, at: number): void {
  tx.run(`DELETE FROM keptAnswers WHERE key IN (SELECT key FROM keptAnswers WHERE at <= ? ORDER BY at LIMIT ${prunedAtOnce})`, [
    at - limits.idempotencyKeptMs,
  ]);
  tx.run(
    'INSERT OR REPLACE INTO keptAnswers (key, bodyDigest, at, status, contentType, etag, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
    [key, bodyDigest, at, answer.status, answer.contentType, answer.etag, answer.body],
  );
}
