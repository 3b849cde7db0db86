/** What the figures say of an iteration: against its control group, the year before, the industry. */
import { addDays, dateAt } from '@fortnight/shared/calendar';
import type { Comparison, Evidence, FigureId, Measured, Saying, StageOfEvidence } from '@fortnight/shared/contract';
import { type Arms, differenceOf } from '@fortnight/shared/statistics';
import { sql } from 'kysely';
import type { Principal } from '../../access/index.ts';
import type { ReleasesContext } from '../ports.ts';
import { countArms, figuresOf, splitAlpha } from '../rollouts/index.ts';
import {
  alpha,
  type CaseDay,
  type Days,
  dayOf,
  fewest,
  type Looked,
  measuredOf,
  readCaseDays,
  readStepDays,
  type Seen,
  type StepDay,
  seenOfCases,
  seenOfSteps,
  timesOfArms,
} from './figures.ts';
import { packs } from './packs.ts';
import { type Pooled, poolOf } from './pooling.ts';
import { readableIteration } from './rows.ts';
import { openingOf, sampleOf } from './sample.ts';
import { benchmarkSentence, compared, type Figure, missingOf, relativeTo, remarksOf, say, sentenceOf } from './sayings.ts';
import { firstShippedAt, readShipping, type Shipping, treated } from './shipped.ts';
import type { IterationRow, IterationSettings, TargetRow } from './tables.ts';
import { type BaselineOf, targetOf } from './targets.ts';

const yearDays = 365;
/** A trend before the change is looked for in so many days before it. */
const recentDays = 60;
/** The cases of a roll-out whose steps are looked at; the latest. */
const mostDrawn = 20_000;
/** Shown beside the targets. */
const always: readonly Figure[] = [
  { figure: 'cycleTime', elementId: null },
  { figure: 'conversion', elementId: null },
];

interface Asked {
  readonly context: ReleasesContext;
  readonly row: IterationRow;
  readonly settings: IterationSettings;
  readonly targets: readonly TargetRow[];
  readonly figures: readonly Figure[];
  readonly shipping: Shipping;
  readonly looked: Looked;
  /** The first day of what it ships; that of the fortnight where nothing was shipped. */
  readonly shippedDay: number;
  readonly today: string;
  readonly pooled: readonly Pooled[];
  /** Days that were read: each once for all figures. */
  readonly cases: (days: Days) => Promise<readonly CaseDay[]>;
  readonly steps: (days: Days, elementId: string) => Promise<readonly StepDay[]>;
}

/** Asks once for what is asked again. */
function once<A extends readonly unknown[], T>(ask: (...of: A) => Promise<T>): (...of: A) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (...of) => {
    const key = JSON.stringify(of);
    const asked = known.get(key) ?? ask(...of);
    known.set(key, asked);
    return asked;
  };
}

const keyOf = ({ figure, elementId }: Figure): string => `${figure} ${elementId ?? ''}`;

async function ask(context: ReleasesContext, row: IterationRow, shipping: Shipping): Promise<Asked> {
  const settings: IterationSettings = JSON.parse(row.settings);
  const targets: TargetRow[] = JSON.parse(row.targets);
  const wanted = [...targets.map(({ figure, elementId }) => ({ figure, elementId })), ...always];
  const figures = [...new Map(wanted.map((each) => [keyOf(each), each])).values()];
  const at = context.now();
  const { maturityDays, targetDays } = settings;
  const elements = [...new Set(figures.flatMap(({ elementId }) => (elementId === null ? [] : [elementId])))];
  const pooled = await Promise.all(elements.map((elementId) => poolOf(context, row.processId, elementId, treated(shipping))));
  return {
    context,
    row,
    settings,
    targets,
    figures,
    shipping,
    looked: { at, maturityDays, targetDays },
    shippedDay: dayOf(firstShippedAt(shipping) ?? Date.parse(row.startsAt)),
    today: dateAt(row.timeZone, at),
    pooled,
    cases: once((days: Days) => readCaseDays(context, days)),
    steps: once((days: Days, elementId: string) => readStepDays(context, days, elementId)),
  };
}

