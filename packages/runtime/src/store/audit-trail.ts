import type { AuditEntry, Page, PageQuery } from '@fortnight/shared/contract';
import type { AuditTrail } from '../access/index.ts';
import { cursorAt, placeOf } from '../base/index.ts';
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
    const [before] = placeOf('audit log', cursor, [0]) ?? [Number.MAX_SAFE_INTEGER];
    const rows = reader.all<AuditRow>('SELECT * FROM auditLog WHERE position < ? ORDER BY position DESC LIMIT ?', [
      before,
      limit + 1,
    ]);
    const items = rows.slice(0, limit).map((row) => ({
      ...row,
      at: new Date(row.at).toISOString(),
      details: JSON.parse(row.details) as AuditEntry['details'],
    }));
    const last = items.at(-1);
    return { items, nextCursor: last && rows.length > limit ? cursorAt('audit log', [last.position]) : null };
  },
});
