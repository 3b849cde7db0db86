/** How long the cases of a roll-out took: those that were drawn by share. */
import type { Observed } from '@fortnight/shared/statistics';
import { sql } from 'kysely';
import type { ReleasesContext } from '../ports.ts';
import type { RolloutRow } from './tables.ts';

const hourMs = 3_600_000;

/** Which cases are compared for a roll-out: its own and the control's, that were drawn by share while it ran. */
export const drawnFor = ({ lineId, version, control, startedAt, endedAt }: RolloutRow) =>
  sql<boolean>`"rolloutId" = ${lineId} AND "drawnBy" = 'share' AND version IN (${version}, ${control})
    AND "startedAt" >= ${Date.parse(startedAt)} AND "startedAt" < ${endedAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(endedAt)}`;

export interface Times {
  /** To the hour; ms. */
  readonly observed: readonly Observed[];
  /** Cases that still run. */
  readonly running: number;
}

/** The times of each arm. */
export async function timesOfArms({ db, now }: ReleasesContext, rollout: RolloutRow): Promise<(version: number) => Times> {
  const at = now();
  const isOver = sql<number>`state = 'completed' OR outcome IS NOT NULL`;
  const rows = await db
    .selectFrom('instances')
    .select([
      'version',
      sql<number>`(coalesce("endedAt", ${at}) - "startedAt") / ${hourMs}`.as('hours'),
      isOver.as('isOver'),
      sql<number>`"endedAt" IS NULL`.as('isRunning'),
      sql<number>`count(*)`.as('count'),
    ])
    .where(drawnFor(rollout))
    .groupBy(['version', 'hours', 'isOver', 'isRunning'])
    .execute();
  return (version) => {
    const own = rows.filter((row) => row.version === version);
    return {
      observed: own.map(({ hours, isOver: over, count }) => ({
        time: (Math.floor(hours) + 0.5) * hourMs,
        isOver: over === 1,
        count,
      })),
      running: own.reduce((sum, { isRunning, count }) => sum + (isRunning === 1 ? count : 0), 0),
    };
  };
}