/** Which cases are what it ships: the same step in other versions counts along. */
function treatmentOf({ row, shipping, shippedDay, looked, pooled }: Asked, { elementId }: Figure): Days {
  const pool = pooled.find((each) => each.elementId === elementId);
  return {
    processId: row.processId,
    versions: pool?.versions ?? treated(shipping),
    fromDay: Math.min(shippedDay, pool?.fromDay ?? shippedDay),
    toDay: dayOf(looked.at) + 1,
  };
}

/** The twelve months before. */
function yearBefore(asked: Asked, figure: Figure, days = yearDays): Days {
  const { processId, versions, fromDay } = treatmentOf(asked, figure);
  return { processId, versions, isOthers: true, fromDay: fromDay - days, toDay: fromDay };
}

const seenIn = async ({ cases, steps, looked }: Asked, { figure, elementId }: Figure, days: Days): Promise<Seen> =>
  elementId === null
    ? seenOfCases(figure, await cases(days), looked)
    : seenOfSteps(figure, await steps(days, elementId), looked.at);

/** What the baselines of an iteration's targets are, where nobody typed one. */
export const measuredBaselines = async (context: ReleasesContext, row: IterationRow, shipping: Shipping): Promise<BaselineOf> =>
  baselinesOf(await ask(context, row, shipping));

async function baselinesOf(asked: Asked): Promise<BaselineOf> {
  const measured = await Promise.all(
    asked.targets.map(async (target) => {
      if (target.baseline !== null) return undefined;
      const { cases, estimate } = measuredOf(await seenIn(asked, target, yearBefore(asked, target)));
      return [keyOf(target), { value: estimate, cases }] as const;
    }),
  );
  const known = new Map(measured.filter((each) => each !== undefined));
  return (target) => known.get(keyOf(target)) ?? { value: null, cases: 0 };
}

/** Reads what the figures say, as they stand now. */
export async function getEvidence(context: ReleasesContext, by: Principal, id: string): Promise<Evidence> {
  const { row } = await readableIteration(context, by, id);
  const shipping = await readShipping(context, row);
  const asked = await ask(context, row, shipping);
  const [sample, baselines, control, baseline, industry] = await Promise.all([
    sampleOf(context, row, shipping),
    baselinesOf(asked),
    againstControl(asked),
    againstBaseline(asked),
    againstIndustry(asked),
  ]);
  const targets = await Promise.all(
    asked.targets.map(async (target): Promise<Evidence['targets'][number]> => {
      const now = measuredOf(await seenIn(asked, target, treatmentOf(asked, target)));
      const told = targetOf(target, baselines);
      return { ...told, now, remark: remarkOf(now, told) };
    }),
  );
  return {
    at: context.instant(),
    iterationId: id,
    targets,
    sample,
    opening: openingOf(context, row, sample),
    stages: [control, baseline, industry],
    pooled: asked.figures.flatMap(({ figure, elementId }) => {
      const versions = asked.pooled.find((each) => each.elementId === elementId)?.versions ?? [];
      return elementId === null || versions.length <= treated(shipping).length
        ? []
        : [{ figure, elementId, versions: [...versions] }];
    }),
  };
}

type Target = Evidence['targets'][number];

/** Where a figure stands between its baseline and its target. */
function remarkOf(
  { cases, estimate, low, high }: Measured,
  { better, target, baseline }: Omit<Target, 'now' | 'remark'>,
): Target['remark'] {
  if (estimate === null || cases < fewest) return 'tooFew';
  const sign = better === 'lower' ? -1 : 1;
  // As if higher were better.
  const [worst, best] = better === 'lower' ? [high, low] : [low, high];
  const atLeast = (value: number | null, than: number): boolean => value !== null && sign * (value - than) >= 0;
  const atMost = (value: number | null, than: number): boolean => value !== null && sign * (value - than) <= 0;
  if (baseline.value === target) return atLeast(worst, target) ? 'kept' : atMost(best, target) ? 'surelyWorse' : 'looksSame';
  if (atLeast(worst, target)) return 'reached';
  if (baseline.value === null) return 'tooFew';
  const past = baseline.value + sign * 1e-9;
  if (atLeast(worst, past)) return 'surelyBetter';
  if (atMost(best, baseline.value - sign * 1e-9)) return 'surelyWorse';
  return estimate === baseline.value ? 'looksSame' : atLeast(estimate, baseline.value) ? 'looksBetter' : 'looksWorse';
}

