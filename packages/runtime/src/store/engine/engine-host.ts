/** The engine's host port on SQLite. */
import type { JsonObject } from '@fortnight/shared/base';
import type { Change, EngineHost, EngineReads, EngineTransaction, EventLine, Records } from '../../engine/index.ts';
import type { Connection } from '../connection.ts';
import type { Transaction } from '../transaction.ts';
import type { WriteQueue } from '../write-queue.ts';
import { listIncidents, listInstances, listTasks } from './lists.ts';
import { RecordTable } from './record-table.ts';
import { shapes } from './shapes.ts';
import { anybody, subjectsOf } from './whose.ts';

type RecordTables = { readonly [Name in keyof Records]: RecordTable<Records[Name]> };

export function createEngineHost(queue: WriteQueue, writer: Connection, reader: Connection): EngineHost {
  const tables = tablesOn(writer);
  const writes = { ...readsOn(writer, tables), ...tables, tasks: tasksWithCandidates(writer, tables.tasks) };
  return {
    reads: readsOn(reader, tablesOn(reader)),
    write: (command) => queue.write((tx) => command({ ...writes, ...commandsOn(writer, tx) } as EngineTransaction)),
  };
}

const tablesOn = (connection: Connection): RecordTables => ({
  instances: new RecordTable(connection, shapes.instances),
  tasks: new RecordTable(connection, shapes.tasks),
  incidents: new RecordTable(connection, shapes.incidents),
  jobs: new RecordTable(connection, shapes.jobs),
  timers: new RecordTable(connection, shapes.timers),
  subscriptions: new RecordTable(connection, shapes.subscriptions),
  stageVisits: new RecordTable(connection, shapes.stageVisits),
  stageMoves: new RecordTable(connection, shapes.stageMoves),
  comments: new RecordTable(connection, shapes.comments),
  messages: new RecordTable(connection, shapes.messages),
  seenMessages: new RecordTable(connection, shapes.seenMessages),
  correlations: new RecordTable(connection, shapes.correlations),
  outbox: new RecordTable(connection, shapes.outbox),
  triggers: new RecordTable(connection, shapes.triggers),
});

