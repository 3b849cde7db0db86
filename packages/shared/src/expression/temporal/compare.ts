import type { TemporalValue } from './text.ts';
import { DateTimeValue, DateValue, fixedOffset, MonthsDuration, SecondsDuration, TimeValue, type Zone } from './values.ts';

/**
 * Compares two values of one type: less than 0, 0, more than 0; undefined where they have no order.
 * Of two date-times, one without a zone is read in `zone`.
 */
export function compareTemporal(a: TemporalValue, b: TemporalValue, zone: Zone): number | undefined {
  if (a instanceof DateValue && b instanceof DateValue) return compareDates(a.date, b.date);
  if (a instanceof DateTimeValue && b instanceof DateTimeValue) {
    const shared = a.zone === undefined && b.zone === undefined ? 'UTC' : zone;
    const difference = a.instant(shared).epochNanoseconds - b.instant(shared).epochNanoseconds;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }
  if (a instanceof TimeValue && b instanceof TimeValue) {
    const [first, second] = [secondsOfDay(a), secondsOfDay(b)];
    if ((a.zone === undefined) !== (b.zone === undefined) || first === undefined || second === undefined) {
      return a.zone === b.zone ? localSeconds(a) - localSeconds(b) : undefined;
    }
    return first - second;
  }
  if (a instanceof MonthsDuration && b instanceof MonthsDuration) return a.months - b.months;
  if (a instanceof SecondsDuration && b instanceof SecondsDuration) return a.seconds - b.seconds;
  return undefined;
}

type Day = DateValue['date'];
const compareDates = (a: Day, b: Day): number => a.year - b.year || a.month - b.month || a.day - b.day;

/** Seconds since midnight on the wall. */
export const localSeconds = ({ time }: TimeValue): number =>
  time.hour * 3600 + time.minute * 60 + time.second + (time.millisecond * 1e6 + time.microsecond * 1e3 + time.nanosecond) / 1e9;

/** Seconds since midnight in UTC; undefined where the offset depends on a date. */
export function secondsOfDay(value: TimeValue): number | undefined {
  const offset = value.zone === undefined ? 0 : fixedOffset(value.zone);
  return offset === undefined ? undefined : localSeconds(value) - offset;
}
