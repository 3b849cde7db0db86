/** What is kept of stops: themselves, the tokens that stand still for them, and what was laid aside when it met one. */
import { cursorAt, placeOf } from '../../base/index.ts';
import type { EngineReads } from '../../engine/index.ts';
import type { Connection } from '../connection.ts';
import { standingAt } from './case-paths.ts';
import type { RecordTables } from './engine-reads.ts';
import type { Rows } from './whose.ts';

export const stopsSchema: readonly string[] = [
  `CREATE TABLE stops (id TEXT PRIMARY KEY, kind TEXT NOT NULL, holds TEXT NOT NULL, processId TEXT, version INTEGER, elementId TEXT,
    jobType TEXT, reason TEXT NOT NULL, "by" TEXT, isFromAbove INTEGER NOT NULL, at INTEGER NOT NULL, until INTEGER, state TEXT NOT NULL,
    endedAt INTEGER, endedBy TEXT, endReason TEXT) STRICT, WITHOUT ROWID`,
  'CREATE INDEX stopsByState ON stops (state, id)',
  `CREATE TABLE standstills (id TEXT PRIMARY KEY, instanceId TEXT NOT NULL, stopId TEXT NOT NULL, at INTEGER NOT NULL)
    STRICT, WITHOUT ROWID`,
  'CREATE INDEX standstillsByStop ON standstills (stopId, at, id)',
  ...['jobs', 'timers', 'outbox', 'triggers'].flatMap((table) => [
    `ALTER TABLE ${table} ADD COLUMN heldBy TEXT`,
    `CREATE INDEX ${table}HeldBy ON ${table} (heldBy) WHERE heldBy IS NOT NULL`,
  ]),
  'DROP INDEX triggersByDue',
  'CREATE INDEX triggersByDue ON triggers (dueAt) WHERE dueAt IS NOT NULL AND heldBy IS NULL',
  "CREATE INDEX instancesStanding ON instances (processId, places, version) WHERE places <> ''",
];

type StopReads = Pick<EngineReads, 'listStops' | 'countStanding' | 'countWithJob' | 'countStandstills' | 'nextStandstills'>;

export const stopQueries = (connection: Connection, tables: RecordTables, all: Rows): StopReads => ({
  listStops({ processId, isOver }, { limit, cursor }) {
    const list = `stops ${isOver ? 'over' : 'in force'}`;
    const [last] = placeOf(list, cursor, ['']) ?? [''];
    const states = isOver ? "state = 'over'" : "state IN ('inForce', 'goingOn')";
    const ofProcess = processId === undefined ? '' : ' AND processId = ?';
    const rows = tables.stops.select(`${states} AND id < ?${ofProcess} ORDER BY id DESC LIMIT ?`, [
      last || '~',
      ...(processId === undefined ? [] : [processId]),
      limit + 1,
    ]);
    const items = rows.slice(0, limit);
    const end = items.at(-1);
    return { items, nextCursor: end && rows.length > limit ? cursorAt(list, [end.id]) : null };
  },
  countStanding({ processId, version }, elementIds) {
    const ofVersion = version === undefined ? '' : ' AND version = ?';
    const { text, values } = standingAt(all, elementIds, processId);
    const [counted] = all(
      `SELECT count(*) AS count FROM instances WHERE processId = ? AND places <> '' AND ${text.replaceAll('~', '')}${ofVersion}`,
      [processId, ...values, ...(version === undefined ? [] : [version])],
    );
    return Number(counted?.count ?? 0);
  },
  countWithJob: (type, at) =>
    connection.get<{ count: number }>(
      'SELECT count(DISTINCT instanceId) AS count FROM jobs WHERE type = ? AND (deadlineAt IS NULL OR deadlineAt <= ?)',
      [type, at],
    )?.count ?? 0,
  nextStandstills: (stopId, after, limit) =>
    tables.standstills.select('stopId = ? AND (at, id) > (?, ?) ORDER BY at, id LIMIT ?', [
      stopId,
      after?.at ?? 0,
      after?.id ?? '',
      limit,
    ]),
  countStandstills: (stopId) =>
    connection.get<{ count: number }>('SELECT count(*) AS count FROM standstills WHERE stopId = ?', [stopId])?.count ?? 0,
});
