/** How many cases run in each stage, and what they are worth. */
import type { Sight } from '../../engine/index.ts';
import type { StageRow } from '../../insight/index.ts';
import type { Connection } from '../connection.ts';
import { seen } from '../engine/whose.ts';

const running = "state IN ('active', 'suspended')";

/** Everybody's, from what is counted as cases move: costs what there are stages, and what is late. */
export function keptStages(connection: Connection, processId: string, version: number | undefined, at: number): StageRow[] {
  const [ofVersion, values] = version === undefined ? ['', [processId]] : ['AND version = ?', [processId, version]];
  const rows = connection.all<Record<'stageId' | 'currency', string> & Record<'cases' | 'valued' | 'amount', number>>(
    `SELECT stageId, currency, sum(count) AS cases, sum(valuedCount) AS valued, sum(wholes) + sum(millionths) / 1e6 AS amount
      FROM stageCounts WHERE processId = ? ${ofVersion} GROUP BY stageId, currency`,
    values,
  );
  const lateIn = (stageId: string): number =>
    connection.get<{ late: number }>(
      `SELECT count(*) AS late FROM instances INDEXED BY instancesRunning
        WHERE processId = ? ${ofVersion} AND ${running} AND stageId IS ? AND stageTargetAt < ?`,
      [...values, stageId === '' ? null : stageId, at],
    )?.late ?? 0;
  const known = new Set<string>();
  return rows.map(({ stageId, currency, cases, valued, amount }) => {
    const isFirst = !known.has(stageId);
    known.add(stageId);
    return {
      stageId: stageId === '' ? null : stageId,
      currency: valued === 0 ? null : currency,
      count: cases,
      overTargetCount: isFirst ? lateIn(stageId) : 0,
      amount: valued === 0 ? null : amount,
    };
  });
}

/** A reader's own: counted case by case, for each reader sees others. */
export function seenStages(
  connection: Connection,
  processId: string,
  version: number | undefined,
  at: number,
  sight: Sight,
): StageRow[] {
  const all = (sql: string, values: readonly unknown[]) => connection.all<Record<string, never>>(sql, values);
  const { text, values } = seen(all, sight, 'instances.id', 'instances.processId');
  // The plus signs keep SQLite from walking through all cases of the process where the reader's few are at hand.
  return connection.all<StageRow>(
    `SELECT stageId, currency, count(*) AS count, coalesce(sum(stageTargetAt < ?), 0) AS overTargetCount, sum(amount) AS amount
      FROM instances WHERE +processId = ? AND +${running} ${version === undefined ? '' : 'AND +version = ?'} AND ${text}
      GROUP BY stageId, currency`,
    [at, processId, ...(version === undefined ? [] : [version]), ...values],
  );
}
