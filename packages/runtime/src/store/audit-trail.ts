import type { AuditEntry, Page, PageQuery } from '@fortnight/shared/contract';
import type { AuditTrail } from '../access/index.ts';
import type { Connection } from './connection.ts';
import type { WriteQueue } from './write-queue.ts';

interface AuditRow {
  position: number;
  at: number;
  by: string | null;
  via: string;
  action: string;
  target: string | null;
  details: string;
  hash: string;
}

/** The log of admin actions, newest first. */
export const createAuditTrail = (queue: WriteQueue, reader: Connection): AuditTrail => ({
  append: (entry) => queue.write((tx) => tx.audit(entry)),
  async list({ limit, cursor }: PageQuery): Promise<Page<AuditEntry>> {
    const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
    const rows = reader.all<AuditRow>('SELECT * FROM auditLog WHERE position < ? ORDER BY position DESC LIMIT ?', [
      Number.isSafeInteger(before) ? before : 0,
      limit + 1,
    ]);
    const items = rows.slice(0, limit).map((row) => ({
      ...row,
      at: new Date(row.at).toISOString(),
      details: JSON.parse(row.details) as AuditEntry['details'],
    }));
    return { items, nextCursor: rows.length > limit ? String(items.at(-1)?.position) : null };
  },
});
