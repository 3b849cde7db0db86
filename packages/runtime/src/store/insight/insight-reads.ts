/** The read side's port on SQLite. */
import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Json } from '@fortnight/shared/base';
import type { Sight } from '../../engine/index.ts';
import type { EndedCaseRow, IncidentGroupRow, IncidentRow, InsightReads, MoveRow } from '../../insight/index.ts';
import type { Connection } from '../connection.ts';
import { openTo, seen } from '../engine/whose.ts';
import type { WriteStatistics } from '../write-queue.ts';
import { healthOf } from './health.ts';
import { keptStages, seenStages } from './stage-rows.ts';

type Params = Readonly<Record<string, Json>>;
const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ') || 'NULL';

export function createInsightReads(
  connection: Connection,
  statistics: WriteStatistics,
  database: { readonly kind: 'sqlite' | 'memory'; readonly file: string },
): InsightReads {
  const all = (sql: string, values: readonly unknown[]) => connection.all<Record<string, never>>(sql, values);
  const sees = (sight: Sight | undefined, instanceId: string, processId: string) =>
    sight ? seen(all, sight, instanceId, processId) : { text: '1 = 1', values: [] };
  return {
    stages: (processId, version, at, sight) =>
      sight ? seenStages(connection, processId, version, at, sight) : keptStages(connection, processId, version, at),
    moves: (processId, version) =>
      connection.all<MoveRow>(
        `SELECT fromStage, toStage, kind, sum(count) AS count FROM stageMoves WHERE processId = ?
          ${version === undefined ? '' : 'AND version = ?'} GROUP BY fromStage, toStage, kind`,
        [processId, ...(version === undefined ? [] : [version])],
      ),
    incidentGroups(sight, limit) {
      const { text, values } = sees(sight, 'incidents.instanceId', 'incidents.processId');
      return connection
        .all<Omit<IncidentGroupRow, 'params' | 'versions'> & { params: string; versions: string }>(
          `SELECT groupId, processId, elementId, code, message, params, group_concat(DISTINCT version) AS versions, count(*) AS count,
              min(raisedAt) AS firstAt, max(raisedAt) AS lastAt
            FROM incidents WHERE state = 'open' AND ${text} GROUP BY processId, groupId ORDER BY count DESC, lastAt DESC LIMIT ?`,
          [...values, limit],
        )
        .map((row) => ({
          ...row,
          params: JSON.parse(row.params) as Params,
          versions: row.versions
            .split(',')
            .map(Number)
            .sort((a, b) => a - b),
        }));
    },
    processes: (ownerId, limit) =>
      connection.all(
        `SELECT id, name, owner, coalesce((SELECT sum(count) FROM stageCounts WHERE processId = processes.id), 0) AS runningCount
          FROM processes WHERE isArchived = 0 AND liveVersion IS NOT NULL ${ownerId === undefined ? '' : 'AND owner = ?'}
          ORDER BY runningCount DESC, name LIMIT ?`,
        [...(ownerId === undefined ? [] : [ownerId]), limit],
      ),
    process: (processId) => connection.get('SELECT name, owner FROM processes WHERE id = ?', [processId]),
    taskCounts(userIds, groups, at) {
      const counted = connection.get<{ mineCount: number; overdueCount: number }>(
        `SELECT count(*) AS mineCount, coalesce(sum(dueAt < ?), 0) AS overdueCount FROM tasks
          WHERE state = 'open' AND assignee IN (${marks(userIds)})`,
        [at, ...userIds],
      );
      const { text, values, isFew } = openTo(all, userIds, groups);
      const open = connection.get<{ count: number }>(
        `SELECT count(*) AS count FROM tasks WHERE state = 'open' AND ${isFew ? '+' : ''}assignee IS NULL AND ${text}`,
        values,
      );
      return { mineCount: counted?.mineCount ?? 0, overdueCount: counted?.overdueCount ?? 0, groupsCount: open?.count ?? 0 };
    },
    endedCases(since, sight, limit) {
      const { text, values } = sees(sight, 'instances.id', 'instances.processId');
      return connection.all<EndedCaseRow>(
        `SELECT id, processId, state, outcome, caseName, endedAt FROM instances
          WHERE endedAt >= ? AND (outcome IN ('won', 'lost') OR state = 'terminated') AND ${text} ORDER BY endedAt DESC LIMIT ?`,
        [since, ...values, limit],
      );
    },
    incidentChanges(since, sight, limit) {
      const { text, values } = sees(sight, 'incidents.instanceId', 'incidents.processId');
      return connection.all<IncidentRow>(
        `SELECT incidents.instanceId, incidents.processId, instances.versionId, incidents.elementId, instances.caseName,
            incidents.raisedAt, incidents.resolvedAt, incidents.resolvedBy
          FROM incidents JOIN instances ON instances.id = incidents.instanceId
          WHERE incidents.raisedAt >= ? AND ${text} ORDER BY incidents.raisedAt DESC LIMIT ?`,
        [since, ...values, limit],
      );
    },
    processChanges: (since, { ownedBy }, limit) =>
      connection
        .all<{ processId: string; processName: string; owner: string | null; at: number; body: string }>(
          `SELECT subject AS processId, processes.name AS processName, processes.owner AS owner, at, body
            FROM journal JOIN processes ON processes.id = journal.subject
            WHERE kind = 'process' AND at >= ?${ownedBy === undefined ? '' : ' AND processes.owner = ?'} ORDER BY position DESC LIMIT ?`,
          [since, ...(ownedBy === undefined ? [] : [ownedBy]), limit],
        )
        .map((row) => ({ ...row, body: JSON.parse(row.body) as Params })),
    openIncidentCount: () =>
      connection.get<{ count: number }>("SELECT count(*) AS count FROM incidents WHERE state = 'open'")?.count ?? 0,
    health: (at, endOfDay) => ({ ...healthOf(connection, statistics, at, endOfDay), database: sizeOf(connection, database) }),
  };
}

function sizeOf(connection: Connection, { kind, file }: { readonly kind: 'sqlite' | 'memory'; readonly file: string }) {
  const backup = connection.get<{ value: string }>("SELECT value FROM facts WHERE name = 'lastBackupAt'");
  return {
    kind,
    sizeBytes: Number(connection.pragma('page_count')) * Number(connection.pragma('page_size')),
    freeBytes: freeBytes(dirname(file)),
    lastBackupAt: backup ? Number(backup.value) : null,
  };
}

/** Null where the file system does not say. */
function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