function readsOn(connection: Connection, tables: RecordTables): EngineReads {
  const all = (sql: string, values: readonly unknown[]) => connection.all<Record<string, never>>(sql, values);
  return {
    ...tables,
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
      const marks = subjects.map(() => '?').join(', ') || 'NULL';
      const found = connection.get(
        `SELECT 1 AS found FROM participants WHERE instanceId = ? AND subject IN (${marks})
          UNION ALL SELECT 1 FROM taskCandidates WHERE instanceId = ? AND subject IN (${marks}) LIMIT 1`,
        [instanceId, ...subjects, instanceId, ...subjects],
      );
      return found !== undefined;
    },
    calledCase: (parentInstanceId, callId) =>
      tables.instances.select('parentInstanceId = ? AND callId = ?', [parentInstanceId, callId])[0],
    wasOffered(instanceId, userIds, groups, since) {
      const among = (column: string, values: readonly string[]) =>
        `EXISTS (SELECT 1 FROM json_each(${column}) WHERE value IN (${values.map(() => '?').join(', ') || 'NULL'}))`;
      const found = connection.get(
        `SELECT 1 AS found FROM tasks WHERE instanceId = ? AND (assignee IS NOT NULL AND state = 'open' OR completedAt >= ?)
          AND (${among('candidateUsers', userIds)} OR ${among('candidateGroups', groups)}) LIMIT 1`,
        [instanceId, since, ...userIds, ...groups],
      );
      return found !== undefined;
    },
    listFiles: (instanceId) =>
      connection
        .all<{ file: string }>('SELECT file FROM files WHERE instanceId = ? ORDER BY uploadedAt, id LIMIT 500', [instanceId])
        .map(({ file }) => JSON.parse(file) as JsonObject),
    processOf: (processId) => connection.get('SELECT name, owner FROM processes WHERE id = ?', [processId]),
    availableJobs: (type, at, limit) =>
      tables.jobs.select(
        `type = ? AND isHeld = 0 AND availableAt <= ? AND retries > 0 AND (deadlineAt IS NULL OR deadlineAt <= ?)
          ORDER BY availableAt, id LIMIT ?`,
        [type, at, at, limit],
      ),
    dueTimers: (at, limit) => tables.timers.select('isHeld = 0 AND dueAt <= ? ORDER BY dueAt LIMIT ?', [at, limit]),
    dueTriggers: (at, limit) => tables.triggers.select('dueAt <= ? ORDER BY dueAt LIMIT ?', [at, limit]),
    dueOutbox: (at, limit) => tables.outbox.select('isHeld = 0 AND nextAt <= ? ORDER BY nextAt, id LIMIT ?', [at, limit]),
    nextDueAt() {
      const row = connection.get<{ at: number | null }>(
        `SELECT min(at) AS at FROM (SELECT min(dueAt) AS at FROM timers WHERE isHeld = 0
          UNION ALL SELECT min(dueAt) FROM triggers WHERE dueAt IS NOT NULL UNION ALL SELECT min(nextAt) FROM outbox WHERE isHeld = 0)`,
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

/** Whom an open task is open to stands in a table of its own, for the inbox. */
function tasksWithCandidates(connection: Connection, tasks: RecordTables['tasks']): EngineTransaction['tasks'] {
  const open = (taskId: string, subjects: readonly string[]): void => {
    for (const subject of subjects)
      connection.run(
        'INSERT OR IGNORE INTO taskCandidates (taskId, subject, instanceId) SELECT id, ?, instanceId FROM tasks WHERE id = ?',
        [subject, taskId],
      );
  };
  return {
    get: (id) => tasks.get(id),
    find: (where, options) => tasks.find(where, options),
    insert(record) {
      tasks.insert(record);
      const subjects = subjectsOf(record.candidateUsers, record.candidateGroups);
      open(record.id, subjects.length === 0 && record.assignee === null ? [anybody] : subjects);
    },
    update(id, changes) {
      tasks.update(id, changes);
      const { candidateUsers, candidateGroups } = changes;
      if (candidateUsers && candidateGroups) {
        const subjects = subjectsOf(candidateUsers, candidateGroups);
        open(id, subjects.length === 0 ? [anybody] : subjects);
      }
      if (changes.state !== undefined && changes.state !== 'open')
        connection.run('DELETE FROM taskCandidates WHERE taskId = ?', [id]);
    },
    remove: (id) => tasks.remove(id),
    removeAll: (where) => tasks.removeAll(where),
  };
}

type Commands = Omit<EngineTransaction, keyof EngineReads>;

function commandsOn(connection: Connection, tx: Transaction): Commands {
  return {
    appendEvents(instanceId, at, events) {
      const [first, last] = [events[0], events.at(-1)];
      if (first && last) tx.note({ kind: 'events', subject: instanceId, at, fromSeq: first.seq, toSeq: last.seq, body: events });
    },
    appendNote: (kind, subject, at, body) => void tx.note({ kind, subject, at, body }),
    addParticipants(instanceId, userIds, groups) {
      for (const subject of subjectsOf(userIds, groups))
        connection.run('INSERT OR IGNORE INTO participants (instanceId, subject) VALUES (?, ?)', [instanceId, subject]);
    },
    hold(instanceId, isHeld) {
      for (const table of ['timers', 'jobs', 'subscriptions'])
        connection.run(`UPDATE ${table} SET isHeld = ? WHERE instanceId = ?`, [isHeld ? 1 : 0, instanceId]);
      connection.run('UPDATE outbox SET isHeld = ? WHERE target = ?', [isHeld ? 1 : 0, instanceId]);
    },
    clearWaits(instanceId) {
      for (const table of ['timers', 'jobs', 'subscriptions'])
        connection.run(`DELETE FROM ${table} WHERE instanceId = ?`, [instanceId]);
      connection.run('DELETE FROM outbox WHERE target = ?', [instanceId]);
    },
    countMove({ processId, version, fromStage, toStage, kind }) {
      const id = JSON.stringify([processId, version, fromStage, toStage, kind]);
      connection.run(
        `INSERT INTO stageMoves (id, processId, version, fromStage, toStage, kind, count) VALUES (?, ?, ?, ?, ?, ?, 1)
          ON CONFLICT (id) DO UPDATE SET count = count + 1`,
        [id, processId, version, fromStage, toStage, kind],
      );
    },
    forgetMessages(at) {
      connection.run('DELETE FROM messages WHERE expiresAt <= ?', [at]);
      connection.run('DELETE FROM seenMessages WHERE expiresAt <= ?', [at]);
    },
    attachFile: (fileId, instanceId, uploadedBy) =>
      connection.run(
        `UPDATE files SET instanceId = ?, file = json_set(file, '$.instanceId', ?)
          WHERE id = ? AND (instanceId = ? OR (instanceId IS NULL AND (? = 'anybody' OR file ->> '$.uploadedBy' IS ?)))`,
        [instanceId, instanceId, fileId, instanceId, uploadedBy, uploadedBy],
      ) > 0,
    onCommit: (hook) => tx.onCommit(hook),
  };
}
