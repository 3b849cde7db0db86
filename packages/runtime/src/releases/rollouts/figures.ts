/** What the guards of a roll-out see: cases that were drawn by share, each once, as soon as it is old enough. */
import { type GuardFigure, type GuardId, type GuardSetting, guardIds } from '@fortnight/shared/contract';
import { type Arms, differenceOf, evidenceOfHarm, sampleRatio, type Tally } from '@fortnight/shared/statistics';
import { sql } from 'kysely';
import type { ReleasesContext } from '../ports.ts';
import { leftBeside } from './line.ts';
import type { RolloutRow, RolloutSettings } from './tables.ts';

const day = 86_400_000;

/** The rows of a case: their ids begin with its own, and no other index finds them. */
const ofCase = (id: string) => sql`${sql.ref(id)} > i.id || '~' AND ${sql.ref(id)} < i.id || char(127)`;

/** Each of the five guards at 1 % of all versions on a line together, so that these raise a false alarm in under 5 %. */
export const alarmAlpha = 0.01;
/** Of the intervals that are shown. */
const shownAlpha = 0.05;
/** Below it the split is not the planned one. */
export const splitAlpha = 0.01;

/** While every share stayed the same. Times are epoch ms. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Per cent by version; the control's is what is left. */
  readonly shares: ReadonlyMap<number, number>;
}

export interface Figures {
  readonly drawn: { readonly treatment: number; readonly control: number };
  /** Of the new version. */
  readonly matureCases: number;
  readonly splitChance: number;
  /** Which part of both arms was to be the new version's; null where nothing was drawn. */
  readonly plannedPart: number | null;
  readonly guards: readonly GuardFigure[];
}

type Counts = Readonly<Record<GuardId | 'lost' | 'sentBack' | 'all' | 'mature', number>>;

interface Counted {
  readonly stretch: Stretch;
  /** Of every version on the line. */
  readonly drawn: (version: number) => number;
  readonly treatment: Counts;
  readonly control: Counts;
}

/** Counts the cases of a roll-out by arm, each stretch in which no share changed for itself. */
export async function countArms(context: ReleasesContext, rollout: RolloutRow): Promise<readonly Counted[]> {
  const settings: RolloutSettings = JSON.parse(rollout.settings);
  const stretches = await stretchesOf(context, rollout);
  return Promise.all(
    stretches.map(async (stretch) => {
      const [counts, drawn] = await Promise.all([
        countIn(context, rollout, settings, stretch),
        drawnIn(context, rollout, stretch),
      ]);
      return { stretch, drawn, treatment: counts(rollout.version), control: counts(rollout.control) };
    }),
  );
}

/** Reads the figures of a roll-out as they stand now. */
export async function readFigures(context: ReleasesContext, rollout: RolloutRow): Promise<Figures> {
  return figuresOf(rollout, await countArms(context, rollout));
}

/** The figures of cases that were counted. */
export function figuresOf(rollout: RolloutRow, counted: readonly Counted[]): Figures {
  const settings: RolloutSettings = JSON.parse(rollout.settings);
  const sum = (arm: 'treatment' | 'control', of: 'all' | 'mature') => counted.reduce((total, each) => total + each[arm][of], 0);
  const arms = (guard: GuardId): Arms[] =>
    counted.map(({ treatment, control }) => ({ treatment: tallyOf(treatment, guard), control: tallyOf(control, guard) }));
  const splits = counted.map((each) => splitOf(rollout, each)).filter(({ counts }) => counts.length > 1);
  return {
    drawn: { treatment: sum('treatment', 'all'), control: sum('control', 'all') },
    matureCases: sum('treatment', 'mature'),
    splitChance: Math.min(
      1,
      // Of several stretches the worst counts, for each of them was looked at.
      ...splits.map(({ counts, shares }) => splits.length * sampleRatio(counts, shares)),
    ),
    plannedPart: plannedPartOf(rollout, counted),
    guards: guardIds.flatMap((guard) => {
      const setting = settings.guards[guard];
      return setting ? [figureOf(guard, { ...setting, alpha: rollout.alarmAlpha }, arms(guard))] : [];
    }),
  };
}

/** Every arm that was to get cases, with its part of 1. */
function splitOf({ control }: RolloutRow, { stretch: { shares }, drawn }: Counted) {
  const arms = [...shares, [control, leftBeside([...shares.values()])] as const].filter(([, share]) => share > 0);
  return { counts: arms.map(([version]) => drawn(version)), shares: arms.map(([, share]) => share / 100) };
}

function plannedPartOf({ version }: RolloutRow, counted: readonly Counted[]): number | null {
  let [planned, total] = [0, 0];
  for (const { stretch, treatment, control } of counted) {
    const [own, left] = [stretch.shares.get(version) ?? 0, leftBeside([...stretch.shares.values()])];
    const both = treatment.all + control.all;
    if (own + left <= 0) continue;
    planned += (both * own) / (own + left);
    total += both;
  }
  return total === 0 ? null : planned / total;
}

const tallyOf = (counts: Counts, guard: GuardId): Tally => ({ successes: counts[guard], trials: counts.mature });

function figureOf(
  guard: GuardId,
  { margin, action, alpha }: GuardSetting & { readonly alpha: number },
  stretches: readonly Arms[],
): GuardFigure {
  const { estimate, low, high } = differenceOf(stretches, shownAlpha);
  const total = (arm: keyof Arms): Tally => ({
    successes: stretches.reduce((sum, each) => sum + each[arm].successes, 0),
    trials: stretches.reduce((sum, each) => sum + each[arm].trials, 0),
  });
  const isBroken = evidenceOfHarm(stretches, margin / 100, alpha);
  return {
    guard,
    margin,
    action,
    treatment: total('treatment'),
    control: total('control'),
    estimate: Number.isNaN(estimate) ? null : estimate,
    low,
    high,
    verdict: isBroken ? 'broken' : high < 0 ? 'worse' : low > 0 ? 'better' : low >= -margin / 100 ? 'within' : 'tooEarly',
  };
}

