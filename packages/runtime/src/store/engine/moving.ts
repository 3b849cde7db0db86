/** What is kept of cases that are moved: overrides, the versions that a case went by, migrations of many and what became of each. */

import { cursorAt, placeOf } from '../../base/index.ts';
import type { EngineReads, PageAsk } from '../../engine/index.ts';
import type { Connection } from '../connection.ts';
import type { RecordTables } from './engine-reads.ts';

export const movingSchema: readonly string[] = [
  `CREATE TABLE overrides (id TEXT PRIMARY KEY, instanceId TEXT NOT NULL, checkpoints TEXT NOT NULL, "by" TEXT NOT NULL, reason TEXT NOT NULL,
    at INTEGER NOT NULL, usedAt INTEGER, usedBy TEXT) STRICT, WITHOUT ROWID`,
  `CREATE TABLE versionMoves (id TEXT PRIMARY KEY, instanceId TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
    fromVersionId TEXT NOT NULL, toVersionId TEXT NOT NULL, fromVersion INTEGER NOT NULL, toVersion INTEGER NOT NULL, batchId TEXT)
    STRICT, WITHOUT ROWID`,
  `CREATE TABLE caseMigrations (id TEXT PRIMARY KEY, processId TEXT NOT NULL, fromVersion INTEGER NOT NULL, toVersion INTEGER NOT NULL,
    fromVersionId TEXT NOT NULL, toVersionId TEXT NOT NULL, state TEXT NOT NULL, plan TEXT NOT NULL, filter TEXT NOT NULL, rate INTEGER,
    reason TEXT NOT NULL, includeUnchanged INTEGER NOT NULL, actor TEXT NOT NULL, startedAt INTEGER NOT NULL, endedAt INTEGER,
    total INTEGER NOT NULL, moved INTEGER NOT NULL, unchanged INTEGER NOT NULL, failed INTEGER NOT NULL, undone INTEGER NOT NULL,
    cursor TEXT, isThrough INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
  'CREATE INDEX caseMigrationsByProcess ON caseMigrations (processId, id)',
  'CREATE INDEX caseMigrationsByState ON caseMigrations (state)',
  `CREATE TABLE migrationCases (id TEXT PRIMARY KEY, batchId TEXT NOT NULL, instanceId TEXT NOT NULL, caseName TEXT NOT NULL,
    state TEXT NOT NULL, at INTEGER NOT NULL, code TEXT, message TEXT, obstacles TEXT NOT NULL, seq INTEGER,
    back TEXT NOT NULL) STRICT, WITHOUT ROWID`,
  'CREATE INDEX migrationCasesByState ON migrationCases (batchId, state, id)',
];

type MovingReads = Pick<
  EngineReads,
  'countUndoable' | 'listMigrations' | 'listMigrationCases' | 'countRunning' | 'runningByVersion' | 'runningByStage'
>;

export const movingQueries = (connection: Connection, tables: RecordTables): MovingReads => ({
  countUndoable: (batchId) =>
    connection.get<{ count: number }>(
      `SELECT count(*) AS count FROM migrationCases AS c JOIN instances AS i ON i.id = c.instanceId
        WHERE c.batchId = ? AND c.state = 'moved' AND i.state = 'active' AND i.body ->> '$.seq' = c.seq`,
      [batchId],
    )?.count ?? 0,
  listMigrations: (processId, page) =>
    pageOf(`migrations ${processId}`, page, (last, limit) =>
      tables.migrations.select('processId = ? AND id < ? ORDER BY id DESC LIMIT ?', [processId, last || '~', limit]),
    ),
  listMigrationCases: (batchId, state, page) =>
    pageOf(`migration cases ${batchId}`, page, (last, limit) =>
      state === undefined
        ? tables.migrationCases.select('id > ? AND id < ? ORDER BY id LIMIT ?', [last || `${batchId}~`, `${batchId}\x7f`, limit])
        : tables.migrationCases.select('batchId = ? AND state = ? AND id > ? ORDER BY id LIMIT ?', [batchId, state, last, limit]),
    ),
  countRunning: (processId, version) =>
    connection.get<{ count: number | null }>('SELECT sum(count) AS count FROM stageCounts WHERE processId = ? AND version = ?', [
      processId,
      version,
    ])?.count ?? 0,
  runningByStage: (processId, version) =>
    connection.all<{ stageId: string; count: number }>(
      'SELECT stageId, sum(count) AS count FROM stageCounts WHERE processId = ? AND version = ? GROUP BY stageId HAVING sum(count) > 0',
      [processId, version],
    ),
  runningByVersion: (processId) =>
    connection.all<{ version: number; count: number }>(
      'SELECT version, sum(count) AS count FROM stageCounts WHERE processId = ? GROUP BY version HAVING sum(count) > 0',
      [processId],
    ),
});

function pageOf<R extends { readonly id: string }>(
  list: string,
  { limit, cursor }: PageAsk,
  select: (last: string, limit: number) => R[],
): { items: R[]; nextCursor: string | null } {
  const [last] = placeOf(list, cursor, ['']) ?? [''];
  const rows = select(last, limit + 1);
  const items = rows.slice(0, limit);
  const end = items.at(-1);
  return { items, nextCursor: end && rows.length > limit ? cursorAt(list, [end.id]) : null };
}