const none = (stage: StageOfEvidence['stage'], asked: Asked, cannotSay: readonly Saying[]): StageOfEvidence => ({
  stage,
  isThere: false,
  treatmentVersions: [...treated(asked.shipping)],
  againstVersions: [],
  treatmentCases: 0,
  againstCases: 0,
  from: null,
  to: null,
  benchmark: null,
  comparisons: [],
  canSay: [],
  cannotSay: [...cannotSay],
});

const nothingYet = ({ shipping }: Asked, otherwise: Saying): readonly Saying[] =>
  treated(shipping).length === 0 ? [say('nothingShipped')] : [otherwise];

/** How many cases, or runs of a step, come on a day. */
const rateIn = ({ looked, shippedDay }: Asked, { cases }: Measured): number =>
  cases / Math.max(1, dayOf(looked.at) + 1 - shippedDay);

const tells = (asked: Asked, comparison: Omit<Comparison, 'missingCases' | 'tellsOn'>): Comparison => {
  const missingCases = missingOf(comparison);
  const perDay = rateIn(asked, comparison.treatment);
  const days = missingCases === null || perDay === 0 ? null : Math.ceil(missingCases / perDay);
  return { ...comparison, missingCases, tellsOn: days === null || days > 36_500 ? null : addDays(asked.today, days) };
};

const settled: ReadonlySet<Saying['code']> = new Set(['better', 'worse', 'timeShorter', 'timeLonger', 'rateHigher', 'rateLower']);

/** The words of comparisons: what they tell, and what they don't yet. */
function saidOf(comparisons: readonly Comparison[]): Pick<StageOfEvidence, 'canSay' | 'cannotSay'> {
  const sentences = comparisons.map(sentenceOf);
  return {
    canSay: sentences.filter(({ code }) => settled.has(code)),
    cannotSay: [...sentences.filter(({ code }) => !settled.has(code)), ...comparisons.flatMap(remarksOf)],
  };
}

/** The pilot and those that were not drawn for it, at the same time. */
async function againstControl(asked: Asked): Promise<StageOfEvidence> {
  const { context, shipping, figures } = asked;
  const rollout = shipping.rollouts.at(-1);
  if (!rollout) return none('control', asked, nothingYet(asked, say('noControl')));
  const events = shipping.rolloutEvents.filter(({ rolloutId }) => rolloutId === rollout.id);
  const [counted, times] = await Promise.all([countArms(context, rollout, events), timesOfArms(context, rollout.id)]);
  const { splitChance, drawn } = figuresOf(rollout, counted);
  const armsOf = (of: (counts: (typeof counted)[number]['treatment']) => number): Arms[] =>
    counted.map(({ treatment, control }) => ({
      treatment: { successes: of(treatment), trials: treatment.mature },
      control: { successes: of(control), trials: control.mature },
    }));
  const shares: Readonly<Partial<Record<FigureId, () => Arms[]>>> = {
    conversion: () => armsOf(({ conversion }) => conversion),
    lost: () => armsOf(({ lost }) => lost),
    sentBack: () => armsOf(({ sentBack }) => sentBack),
    onTime: () => armsOf(({ onTime }) => onTime),
    timeLimits: () => armsOf(({ timeLimits }) => timeLimits),
    incidentFree: () => armsOf(({ incidents }) => incidents),
    compliance: () => armsOf(({ compliance }) => compliance),
  };
  const comparisons = await Promise.all(
    figures.map(async (figure): Promise<Comparison[]> => {
      const arms = shares[figure.figure]?.();
      if (arms) {
        const sum = (arm: keyof Arms): Seen => ({
          unit: 'share',
          tally: {
            successes: arms.reduce((total, each) => total + each[arm].successes, 0),
            trials: arms.reduce((total, each) => total + each[arm].trials, 0),
          },
          running: drawn[arm] - arms.reduce((total, each) => total + each[arm].trials, 0),
        });
        return [
          tells(asked, compared(figure, measuredOf(sum('treatment')), measuredOf(sum('control')), differenceOf(arms, alpha))),
        ];
      }
      if (figure.figure === 'cycleTime')
        return [tells(asked, compared(figure, measuredOf(times(rollout.version)), measuredOf(times(rollout.control))))];
      if (figure.elementId === null) return [];
      const steps = await stepsOfArms(context, rollout.id, figure, asked.looked.at);
      const [treatment, control] = [steps(rollout.version), steps(rollout.control)];
      return [tells(asked, compared(figure, measuredOf(treatment), measuredOf(control), differenceOfSeen(treatment, control)))];
    }),
  );
  const told = comparisons.flat();
  const { canSay, cannotSay } = saidOf(told);
  return {
    stage: 'control',
    isThere: true,
    treatmentVersions: [rollout.version],
    againstVersions: [rollout.control],
    treatmentCases: drawn.treatment,
    againstCases: drawn.control,
    from: rollout.startedAt,
    to: rollout.endedAt,
    benchmark: null,
    comparisons: told,
    canSay,
    cannotSay: [...(splitChance < splitAlpha ? [say('splitBroken')] : []), ...cannotSay],
  };
}

