import { Temporal } from 'temporal-polyfill';
import { CalendarError } from './working-calendar.ts';

/** Reads an ISO 8601 duration, sign allowed. */
export function readDuration(isoDuration: string): Temporal.Duration {
  try {
    return Temporal.Duration.from(isoDuration);
  } catch (cause) {
    const message = `"${isoDuration}" is no ISO 8601 duration such as P2D or PT4H.`;
    throw Object.assign(new CalendarError('bad-duration', message), { cause });
  }
}

/**
 * Adds wall-clock time: years to days keep the local hour across daylight saving, hours to seconds are elapsed time.
 *
 * Units: epoch ms UTC.
 * Errors: throws CalendarError for what is no duration, or ends outside of the years that dates hold.
 */
export function addDuration(fromMs: number, isoDuration: string, timeZone: string): number {
  return addTimes(fromMs, isoDuration, 1, timeZone);
}

/** Adds a duration several times at once, so that month ends do not drift. */
export function addTimes(fromMs: number, isoDuration: string, times: number, timeZone: string): number {
  const { years, months, weeks, days, hours, minutes, seconds, milliseconds } = readDuration(isoDuration);
  try {
    return Temporal.Instant.fromEpochMilliseconds(fromMs)
      .toZonedDateTimeISO(timeZone)
      .add({
        years: years * times,
        months: months * times,
        weeks: weeks * times,
        days: days * times,
        hours: hours * times,
        minutes: minutes * times,
        seconds: seconds * times,
        milliseconds: milliseconds * times,
      }).epochMilliseconds;
  } catch (cause) {
    throw Object.assign(new CalendarError('too-far', `"${isoDuration}" cannot be added: ${String(cause)}`), { cause });
  }
}
