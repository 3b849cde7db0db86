import type { Value } from '../value.ts';
import { secondsParts, type TemporalValue } from './text.ts';
import { DateTimeValue, DateValue, fixedOffset, MonthsDuration, SecondsDuration, TimeValue, temporalZone } from './values.ts';

/** Reads `.year`, `.hour`, `.time offset` … of a value; undefined where its type has no such property. */
export function readProperty(value: TemporalValue, name: string): Value | undefined {
  if (value instanceof DateValue) return dateProperty(value.date, name);
  if (value instanceof TimeValue) return timeProperty(value.time, value.zone, name) ?? offsetProperty(value, name);
  if (value instanceof DateTimeValue) {
    return dateProperty(value.local, name) ?? timeProperty(value.local, value.zone, name) ?? offsetProperty(value, name);
  }
  if (value instanceof MonthsDuration) {
    if (name === 'years') return Math.trunc(value.months / 12) || 0;
    return name === 'months' ? value.months % 12 || 0 : undefined;
  }
  return value instanceof SecondsDuration ? (secondsParts(value.seconds) as Record<string, number>)[name] : undefined;
}

interface DateFields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly dayOfWeek: number;
}

function dateProperty(date: DateFields, name: string): number | undefined {
  switch (name) {
    case 'year':
      return date.year;
    case 'month':
      return date.month;
    case 'day':
      return date.day;
    case 'weekday':
      return date.dayOfWeek;
    default:
      return undefined;
  }
}

interface TimeFields {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  readonly microsecond: number;
  readonly nanosecond: number;
}

function timeProperty(time: TimeFields, zone: string | undefined, name: string): Value | undefined {
  switch (name) {
    case 'hour':
      return time.hour;
    case 'minute':
      return time.minute;
    case 'second':
      return Number((time.second + (time.millisecond * 1e6 + time.microsecond * 1e3 + time.nanosecond) / 1e9).toFixed(9));
    case 'timezone':
      return zone !== undefined && /^[A-Za-z]{2}/.test(zone) ? zone : null;
    default:
      return undefined;
  }
}

function offsetProperty(value: TimeValue | DateTimeValue, name: string): Value | undefined {
  if (name !== 'time offset') return undefined;
  if (value.zone === undefined) return null;
  const fixed = fixedOffset(value.zone);
  if (fixed !== undefined) return new SecondsDuration(fixed);
  if (value instanceof TimeValue) return null;
  return new SecondsDuration(value.local.toZonedDateTime(temporalZone(value.zone)).offsetNanoseconds / 1e9);
}
