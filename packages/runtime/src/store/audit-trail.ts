import type { AuditEntry, ListAuditLogQuery, Page } from '@fortnight/shared/contract';
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

/** By whom, to what, what was done, and when: each has an index, which holds the positions in order, too. */
export const auditIndexes: readonly string[] = [
  'CREATE INDEX auditLogByTarget ON auditLog (target)',
  'CREATE INDEX auditLogByWho ON auditLog ("by")',
  'CREATE INDEX auditLogByAction ON auditLog (action)',
  'CREATE INDEX auditLogByTime ON auditLog (at)',
];
/** Indexed members, the one that leaves fewest entries first. */
const indexed = [
  ['target', 'auditLogByTarget'],
  ['by', 'auditLogByWho'],
  ['action', 'auditLogByAction'],
] as const;

/** Where several filters hold, one index is walked, and no further than this for one page. */
const mostLookedAt = 2_000;
const atOnce = 250;

/** The log of admin actions, newest first. */
export const createAuditTrail = (queue: WriteQueue, reader: Connection): AuditTrail => ({
  append: (entry) => queue.write((tx) => tx.audit(entry)),
  async list(query: ListAuditLogQuery): Promise<Page<AuditEntry>> {
    const { limit, cursor } = query;
    const [before] = placeOf('audit log', cursor, [0]) ?? [Number.MAX_SAFE_INTEGER];
    const { rows, lookedDownTo } = find(reader, query, before);
    const items = rows.slice(0, limit).map((row) => ({
      ...row,
      at: new Date(row.at).toISOString(),
      details: JSON.parse(row.details) as AuditEntry['details'],
    }));
    const place = rows.length > limit ? items.at(-1)?.position : lookedDownTo;
    return { items, nextCursor: place === undefined ? null : cursorAt('audit log', [place]) };
  },
});

interface Found {
  readonly rows: readonly AuditRow[];
  /** Set where the looking stopped before the log did. */
  readonly lookedDownTo?: number;
}

function find(reader: Connection, query: ListAuditLogQuery, before: number): Found {
  const [from, to] = [query.from, query.to].map((instant) => (instant === undefined ? undefined : Date.parse(instant)));
  const first = from === undefined ? 1 : positionOf(reader, 'at >= ? ORDER BY at, position', from);
  const last = to === undefined ? before : positionOf(reader, 'at < ? ORDER BY at DESC, position DESC', to);
  if (first === undefined || last === undefined) return { rows: [] };
  const named = indexed.filter(([member]) => query[member] !== undefined);
  const [narrowest] = named;
  const by = narrowest === undefined ? '' : `INDEXED BY ${narrowest[1]}`;
  const where = narrowest === undefined ? '' : `"${narrowest[0]}" = ? AND `;
  const matches = (row: AuditRow) =>
    named.every(([member]) => row[member] === query[member]) &&
    (from === undefined || row.at >= from) &&
    (to === undefined || row.at < to);
  const rows: AuditRow[] = [];
  let next = to === undefined ? before : Math.min(before, last + 1);
  for (let looked = 0; looked < mostLookedAt; looked += atOnce) {
    const read = reader.all<AuditRow>(
      `SELECT * FROM auditLog ${by} WHERE ${where}position < ? AND position >= ? ORDER BY position DESC LIMIT ?`,
      [...(narrowest === undefined ? [] : [query[narrowest[0]]]), next, first, atOnce],
    );
    rows.push(...read.filter(matches));
    if (rows.length > query.limit || read.length < atOnce) return { rows };
    next = read.at(-1)?.position ?? 0;
  }
  return { rows, lookedDownTo: next };
}

const positionOf = (reader: Connection, condition: string, at: number): number | undefined =>
  reader.get<{ position: number }>(`SELECT position FROM auditLog INDEXED BY auditLogByTime WHERE ${condition} LIMIT 1`, [at])
    ?.position;
