/** Calendar dates as `YYYY-MM-DD`, and where their days begin in a zone. */
import { Temporal } from 'temporal-polyfill';
import { CalendarError, type WorkingCalendar } from './working-calendar.ts';
import { hoursOn } from './working-time.ts';

const plain = (date: string): Temporal.PlainDate => {
  try {
    return Temporal.PlainDate.from(date);
  } catch {
    throw new CalendarError('bad-calendar', `Expected a date such as 2026-11-18, found "${date}".`);
  }
};

/** The date in a zone at a moment (epoch ms). */
export const dateAt = (timeZone: string, ms: number): string =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate().toString();

/** When a day begins in a zone, epoch ms; not always at midnight, where the clock is put forward then. */
export const startOfDate = (timeZone: string, date: string): number => plain(date).toZonedDateTime(timeZone).epochMilliseconds;

export const addDays = (date: string, days: number): string => plain(date).add({ days }).toString();
/** A month later is the same day of the next month, or its last one. */
export const addMonths = (date: string, months: number): string => plain(date).add({ months }).toString();
/** A year after the 29th of February is the 28th. */
export const addYears = (date: string, years: number): string => plain(date).add({ years }).toString();
/** Days from one date to another; negative where the other lies before. */
export const daysBetween = (from: string, to: string): number => plain(from).until(plain(to), { largestUnit: 'days' }).days;

/** Whether a calendar has hours on a date, and what a day off is called. */
export function workingDay(calendar: WorkingCalendar, date: string): { readonly isWorking: boolean; readonly name?: string } {
  const name = calendar.exceptions.find((exception) => exception.date === date)?.name;
  return { isWorking: hoursOn(calendar, plain(date)).length > 0, ...(name !== undefined && { name }) };
}

/** The date itself, or the next working day of the calendar among the `most` days from it on; undefined where none is. */
export function workingDayFrom(calendar: WorkingCalendar, date: string, most: number): string | undefined {
  for (let days = 0; days < most; days++) {
    const day = addDays(date, days);
    if (workingDay(calendar, day).isWorking) return day;
  }
  return undefined;
}
