/** How long the cases of a roll-out took: those that were drawn by share. */
import type { ArmTimes } from '@fortnight/shared/contract';
import { bandOf, medianOf, type Observed, type SurvivalStep, survivalCurve } from '@fortnight/shared/statistics';
import { sql } from 'kysely';
import type { ReleasesContext } from '../ports.ts';
import type { RolloutRow } from './tables.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Fewer that are finished are not drawn: the band of a handful is narrower than what is known of them. */
const fewest = 5;
/** Of a curve. */
const mostPoints = 120;

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

/** The times of both arms as curves: the new version first. */
export async function curvesOf(context: ReleasesContext, rollout: RolloutRow): Promise<ArmTimes[]> {
  const timesOf = await timesOfArms(context, rollout);
  return [rollout.version, rollout.control].map((version) => toCurve(version, timesOf(version)));
}

function toCurve(version: number, { observed, running }: Times): ArmTimes {
  const count = (of: readonly Observed[]) => of.reduce((sum, each) => sum + (each.count ?? 1), 0);
  const until = observed.reduce((longest, { time }) => Math.max(longest, time), 0);
  const isDrawn = count(observed.filter(({ isOver }) => isOver)) >= fewest;
  const curve = isDrawn ? survivalCurve(observed) : [];
  const { estimate, low, high } = medianOf(curve);
  const days = (ms: number | undefined) => (ms === undefined ? null : ms / dayMs);
  return {
    version,
    cases: count(observed),
    running,
    untilDays: until / dayMs,
    half: estimate === undefined ? null : { days: estimate / dayMs, lowDays: days(low), highDays: days(high) },
    points: thinned(curve, until).map((step) => {
      const band = bandOf(step);
      return { days: step.time / dayMs, done: 1 - step.share, low: 1 - band.high, high: 1 - band.low };
    }),
  };
}

/** The last step of each of so many equal spans. */
function thinned(curve: readonly SurvivalStep[], until: number): readonly SurvivalStep[] {
  const spanOf = (step: SurvivalStep | undefined) => step && Math.floor((step.time / until) * mostPoints);
  return curve.filter((step, index) => spanOf(step) !== spanOf(curve[index + 1]));
}