/** The runs of a step in each arm: of the latest cases that were drawn by share. */
async function stepsOfArms({ db }: ReleasesContext, rolloutId: string, { figure, elementId }: Figure, at: number) {
  const drawn = db
    .selectFrom('instances')
    .select(['id', 'version'])
    .where('rolloutId', '=', rolloutId)
    .where('drawnBy', '=', 'share')
    .orderBy('startedAt', 'desc')
    .limit(mostDrawn)
    .as('i');
  const rows = await db
    .selectFrom(drawn)
    // A cross join, so that each case's few tasks are found by their ids, and not all tasks of the step are gone through.
    .crossJoin('tasks as t')
    .where(sql<boolean>`t.id > i.id || '~' AND t.id < i.id || char(127)`)
    .where(sql<boolean>`+t."elementId" = ${elementId}`)
    .select(['i.version', 't.state', 't.kind', 't.createdAt', 't.completedAt', 't.outcome'])
    .execute();
  return (version: number): Seen => {
    const own = rows.filter((row) => row.version === version);
    const completed = own.filter(({ state }) => state === 'completed');
    const open = own.filter(({ state }) => state === 'open');
    const running = open.length;
    const spent = ({ createdAt, completedAt }: (typeof own)[number]) => Math.max(0, (completedAt ?? at) - createdAt);
    if (figure === 'stepSentBack')
      return {
        unit: 'share',
        tally: { successes: completed.filter(({ outcome }) => outcome === 'send-back').length, trials: completed.length },
        running,
      };
    if (figure === 'votesPerHour') {
      const hours = own.reduce((sum, row) => sum + spent(row), 0) / 3_600_000;
      return {
        unit: 'perHour',
        events: completed.filter(({ kind }) => kind === 'approval').length,
        hours,
        runs: own.length,
        running,
      };
    }
    return { unit: 'ms', observed: own.map((row) => ({ time: spent(row), isOver: row.state === 'completed' })), running };
  };
}

const differenceOfSeen = (treatment: Seen, control: Seen) =>
  treatment.unit === 'share' && control.unit === 'share'
    ? differenceOf([{ treatment: treatment.tally, control: control.tally }], alpha)
    : undefined;

