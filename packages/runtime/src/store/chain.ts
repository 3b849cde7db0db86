/**
 * The two hash-chained logs: the journal (what happened in cases and processes) and the audit log (what admins did).
 *
 * A line's hash covers the line and the hash before it, so a line that is changed, taken out or put in breaks
 * every link after it.
 */
import { createHash } from 'node:crypto';
import type { AuditAction } from '../access/index.ts';
import type { Connection } from './connection.ts';

export interface NewJournalLine {
  /** `events` for a case's history, `comment`, `file`, or a kind of another room's, such as `process`. */
  readonly kind: string;
  /** The case, or the process, that it is about. */
  readonly subject: string;
  /** Epoch ms. */
  readonly at: number;
  /** The numbers of the first and last event, for `events`. */
  readonly fromSeq?: number;
  readonly toSeq?: number;
  /** JSON, or its text where that is made already. */
  readonly body: unknown;
}
export interface JournalLine {
  readonly position: number;
  readonly hash: string;
}

const genesis = '0'.repeat(64);
const digest = (...parts: readonly (string | number | null)[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

const lastHash = (connection: Connection, table: 'journal' | 'auditLog'): { position: number; hash: string } =>
  connection.get<{ position: number; hash: string }>(`SELECT position, hash FROM ${table} ORDER BY position DESC LIMIT 1`) ?? {
    position: 0,
    hash: genesis,
  };

export function appendJournal(connection: Connection, line: NewJournalLine): JournalLine {
  const before = lastHash(connection, 'journal');
  const { kind, subject, at, fromSeq = null, toSeq = null } = line;
  const body = typeof line.body === 'string' ? line.body : JSON.stringify(line.body);
  const hash = digest(before.hash, before.position + 1, kind, subject, at, fromSeq, toSeq, body);
  const position = before.position + 1;
  connection.run(
    'INSERT INTO journal (position, kind, subject, at, fromSeq, toSeq, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [position, kind, subject, at, fromSeq, toSeq, body, hash],
  );
  return { position, hash };
}

export function appendAudit(connection: Connection, entry: AuditAction): void {
  const before = lastHash(connection, 'auditLog');
  const position = before.position + 1;
  const [by, via] = [entry.by?.userId ?? null, entry.by ? `${entry.by.via.kind}:${entry.by.via.id}` : 'anonymous'];
  const details = JSON.stringify(entry.details);
  const hash = digest(before.hash, position, entry.at, by, via, entry.action, entry.target, details);
  connection.run(
    'INSERT INTO auditLog (position, at, "by", via, action, target, details, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    [position, entry.at, by, via, entry.action, entry.target, details, hash],
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

interface JournalRow {
  position: number;
  kind: string;
  subject: string;
  at: number;
  fromSeq: number | null;
  toSeq: number | null;
  body: string;
  hash: string;
}
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

const pageSize = 1_000;

/** Computes every link again. Cost: reads both logs whole, a page at a time. */
export function verifyChains(connection: Connection): ChainReport {
  const journal = walk<JournalRow>(connection, 'journal', (row, before) =>
    digest(before, row.position, row.kind, row.subject, row.at, row.fromSeq, row.toSeq, row.body),
  );
  const audit = walk<AuditRow>(connection, 'auditLog', (row, before) =>
    digest(before, row.position, row.at, row.by, row.via, row.action, row.target, row.details),
  );
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

function walk<T extends { position: number; hash: string }>(
  connection: Connection,
  table: 'journal' | 'auditLog',
  hashOf: (row: T, before: string) => string,
): { count: number; head: string; brokenAt?: number } {
  let [head, position, count] = [genesis, 0, 0];
  for (;;) {
    const rows = connection.all<T>(`SELECT * FROM ${table} WHERE position > ? ORDER BY position LIMIT ${pageSize}`, [position]);
    for (const row of rows) {
      if (row.position !== position + 1 || row.hash !== hashOf(row, head)) return { count, head, brokenAt: row.position };
      [head, position, count] = [row.hash, row.position, count + 1];
    }
    if (rows.length < pageSize) return { count, head };
  }
}
