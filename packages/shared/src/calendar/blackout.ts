/** Blackout: days on which nothing goes live, and the first time after them. */
import { addDays, addYears, dateAt, startOfDate } from './dates.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { openingOn } from './working-time.ts';

/** Days from one to another, both included, in the zone of the working calendar. */
export interface BlackoutPeriod {
  readonly id: string;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** The same days each year from the first one on; the 29th of February is the 28th where there is none. */
  readonly isYearly: boolean;
  /** Null: every process. */
  readonly processIds: readonly string[] | null;
}

export interface Blackout {
  readonly calendar: WorkingCalendar;
  readonly periods: readonly BlackoutPeriod[];
  /** The holidays of the calendar count as well: its dates without hours. */
  readonly areHolidaysClosed: boolean;
  /** What of it closes nothing, for a reason was given. */
  readonly isPassed?: (closure: Closure) => boolean;
}

/** What keeps a day closed, and its last day. */
export interface Closure {
  /** Null for a holiday. */
  readonly periodId: string | null;
  readonly name: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

type Span = Pick<Closure, 'startsOn' | 'endsOn'>;

/** How far ahead a free time is looked for. */
const horizonDays = 1_100;

const shifted = ({ startsOn, endsOn }: Span, years: number): Span => ({
  startsOn: addYears(startsOn, years),
  endsOn: addYears(endsOn, years),
});
const yearOf = (date: string): number => Number(date.slice(0, 4));

/** When a period comes at a date or after it; undefined where it is over for good. */
export function comingOf(period: Pick<BlackoutPeriod, keyof Span | 'isYearly'>, date: string): Span | undefined {
  if (!period.isYearly) return period.endsOn < date ? undefined : { startsOn: period.startsOn, endsOn: period.endsOn };
  const years = Math.max(yearOf(date) - yearOf(period.startsOn) - 1, 0);
  for (let year = years; year <= years + 2; year++) {
    const span = shifted(period, year);
    if (span.endsOn >= date) return span;
  }
  return undefined;
}

const isHoliday = ({ calendar }: Blackout, date: string): string | undefined =>
  calendar.exceptions.find((exception) => exception.date === date && exception.hours.length === 0)?.name;

function holidayOn(blackout: Blackout, date: string): Closure | undefined {
  const name = blackout.areHolidaysClosed ? isHoliday(blackout, date) : undefined;
  if (name === undefined) return undefined;
  let [startsOn, endsOn] = [date, date];
  while (isHoliday(blackout, addDays(startsOn, -1)) !== undefined) startsOn = addDays(startsOn, -1);
  while (isHoliday(blackout, addDays(endsOn, 1)) !== undefined) endsOn = addDays(endsOn, 1);
  return { periodId: null, name, startsOn, endsOn };
}

/** What keeps a date closed for any of these processes, which go live together; of several, what lasts longest. */
export function closureOn(blackout: Blackout, processIds: readonly string[], date: string): Closure | undefined {
  const { isPassed = () => false } = blackout;
  const holiday = holidayOn(blackout, date);
  let found = holiday && isPassed(holiday) ? undefined : holiday;
  for (const { id, name, ...period } of blackout.periods) {
    if (period.processIds !== null && !period.processIds.some((each) => processIds.includes(each))) continue;
    const span = comingOf(period, date);
    if (span === undefined || span.startsOn > date || (found && found.endsOn >= span.endsOn)) continue;
    const closure = { periodId: id, name, ...span };
    if (!isPassed(closure)) found = closure;
  }
  return found;
}

/** What keeps a moment (epoch ms) closed for any of these processes. */
export const closureAt = (blackout: Blackout, processIds: readonly string[], ms: number): Closure | undefined =>
  closureOn(blackout, processIds, dateAt(blackout.calendar.timeZone, ms));

/**
 * The moment itself where nothing keeps it closed for any of these processes, else the first one after it on a free day as soon
 * as work begins, so that somebody is there to look.
 *
 * Units: epoch ms. Where the calendar has no working time, a free day counts from its start.
 * Errors: undefined where no day is free in the next three years.
 * Cost: grows with the days passed over, a closed period at a time.
 */
export function nextFreeTime(blackout: Blackout, processIds: readonly string[], ms: number): number | undefined {
  const { calendar } = blackout;
  const first = dateAt(calendar.timeZone, ms);
  if (!closureOn(blackout, processIds, first)) return ms;
  const last = addDays(first, horizonDays);
  let unworked: number | undefined;
  for (let date = first; date <= last; ) {
    const closure = closureOn(blackout, processIds, date);
    if (closure) {
      date = addDays(closure.endsOn, 1);
      continue;
    }
    const opening = openingOn(calendar, date);
    if (opening !== undefined) return opening;
    unworked ??= startOfDate(calendar.timeZone, date);
    date = addDays(date, 1);
  }
  return unworked;
}