/** The same process in the twelve months before, or what somebody typed. */
async function againstBaseline(asked: Asked): Promise<StageOfEvidence> {
  const { figures, targets, shippedDay, row } = asked;
  if (treated(asked.shipping).length === 0) return none('baseline', asked, [say('nothingShipped')]);
  const before: Saying[] = [];
  const comparisons = await Promise.all(
    figures.map(async (figure): Promise<Comparison[]> => {
      const treatment = await seenIn(asked, figure, treatmentOf(asked, figure));
      const typed = targets.find((target) => keyOf(target) === keyOf(figure))?.baseline ?? null;
      if (typed !== null) {
        before.push(say('typedBaseline', { value: typed }, figure));
        const against = { cases: 0, running: 0, estimate: typed, low: typed, high: typed };
        return [tells(asked, compared(figure, measuredOf(treatment), against))];
      }
      const year = await seenIn(asked, figure, yearBefore(asked, figure));
      const against = measuredOf(year);
      if (against.estimate === null) {
        before.push(say('noBaseline', { cases: against.cases }, figure));
        return [];
      }
      const recent = measuredOf(await seenIn(asked, figure, yearBefore(asked, figure, recentDays)));
      if (isOutside(against, recent))
        before.push(say('changedBefore', { before: against.estimate, after: recent.estimate, days: recentDays }, figure));
      return [tells(asked, compared(figure, measuredOf(treatment), against, differenceOfSeen(treatment, year)))];
    }),
  );
  const told = comparisons.flat();
  const { canSay, cannotSay } = saidOf(told);
  const year = await asked.cases(yearBefore(asked, { figure: 'cycleTime', elementId: null }));
  const treatment = await asked.cases(treatmentOf(asked, { figure: 'cycleTime', elementId: null }));
  const started = (days: readonly { readonly started: number }[]) => days.reduce((sum, day) => sum + day.started, 0);
  const days = year.filter((day) => day.started > 0).map(({ day }) => day);
  return {
    stage: 'baseline',
    isThere: told.length > 0,
    treatmentVersions: [...treated(asked.shipping)],
    againstVersions: [...new Set(year.map(({ version }) => version))].sort((a, b) => a - b),
    treatmentCases: started(treatment),
    againstCases: started(year),
    from: days.length === 0 ? null : new Date(Math.min(...days) * 86_400_000).toISOString(),
    to: days.length === 0 ? null : new Date(Math.min(shippedDay * 86_400_000, Date.parse(row.endsAt))).toISOString(),
    benchmark: null,
    comparisons: told,
    canSay,
    cannotSay: [...before, ...cannotSay],
  };
}

/** Whether the year's estimate lies outside of what the last weeks before the change allow. */
const isOutside = ({ estimate }: Measured, { low, high, estimate: recent }: Measured): boolean =>
  estimate !== null && recent !== null && ((high !== null && estimate > high) || (low !== null && estimate < low));

/** What the industry does, as a pack says; its figures come without a sample size. */
async function againstIndustry(asked: Asked): Promise<StageOfEvidence> {
  const { settings, figures } = asked;
  const pack = packs.find(({ id }) => id === settings.benchmark);
  if (!pack) return none('industry', asked, nothingYet(asked, say('noBenchmark')));
  const wanted = pack.figures.filter(({ figure }) => figures.some((each) => each.figure === figure && each.elementId === null));
  const canSay: Saying[] = [];
  const cannotSay: Saying[] = [];
  const comparisons = await Promise.all(
    wanted.map(async ({ figure: id, kind, value, sampleSize }): Promise<Comparison[]> => {
      if (id === null) return [];
      const figure: Figure = { figure: id, elementId: null };
      const treatment = measuredOf(await seenIn(asked, figure, treatmentOf(asked, figure)));
      const year = measuredOf(await seenIn(asked, figure, yearBefore(asked, figure)));
      const comparison = tells(asked, relativeTo(figure, treatment, year, { kind, value }));
      const isSettled = comparison.standing === 'better' || comparison.standing === 'worse';
      (isSettled ? canSay : cannotSay).push(benchmarkSentence(comparison, kind));
      if (sampleSize === null) cannotSay.push(say('benchmarkWithoutSample', {}, figure));
      return [comparison];
    }),
  );
  return {
    ...none('industry', asked, treated(asked.shipping).length === 0 ? [say('nothingShipped')] : cannotSay),
    isThere: wanted.length > 0,
    benchmark: pack.id,
    comparisons: comparisons.flat(),
    treatmentCases: Math.max(0, ...comparisons.flat().map(({ treatment }) => treatment.cases)),
    canSay,
  };
}
