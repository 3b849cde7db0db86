import { Temporal } from 'temporal-polyfill';
import type { Tagged } from '../value.ts';
import {
  DateTimeValue,
  DateValue,
  fixedOffset,
  MonthsDuration,
  SecondsDuration,
  TimeValue,
  temporalZone,
  type Zone,
} from './values.ts';

const datePattern = /^(-?(?:[1-9]\d{4,5}|\d{4}))-(\d\d)-(\d\d)$/;
const timePattern = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9})\d*)?)?(Z|[+-]\d\d:\d\d|@[A-Za-z][\w+/-]*|\[[A-Za-z][\w+/-]*\])?$/i;

/** Reads `YYYY-MM-DD`; undefined for anything else. */
export function readDate(text: string): DateValue | undefined {
  const [, year, month, day] = datePattern.exec(text) ?? [];
  if (year === undefined || year === '-0000') return undefined;
  return dateFrom(Number(year), Number(month), Number(day));
}

export const dateFrom = (year: number, month: number, day: number): DateValue | undefined =>
  attempt(() => new DateValue(new Temporal.PlainDate(year, month, day)));

/** Reads `HH:MM[:SS[.s]]` with `Z`, an offset, or `@Area/City`. */
export function readTime(text: string): TimeValue | undefined {
  const [, hour, minute, second = '0', fraction = '', zone] = timePattern.exec(text) ?? [];
  if (hour === undefined) return undefined;
  const seconds = Number(second) + Number(`0.${fraction || '0'}`);
  return timeFrom(Number(hour), Number(minute), seconds, zone?.replace(/^[@[]|\]$/g, ''));
}

export function timeFrom(hour: number, minute: number, second: number, zone?: Zone): TimeValue | undefined {
  const whole = Math.floor(second);
  const nanoseconds = Math.round((second - whole) * 1e9);
  const known = zone !== undefined && /^(Z|[+-]00:00)$/i.test(zone) ? 'Z' : zone;
  if (known !== undefined && !isZone(known)) return undefined;
  return attempt(() => {
    const fraction = { millisecond: Math.floor(nanoseconds / 1e6), microsecond: Math.floor(nanoseconds / 1e3) % 1000 };
    const time = Temporal.PlainTime.from(
      { hour, minute, second: whole, ...fraction, nanosecond: nanoseconds % 1000 },
      { overflow: 'reject' },
    );
    return new TimeValue(time, known);
  });
}

/** Reads a date, `T`, a time; a date alone is its midnight, 24:00:00 that of the next day. */
export function readDateTime(text: string): DateTimeValue | undefined {
  const [, datePart = '', timePart] = /^([^T]*)(?:T(.*))?$/s.exec(text) ?? [];
  const [date, time] = [readDate(datePart), timePart === undefined ? undefined : readTime(timePart)];
  if (date && timePart?.startsWith('24:00:00')) {
    const midnight = readDateTime(`${datePart}T00${timePart.slice(2)}`);
    return midnight && attempt(() => new DateTimeValue(midnight.local.add({ days: 1 }), midnight.zone));
  }
  return date && (time || timePart === undefined) ? dateTimeFrom(date, time) : undefined;
}

export const dateTimeFrom = (date: DateValue, time?: TimeValue): DateTimeValue | undefined =>
  attempt(() => new DateTimeValue(date.date.toPlainDateTime(time?.time), time?.zone));

/** Reads years and months, or (weeks,) days and time; never both in one. */
export function readDuration(text: string): MonthsDuration | SecondsDuration | undefined {
  const [, monthsSign, years, months] = /^(-?)P(?=\d)(?:(\d{1,9})Y)?(?:(\d{1,9})M)?$/.exec(text) ?? [];
  if (monthsSign !== undefined) {
    return new MonthsDuration(signed(monthsSign, Number(years ?? 0) * 12 + Number(months ?? 0)));
  }
  const [, sign, weeks, days, hours, minutes, seconds] =
    /^(-?)P(?=\d|T\d)(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=\d)(?:(\d{1,12})H)?(?:(\d{1,12})M)?(?:(\d{1,12}(?:\.\d{1,9})?)S)?)?$/.exec(
      text,
    ) ?? [];
  if (sign === undefined) return undefined;
  const total = (Number(weeks ?? 0) * 7 + Number(days ?? 0)) * 86_400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60;
  return new SecondsDuration(signed(sign, total + Number(seconds ?? 0)));
}

const signed = (sign: string, size: number): number => (sign === '-' && size !== 0 ? -size : size);

/** Reads what an `@"…"` literal holds. */
export const readTemporal = (text: string): Tagged | undefined =>
  readDate(text) ?? readDateTime(text) ?? readTime(text) ?? readDuration(text);

/** The farthest from UTC that a wall clock may be. */
const maximumOffset = 18 * 3600;
const knownZones = new Set<string>(['Z']);

/** Whether a zone is known: `Z`, an offset, an IANA name. */
export function isZone(zone: string): boolean {
  if (knownZones.has(zone)) return true;
  if (Math.abs(fixedOffset(zone) ?? 0) > maximumOffset) return false;
  if (!attempt(() => new Temporal.ZonedDateTime(0n, temporalZone(zone)))) return false;
  knownZones.add(zone);
  return true;
}

/** Undefined where dates cannot hold the result. */
export function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
