/** What is asked of the figures of one iteration, and how an answer becomes words. */
import { addDays, dateAt } from '@fortnight/shared/calendar';
import type { Comparison, Measured, Saying, StageOfEvidence } from '@fortnight/shared/contract';
import { differenceOf } from '@fortnight/shared/statistics';
import type { ReleasesContext } from '../ports.ts';
import {
  alpha,
  type CaseDay,
  type Days,
  dayOf,
  type Looked,
  readCaseDays,
  readStepDays,
  type Seen,
  type StepDay,
  seenOfCases,
  seenOfSteps,
} from './figures.ts';
import { givenBaselinesOf } from './given-baselines.ts';
import { type Pooled, poolOf } from './pooling.ts';
import { type Figure, missingOf, remarksOf, say, sentenceOf } from './sayings.ts';
import { firstShippedAt, type Shipping, treated } from './shipped.ts';
import type { GivenBaselineRow, IterationRow, IterationSettings, TargetRow } from './tables.ts';

const yearDays = 365;

/** Shown beside the targets. */
const always: readonly Figure[] = [
  { figure: 'cycleTime', elementId: null },
  { figure: 'conversion', elementId: null },
];

export interface Asked {
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
  /** Baselines that were typed or imported for the process. */
  readonly given: readonly GivenBaselineRow[];
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

export const keyOf = ({ figure, elementId }: Figure): string => `${figure} ${elementId ?? ''}`;

export async function ask(context: ReleasesContext, row: IterationRow, shipping: Shipping): Promise<Asked> {
  const settings: IterationSettings = JSON.parse(row.settings);
  const targets: TargetRow[] = JSON.parse(row.targets);
  const wanted = [...targets.map(({ figure, elementId }) => ({ figure, elementId })), ...always];
  const figures = [...new Map(wanted.map((each) => [keyOf(each), each])).values()];
  const at = context.now();
  const { maturityDays, targetDays } = settings;
  const elements = [...new Set(figures.flatMap(({ elementId }) => (elementId === null ? [] : [elementId])))];
  const [given, ...pooled] = await Promise.all([
    givenBaselinesOf(context, row.processId),
    ...elements.map((elementId) => poolOf(context, row.processId, elementId, treated(shipping))),
  ]);
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
    given,
    cases: once((days: Days) => readCaseDays(context, days)),
    steps: once((days: Days, elementId: string) => readStepDays(context, days, elementId)),
  };
}

/** Which cases are what it ships: the same step in other versions counts along. */
export function treatmentOf({ row, shipping, shippedDay, looked, pooled }: Asked, { elementId }: Figure): Days {
  const pool = pooled.find((each) => each.elementId === elementId);
  return {
    processId: row.processId,
    versions: pool?.versions ?? treated(shipping),
    fromDay: Math.min(shippedDay, pool?.fromDay ?? shippedDay),
    toDay: dayOf(looked.at) + 1,
  };
}

/** The twelve months before. */
export function yearBefore(asked: Asked, figure: Figure, days = yearDays): Days {
  const { processId, versions, fromDay } = treatmentOf(asked, figure);
  return { processId, versions, isOthers: true, fromDay: fromDay - days, toDay: fromDay };
}

export const seenIn = async ({ cases, steps, looked }: Asked, { figure, elementId }: Figure, days: Days): Promise<Seen> =>
  elementId === null
    ? seenOfCases(figure, await cases(days), looked)
    : seenOfSteps(figure, await steps(days, elementId), looked.at);

export const none = (stage: StageOfEvidence['stage'], asked: Asked, cannotSay: readonly Saying[]): StageOfEvidence => ({
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

export const nothingYet = ({ shipping }: Asked, otherwise: Saying): readonly Saying[] =>
  treated(shipping).length === 0 ? [say('nothingShipped')] : [otherwise];

/** How many cases, or runs of a step, come on a day. */
const rateIn = ({ looked, shippedDay }: Asked, { cases }: Measured): number =>
  cases / Math.max(1, dayOf(looked.at) + 1 - shippedDay);

export const tells = (asked: Asked, comparison: Omit<Comparison, 'missingCases' | 'tellsOn'>): Comparison => {
  const missingCases = missingOf(comparison);
  const perDay = rateIn(asked, comparison.treatment);
  const days = missingCases === null || perDay === 0 ? null : Math.ceil(missingCases / perDay);
  return { ...comparison, missingCases, tellsOn: days === null || days > 36_500 ? null : addDays(asked.today, days) };
};

const settled: ReadonlySet<Saying['code']> = new Set(['better', 'worse', 'timeShorter', 'timeLonger', 'rateHigher', 'rateLower']);

/** The words of comparisons: what they tell, and what they don't yet. */
export function saidOf(comparisons: readonly Comparison[]): Pick<StageOfEvidence, 'canSay' | 'cannotSay'> {
  const sentences = comparisons.map(sentenceOf);
  return {
    canSay: sentences.filter(({ code }) => settled.has(code)),
    cannotSay: [...sentences.filter(({ code }) => !settled.has(code)), ...comparisons.flatMap(remarksOf)],
  };
}

export const differenceOfSeen = (treatment: Seen, control: Seen) =>
  treatment.unit === 'share' && control.unit === 'share'
    ? differenceOf([{ treatment: treatment.tally, control: control.tally }], alpha)
    : undefined;
