/** What the engine asks, as SQL. */
import type { JsonObject } from '@fortnight/shared/base';
import type { Change, EngineReads, EventLine, Records } from '../../engine/index.ts';
import type { Connection } from '../connection.ts';
import { listIncidents, listInstances, listTasks } from './lists.ts';
import { movingQueries } from './moving.ts';
import { boundsOfCase, idsOfCase, RecordTable } from './record-table.ts';
import { shapes } from './shapes.ts';
import { stopQueries } from './stops.ts';
import { marks, subjectsOf } from './whose.ts';

export type RecordTables = { readonly [Name in keyof Records]: RecordTable<Records[Name]> };
export type Queries = Omit<EngineReads, keyof Records>;

export const tablesOn = (connection: Connection): RecordTables => ({
  instances: new RecordTable(connection, shapes.instances),
  tasks: new RecordTable(connection, shapes.tasks),
  incidents: new RecordTable(connection, shapes.incidents),
  jobs: new RecordTable(connection, shapes.jobs),
  timers: new RecordTable(connection, shapes.timers),
  subscriptions: new RecordTable(connection, shapes.subscriptions),
  stageVisits: new RecordTable(connection, shapes.stageVisits),
  stageMoves: new RecordTable(connection, shapes.stageMoves),
  caseDays: new RecordTable(connection, shapes.caseDays),
  stepDays: new RecordTable(connection, shapes.stepDays),
  comments: new RecordTable(connection, shapes.comments),
  messages: new RecordTable(connection, shapes.messages),
  seenMessages: new RecordTable(connection, shapes.seenMessages),
  correlations: new RecordTable(connection, shapes.correlations),
  outbox: new RecordTable(connection, shapes.outbox),
  triggers: new RecordTable(connection, shapes.triggers),
  overrides: new RecordTable(connection, shapes.overrides),
  versionMoves: new RecordTable(connection, shapes.versionMoves),
  migrations: new RecordTable(connection, shapes.migrations),
  migrationCases: new RecordTable(connection, shapes.migrationCases),
  stops: new RecordTable(connection, shapes.stops),
  standstills: new RecordTable(connection, shapes.standstills),
});

export function queriesOn(connection: Connection, tables: RecordTables): Queries {
  const all = (sql: string, values: readonly unknown[]) => connection.all<Record<string, never>>(sql, values);
  return {
    listInstances: (filter, sight, page) => listInstances(all, tables.instances, filter, sight, page),
    listTasks: (filter, sight, page) => listTasks(all, tables.tasks, filter, sight, page),
    listIncidents: (filter, sight, page) => listIncidents(all, tables.incidents, filter, sight, page),
    listEvents(instanceId, { order, from, limit }) {
      const [column, sign, direction] = order === 'asc' ? ['toSeq', '>', 'ASC'] : ['fromSeq', '<', 'DESC'];
      return connection
        .all<Omit<EventLine, 'events'> & { body: string }>(
          `SELECT position, at, fromSeq, toSeq, body, hash FROM journal
            WHERE subject = ? AND kind = 'events' AND ${column} ${sign} ? ORDER BY position ${direction} LIMIT ?`,
          [instanceId, from, limit],
        )
        .map(({ body, ...line }) => ({ ...line, events: JSON.parse(body) as EventLine['events'] }));
    },
    listChanges: (position, limit) =>
      connection.all<Change>('SELECT position, kind, subject FROM journal WHERE position > ? ORDER BY position LIMIT ?', [
        position,
        limit,
      ]),
    lastPosition: () =>
      connection.get<{ position: number | null }>('SELECT max(position) AS position FROM journal')?.position ?? 0,
    processIdOf: (instanceId) =>
      connection.get<{ processId: string }>('SELECT processId FROM instances WHERE id = ?', [instanceId])?.processId,
    takesPart(instanceId, userIds, groups) {
      const subjects = subjectsOf(userIds, groups);
      const inSubjects = `subject IN (${marks(subjects)})`;
      const found = connection.get(
        `SELECT 1 AS found FROM participants WHERE instanceId = ? AND ${inSubjects}
          UNION ALL SELECT 1 FROM taskCandidates WHERE ${idsOfCase('taskId')} AND ${inSubjects} LIMIT 1`,
        [instanceId, ...subjects, ...boundsOfCase(instanceId), ...subjects],
      );
      return found !== undefined;
    },
    calledCase: (parentInstanceId, callId) =>
      tables.instances.select('parentInstanceId = ? AND callId = ?', [parentInstanceId, callId])[0],
    wasOffered(instanceId, userIds, groups, since) {
      const among = (column: string, values: readonly string[]) =>
        `EXISTS (SELECT 1 FROM json_each(${column}) WHERE value IN (${marks(values)}))`;
      const found = connection.get(
        `SELECT 1 AS found FROM tasks WHERE ${idsOfCase('id')} AND (assignee IS NOT NULL AND state = 'open' OR completedAt >= ?)
          AND (${among('candidateUsers', userIds)} OR ${among('candidateGroups', groups)}) LIMIT 1`,
        [...boundsOfCase(instanceId), since, ...userIds, ...groups],
      );
      return found !== undefined;
    },
    listFiles: (instanceId) =>
      connection
        .all<{ file: string }>('SELECT file FROM files WHERE instanceId = ? ORDER BY uploadedAt, id LIMIT 500', [instanceId])
        .map(({ file }) => JSON.parse(file) as JsonObject),
    processOf: (processId) => connection.get('SELECT name, owner FROM processes WHERE id = ?', [processId]),
    ...movingQueries(connection, tables),
    ...stopQueries(connection, tables, all),
    availableJobs: (type, at, limit) =>
      tables.jobs.select(
        `type = ? AND isHeld = 0 AND availableAt <= ? AND retries > 0 AND (deadlineAt IS NULL OR deadlineAt <= ?)
          ORDER BY availableAt, id LIMIT ?`,
        [type, at, at, limit],
      ),
    dueTimers: (at, limit) => tables.timers.select('isHeld = 0 AND dueAt <= ? ORDER BY dueAt LIMIT ?', [at, limit]),
    dueTriggers: (at, limit) => tables.triggers.select('dueAt <= ? AND heldBy IS NULL ORDER BY dueAt LIMIT ?', [at, limit]),
    dueOutbox: (at, limit) => tables.outbox.select('isHeld = 0 AND nextAt <= ? ORDER BY nextAt, id LIMIT ?', [at, limit]),
    nextDueAt() {
      const row = connection.get<{ at: number | null }>(
        `SELECT min(at) AS at FROM (SELECT min(dueAt) AS at FROM timers WHERE isHeld = 0
          UNION ALL SELECT min(dueAt) FROM triggers WHERE dueAt IS NOT NULL AND heldBy IS NULL
          UNION ALL SELECT min(nextAt) FROM outbox WHERE isHeld = 0 UNION ALL SELECT min(until) FROM stops WHERE state = 'inForce')`,
      );
      return row?.at ?? undefined;
    },
    bufferedMessage: (name, correlationKey, at) =>
      tables.messages.select(
        'name = ? AND (correlationKey IS ? OR correlationKey IS NULL) AND expiresAt > ? ORDER BY publishedAt, id LIMIT 1',
        [name, correlationKey, at],
      )[0],
  };
}
