/** Fortnights: 14 days after 14 days from an anchor on, in the zone of a working calendar. */
import { addDays, dateAt, daysBetween, startOfDate, workingDay, workingDayFrom } from './dates.ts';
import type { WorkingCalendar } from './working-calendar.ts';

const length = 14;

export interface Fortnights {
  /** The first day of one of them, `YYYY-MM-DD`. */
  readonly anchor: string;
  readonly calendar: WorkingCalendar;
}

export interface Fortnight {
  /** How many after the one of the anchor. */
  readonly index: number;
  readonly startsOn: string;
  /** The last day. */
  readonly endsOn: string;
  /** The last day, or the next working day where that is off. */
  readonly verdictDueOn: string;
  readonly dayCount: number;
  /** Its first day was off, so it begins on the next working day, and the one before lasts until then. */
  readonly isMoved: boolean;
  /** Epoch ms; `endsAt` is where the next begins. */
  readonly startsAt: number;
  readonly endsAt: number;
}

/** A boundary on a day off is the next working day, unless none comes before the next boundary. */
const boundary = ({ anchor, calendar }: Fortnights, index: number): string => {
  const day = addDays(anchor, index * length);
  return workingDayFrom(calendar, day, length) ?? day;
};

/**
 * The fortnight of an index. They follow each other without a gap and without an overlap, and do not drift from the anchor.
 *
 * Units: days are the zone's, so a fortnight over a change of the clock is an hour shorter or longer.
 */
export function fortnightOf(fortnights: Fortnights, index: number): Fortnight {
  const { anchor, calendar } = fortnights;
  const startsOn = boundary(fortnights, index);
  const next = boundary(fortnights, index + 1);
  const endsOn = addDays(next, -1);
  return {
    index,
    startsOn,
    endsOn,
    verdictDueOn: workingDayFrom(calendar, endsOn, length) ?? endsOn,
    dayCount: daysBetween(startsOn, next),
    isMoved: startsOn !== addDays(anchor, index * length),
    startsAt: startOfDate(calendar.timeZone, startsOn),
    endsAt: startOfDate(calendar.timeZone, next),
  };
}

/** The fortnight that a date lies in. */
export function fortnightOn(fortnights: Fortnights, date: string): Fortnight {
  const index = Math.floor(daysBetween(fortnights.anchor, date) / length);
  const found = fortnightOf(fortnights, index);
  // Its first days may belong to the one before, where its beginning was moved.
  return date < found.startsOn ? fortnightOf(fortnights, index - 1) : found;
}

/** The fortnight that runs at a moment (epoch ms). */
export const fortnightAt = (fortnights: Fortnights, ms: number): Fortnight =>
  fortnightOn(fortnights, dateAt(fortnights.calendar.timeZone, ms));

export interface DayOfFortnight {
  /** From 1. */
  readonly day: number;
  readonly date: string;
  readonly isWorking: boolean;
  /** What a day that is not like its weekday is called. */
  readonly name?: string;
}

/** The days from one date to another, both included. */
export const daysOf = (calendar: WorkingCalendar, startsOn: string, endsOn: string): readonly DayOfFortnight[] =>
  Array.from({ length: daysBetween(startsOn, endsOn) + 1 }, (_, index) => {
    const date = addDays(startsOn, index);
    return { day: index + 1, date, ...workingDay(calendar, date) };
  });
