/** Figures of cases and steps, read from what is counted by days. */
import type { FigureId, Measured } from '@fortnight/shared/contract';
import {
  bucketSpan,
  medianOf,
  type Observed,
  proportionOf,
  rateOf,
  survivalCurve,
  type Tally,
} from '@fortnight/shared/statistics';
import type { ReleasesContext } from '../ports.ts';
import type { ReleaseTables } from '../tables.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
export const alpha = 0.05;
/** Fewer cases than this are not judged. */
export const fewest = 5;

/** Of which less is better; of all others more. */
const lowerIsBetter: ReadonlySet<FigureId> = new Set(['cycleTime', 'lost', 'sentBack', 'stepTime', 'stepSentBack']);
export const betterOf = (figure: FigureId): 'lower' | 'higher' => (lowerIsBetter.has(figure) ? 'lower' : 'higher');

/** Which cases: of some versions or of all others, that began on some days of UTC, the last excluded. */
export interface Days {
  readonly processId: string;
  readonly versions: readonly number[];
  /** All versions but these. */
  readonly isOthers?: boolean;
  readonly fromDay: number;
  readonly toDay: number;
}
export const dayOf = (at: number): number => Math.floor(at / dayMs);

export interface Looked {
  /** Epoch ms. */
  readonly at: number;
  readonly maturityDays: number;
  readonly targetDays: number;
}

/** What was seen of a figure: successes of trials, times of which some still run, or events in the time that they had. */
export type Seen =
  | { readonly unit: 'share'; readonly tally: Tally; readonly running: number }
  | { readonly unit: 'ms'; readonly observed: readonly Observed[]; readonly running: number }
  | {
      readonly unit: 'perHour';
      readonly events: number;
      readonly hours: number;
      readonly runs: number;
      readonly running: number;
    };

/** Its texts read: counts by the class of a duration, and those that run by the hour. */
interface Read {
  readonly durations: readonly (readonly [number, readonly number[]])[];
  readonly running: readonly (readonly [number, number])[];
}
export type CaseDay = Omit<ReleaseTables['caseDays'], keyof Read> & Read;
export type StepDay = Omit<ReleaseTables['stepDays'], keyof Read> & Read;

const read = <D extends { readonly durations: string; readonly running: string }>(row: D): Omit<D, keyof Read> & Read => ({
  ...row,
  durations: Object.entries(JSON.parse(row.durations) as Record<string, number[]>).map(([bucket, counts]) => [
    Number(bucket),
    counts,
  ]),
  running: Object.entries(JSON.parse(row.running) as Record<string, number>).map(([hour, count]) => [Number(hour), count]),
});

export async function readCaseDays({ db }: ReleasesContext, days: Days): Promise<readonly CaseDay[]> {
  if (days.versions.length === 0 && !days.isOthers) return [];
  const rows = await db
    .selectFrom('caseDays')
    .selectAll()
    .where('processId', '=', days.processId)
    .where('day', '>=', days.fromDay)
    .where('day', '<', days.toDay)
    .where('version', days.isOthers ? 'not in' : 'in', [...days.versions, -1])
    .execute();
  return rows.map(read);
}

export async function readStepDays({ db }: ReleasesContext, days: Days, elementId: string): Promise<readonly StepDay[]> {
  if (days.versions.length === 0 && !days.isOthers) return [];
  const rows = await db
    .selectFrom('stepDays')
    .selectAll()
    .where('processId', '=', days.processId)
    .where('elementId', '=', elementId)
    .where('day', '>=', days.fromDay)
    .where('day', '<', days.toDay)
    .where('version', days.isOthers ? 'not in' : 'in', [...days.versions, -1])
    .execute();
  return rows.map(read);
}

/** Those that run, for how long they were seen. */
const runningOf = ({ day, running }: Pick<CaseDay, 'day' | 'running'>, at: number): Observed[] =>
  running.flatMap(([hour, count]) =>
    count <= 0 ? [] : [{ time: Math.max(0, at - day * dayMs - (hour + 0.5) * hourMs), isOver: false, count }],
  );

const middleOf = (bucket: number): number => {
  const { from, to } = bucketSpan(bucket);
  return (from + to) / 2;
};

/** How many took how long, whatever the day: first what is over, then what was withdrawn or ended otherwise. */
function takenIn(days: readonly Read[], split: (counts: readonly number[]) => readonly [number, number]): Observed[] {
  const sums = new Map<number, [number, number]>();
  for (const { durations } of days)
    for (const [bucket, counts] of durations) {
      const [over, other] = split(counts);
      const sum = sums.get(bucket);
      if (sum) {
        sum[0] += over;
        sum[1] += other;
      } else sums.set(bucket, [over, other]);
    }
  return [...sums].flatMap(([bucket, [over, other]]) => [
    ...(over > 0 ? [{ time: middleOf(bucket), isOver: true, count: over }] : []),
    ...(other > 0 ? [{ time: middleOf(bucket), isOver: false, count: other }] : []),
  ]);
}