/** When a roll-out ended; epoch ms. */
const endOf = ({ endedAt }: Pick<RolloutRow, 'endedAt'>): number =>
  endedAt === null ? Number.POSITIVE_INFINITY : Date.parse(endedAt);

/** From one change of any share on the line to the next, while a roll-out ran. */
async function stretchesOf({ db }: ReleasesContext, rollout: RolloutRow): Promise<readonly Stretch[]> {
  const changes = await db
    .selectFrom('rollouts')
    .innerJoin('rolloutEvents', 'rolloutEvents.rolloutId', 'rollouts.id')
    .select(['rollouts.id', 'rollouts.version', 'rollouts.endedAt', 'rolloutEvents.at', 'rolloutEvents.share'])
    .where('rollouts.lineId', '=', rollout.lineId)
    .where((eb) => eb.or([eb('rollouts.endedAt', 'is', null), eb('rollouts.endedAt', '>', rollout.startedAt)]))
    .where('rolloutEvents.share', 'is not', null)
    .orderBy('rollouts.place')
    .orderBy('rolloutEvents.position')
    .execute();
  const beside = [...Map.groupBy(changes, ({ id }) => id).values()];
  const [from, to] = [Date.parse(rollout.startedAt), endOf(rollout)];
  const times = [
    ...new Set([...changes.map(({ at }) => Date.parse(at)), ...beside.map(([first]) => (first ? endOf(first) : to))]),
  ]
    .filter((at) => at > from && at < to)
    .sort((one, other) => one - other);
  return [from, ...times].map((start, index) => ({
    from: start,
    to: times[index] ?? to,
    shares: new Map(
      beside.flatMap((own) => {
        const [first] = own;
        const share = own.findLast(({ at }) => Date.parse(at) <= start)?.share;
        return first && share != null && endOf(first) > start ? [[first.version, share]] : [];
      }),
    ),
  }));
}

/** Cases of a line that began in a stretch and were drawn by share, by version. */
async function drawnIn({ db }: ReleasesContext, { lineId, control }: RolloutRow, { from, to, shares }: Stretch) {
  const rows = await db
    .selectFrom('instances as i')
    .select(['i.version', sql<number>`count(*)`.as('count')])
    .where('i.rolloutId', '=', lineId)
    .where('i.drawnBy', '=', 'share')
    .where('i.version', 'in', [...shares.keys(), control])
    .where('i.startedAt', '>=', from)
    .where('i.startedAt', '<', Number.isFinite(to) ? to : Number.MAX_SAFE_INTEGER)
    .groupBy('i.version')
    .execute();
  return (version: number): number => rows.find((row) => row.version === version)?.count ?? 0;
}

/**
 * Counts the cases of a stretch by version. Every answer looks at a case's first `maturityDays` alone, so that it is final
 * when it is counted.
 */
async function countIn(
  { db, now }: ReleasesContext,
  { lineId, version: treatment, control }: RolloutRow,
  { maturityDays, targetDays }: RolloutSettings,
  { from, to }: Stretch,
): Promise<(version: number) => Counts> {
  const at = now();
  const maturity = maturityDays * day;
  const isMature = sql`i."startedAt" <= ${at - maturity}`;
  const window = sql`i."startedAt" + ${maturity}`;
  const count = (what: ReturnType<typeof sql>) =>
    sql<number>`coalesce(sum(CASE WHEN ${isMature} AND ${what} THEN 1 ELSE 0 END), 0)`;
  const rows = await db
    .selectFrom('instances as i')
    .select([
      'i.version',
      sql<number>`count(*)`.as('all'),
      count(sql`1`).as('mature'),
      count(sql`i.outcome = 'won' AND i."endedAt" <= ${window}`).as('conversion'),
      count(sql`i.outcome = 'lost' AND i."endedAt" <= ${window}`).as('lost'),
      count(sql`i.marks & 1 > 0`).as('sentBack'),
      count(
        sql`(i.state = 'completed' OR i.outcome IS NOT NULL) AND i."endedAt" <= i."startedAt" + ${Math.min(targetDays * day, maturity)}`,
      ).as('onTime'),
      count(sql`NOT EXISTS (SELECT 1 FROM tasks t WHERE ${ofCase('t.id')} AND t."dueAt" < ${window} AND t.state <> 'cancelled'
        AND min(coalesce(t."completedAt", ${at}), ${window}) > t."dueAt")`).as('timeLimits'),
      count(sql`NOT EXISTS (SELECT 1 FROM incidents f WHERE ${ofCase('f.id')} AND +f."raisedAt" <= ${window})`).as('incidents'),
      count(
        sql`NOT EXISTS (SELECT 1 FROM tasks t WHERE ${ofCase('t.id')} AND t.kind = 'review' AND +t."createdAt" <= ${window})`,
      ).as('compliance'),
    ])
    .where('i.rolloutId', '=', lineId)
    .where('i.drawnBy', '=', 'share')
    .where('i.version', 'in', [treatment, control])
    .where('i.startedAt', '>=', from)
    .where('i.startedAt', '<', Number.isFinite(to) ? to : Number.MAX_SAFE_INTEGER)
    .groupBy('i.version')
    .execute();
  const none = { conversion: 0, lost: 0, sentBack: 0, onTime: 0, timeLimits: 0, incidents: 0, compliance: 0 };
  return (version) => rows.find((row) => row.version === version) ?? { all: 0, mature: 0, ...none };
}
