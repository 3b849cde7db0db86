/**
 * The two hash-chained logs: the journal (what happened in cases and processes) and the audit log (what admins did).
 *
 * A line's hash covers the line and the hash before it, so a line that is changed, taken out or put in breaks
 * every link after it.
 */
import { hash } from 'node:crypto';
import type { AuditAction } from '../access/index.ts';
import type { Connection } from './connection.ts';

export const genesis = '0'.repeat(64);
const digest = (text: string): string => hash('sha256', text, 'hex');

export interface JournalRow {
  readonly position: number;
  readonly kind: string;
  readonly subject: string;
  readonly at: number;
  readonly fromSeq: number | null;
  readonly toSeq: number | null;
  readonly body: string;
}

/** The body stands behind the head's line as it is: text inside of JSON would be written, and read, twice. */
export const journalHash = (before: string, { position, kind, subject, at, fromSeq, toSeq, body }: JournalRow): string =>
  digest(`${JSON.stringify([before, position, kind, subject, at, fromSeq, toSeq])}\n${body}`);

/** As lines were hashed at first; its text has no line break, so it is never another line's of today. */
const firstJournalHash = (before: string, { position, kind, subject, at, fromSeq, toSeq, body }: JournalRow): string =>
  digest(JSON.stringify([before, position, kind, subject, at, fromSeq, toSeq, body]));

interface AuditRow {
  readonly position: number;
  readonly at: number;
  readonly by: string | null;
  readonly via: string;
  readonly action: string;
  readonly target: string | null;
  readonly details: string;
}

const auditHash = (before: string, { position, at, by, via, action, target, details }: AuditRow): string =>
  digest(JSON.stringify([before, position, at, by, via, action, target, details]));

export function appendAudit(connection: Connection, entry: AuditAction): void {
  const before = connection.get<{ position: number; hash: string }>(
    'SELECT position, hash FROM auditLog ORDER BY position DESC LIMIT 1',
  ) ?? { position: 0, hash: genesis };
  const position = before.position + 1;
  const [by, via] = [entry.by?.userId ?? null, entry.by ? `${entry.by.via.kind}:${entry.by.via.id}` : 'anonymous'];
  const details = JSON.stringify(entry.details);
  const row = { position, at: entry.at, by, via, action: entry.action, target: entry.target, details };
  connection.run(
    'INSERT INTO auditLog (position, at, "by", via, action, target, details, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [position, entry.at, by, via, entry.action, entry.target, details, auditHash(before.hash, row)],
  );
}

/** What `audit verify` says. */
export interface ChainReport {
  readonly ok: boolean;
  readonly journalCount: number;
  readonly auditCount: number;
  /** The hashes of the newest lines: kept elsewhere, they show later that no line at the end was taken off. */
  readonly heads: { readonly journal: string; readonly audit: string };
  readonly brokenAt?: { readonly chain: 'journal' | 'audit'; readonly position: number; readonly message: string };
}

const pageSize = 1_000;

/** Computes every link again. Cost: reads both logs whole, a page at a time. */
export function verifyChains(connection: Connection): ChainReport {
  const journal = walk<JournalRow>(
    connection,
    'journal',
    (row, before, found) => found === journalHash(before, row) || found === firstJournalHash(before, row),
  );
  const audit = walk<AuditRow>(connection, 'auditLog', (row, before, found) => found === auditHash(before, row));
  const broken =
    journal.brokenAt !== undefined
      ? { chain: 'journal' as const, position: journal.brokenAt }
      : audit.brokenAt !== undefined
        ? { chain: 'audit' as const, position: audit.brokenAt }
        : undefined;
  return {
    ok: broken === undefined,
    journalCount: journal.count,
    auditCount: audit.count,
    heads: { journal: journal.head, audit: audit.head },
    ...(broken && {
      brokenAt: {
        ...broken,
        message: `Line ${broken.position} of the ${broken.chain} is not what was written, or one before it is missing.`,
      },
    }),
  };
}

function walk<T extends { readonly position: number }>(
  connection: Connection,
  table: 'journal' | 'auditLog',
  isChained: (row: T, before: string, hash: string) => boolean,
): { count: number; head: string; brokenAt?: number } {
  let [head, position, count] = [genesis, 0, 0];
  for (;;) {
    const rows = connection.all<T & { hash: string }>(
      `SELECT * FROM ${table} WHERE position > ? ORDER BY position LIMIT ${pageSize}`,
      [position],
    );
    for (const row of rows) {
      if (row.position !== position + 1 || !isChained(row, head, row.hash)) return { count, head, brokenAt: row.position };
      [head, position, count] = [row.hash, row.position, count + 1];
    }
    if (rows.length < pageSize) return { count, head };
  }
}