const countOf = (observed: readonly Observed[]): number => observed.reduce((sum, { count = 1 }) => sum + count, 0);

/** Days whose cases are all old enough. */
const isMature = ({ day }: CaseDay, { at, maturityDays }: Looked): boolean => (day + 1 + maturityDays) * dayMs <= at;

/** A figure of cases. Outcomes look at each case's first `maturityDays` alone, so that what is counted is final. */
export function seenOfCases(figure: FigureId, days: readonly CaseDay[], looked: Looked): Seen {
  if (figure === 'cycleTime') {
    const over = takenIn(days, ([ended = 0, , , finished = 0]) => [finished, ended - finished]);
    const running = days.flatMap((day) => runningOf(day, looked.at));
    return { unit: 'ms', observed: [...over, ...running], running: countOf(running) };
  }
  const mature = days.filter((day) => isMature(day, looked));
  const sum = (of: (day: CaseDay) => number): number => mature.reduce((total, day) => total + of(day), 0);
  const [started, ended] = [sum((day) => day.started), sum((day) => day.ended)];
  const running = started - ended;
  const within = (limitMs: number, which: number): number =>
    sum((day) =>
      day.durations.reduce((count, [bucket, counts]) => count + (bucketSpan(bucket).to <= limitMs ? (counts[which] ?? 0) : 0), 0),
    );
  const maturityMs = looked.maturityDays * dayMs;
  const share = (successes: number, trials: number): Seen => ({ unit: 'share', tally: { successes, trials }, running });
  switch (figure) {
    case 'conversion':
      return share(within(maturityMs, 1), started);
    case 'lost':
      return share(within(maturityMs, 2), started);
    case 'onTime':
      return share(within(Math.min(maturityMs, looked.targetDays * dayMs), 3), started);
    case 'sentBack':
      return share(
        sum((day) => day.sentBack),
        ended,
      );
    case 'timeLimits':
      return share(ended - sum((day) => day.late), ended);
    case 'incidentFree':
      return share(ended - sum((day) => day.incident), ended);
    case 'compliance':
      return share(ended - sum((day) => day.review), ended);
    case 'automation': {
      const [automatic, byPeople] = [sum((day) => day.automatic), sum((day) => day.byPeople)];
      const steps = automatic + byPeople;
      // Steps of one case are alike: it counts once, not once a step.
      return share(steps === 0 ? 0 : (ended * automatic) / steps, steps === 0 ? 0 : ended);
    }
    default:
      throw new Error(`${figure} is of a step`);
  }
}

/** A figure of one step. */
export function seenOfSteps(figure: FigureId, days: readonly StepDay[], at: number): Seen {
  const sum = (of: (day: StepDay) => number): number => days.reduce((total, day) => total + of(day), 0);
  const open = days.flatMap((day) => runningOf(day, at));
  const running = countOf(open);
  if (figure === 'stepSentBack')
    return { unit: 'share', tally: { successes: sum((day) => day.sentBack), trials: sum((day) => day.completed) }, running };
  if (figure === 'votesPerHour') {
    const waiting = open.reduce((total, { time, count = 1 }) => total + time * count, 0);
    const hours = (sum((day) => day.openMs) + waiting) / hourMs;
    return { unit: 'perHour', events: sum((day) => day.votes), hours, runs: sum((day) => day.opened), running };
  }
  const over = takenIn(days, ([completed = 0, cancelled = 0]) => [completed, cancelled]);
  return { unit: 'ms', observed: [...over, ...open], running };
}

const finite = (value: number | undefined): number | null => (value === undefined || !Number.isFinite(value) ? null : value);

/** An estimate with what is not ruled out at 95 %. */
export function measuredOf(seen: Seen): Measured {
  const { running } = seen;
  switch (seen.unit) {
    case 'share': {
      const { estimate, low, high } = proportionOf(seen.tally, alpha);
      return { cases: seen.tally.trials, running, estimate: finite(estimate), low, high };
    }
    case 'ms': {
      const { estimate, low, high } = medianOf(survivalCurve(seen.observed));
      const cases = countOf(seen.observed);
      // The band of a handful of cases is narrower than what is known of them.
      const isBounded = countOf(seen.observed.filter(({ isOver }) => isOver)) >= fewest;
      return {
        cases,
        running,
        estimate: finite(estimate),
        low: isBounded ? finite(low) : null,
        high: isBounded ? finite(high) : null,
      };
    }
    case 'perHour': {
      const { estimate, low, high } = rateOf(seen.events, seen.hours);
      return { cases: seen.runs, running, estimate: finite(estimate), low: finite(low), high: finite(high) };
    }
  }
}
