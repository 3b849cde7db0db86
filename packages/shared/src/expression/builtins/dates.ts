import { Temporal } from 'temporal-polyfill';
import { equals } from '../compare.ts';
import type { Run } from '../run.ts';
import { monthsBetween } from '../temporal/arithmetic.ts';
import { dateFrom, dateTimeFrom, readDate, readDateTime, readDuration, readTime, timeFrom } from '../temporal/read.ts';
import { DateTimeValue, DateValue, type SecondsDuration, TimeValue, temporalZone } from '../temporal/values.ts';
import { typeOf, type Value } from '../value.ts';
import { define } from './define.ts';

type Dated = DateValue | DateTimeValue;
const noDate = (run: Run, what: string, example: string): null =>
  run.warn('no-date', `${what.slice(0, 60)} cannot be read; expected such as ${example}.`);

define('date(from: string)', (run, text: string) => readDate(text) ?? noDate(run, `date("${text}")`, '"2026-11-25"'));
define('date(from: date)', (_, date: DateValue) => date);
define('date(from: date and time)', (_, { local }: DateTimeValue) => new DateValue(local.toPlainDate()));
define(
  'date(year: number, month: number, day: number)',
  (run, year: number, month: number, day: number) =>
    dateFrom(year, month, day) ?? noDate(run, `date(${year}, ${month}, ${day})`, 'date(2026, 11, 25)'),
);

define('time(from: string)', (run, text: string) => readTime(text) ?? noDate(run, `time("${text}")`, '"09:00:00"'));
define('time(from: time)', (_, time: TimeValue) => time);
define('time(from: date and time)', (_, { local, zone }: DateTimeValue) => new TimeValue(local.toPlainTime(), zone));
define('time(from: date)', () => new TimeValue(new Temporal.PlainTime(), 'Z'));
define(
  'time(hour: number, minute: number, second: number, offset?: days and time duration | null)',
  (run, hour: number, minute: number, second: number, offset: SecondsDuration | null = null) =>
    timeFrom(hour, minute, second, offset === null ? undefined : offsetText(offset)) ??
    noDate(run, `time(${hour}, ${minute}, ${second})`, 'time(9, 0, 0)'),
);

function offsetText({ seconds }: SecondsDuration): string {
  const minutes = Math.abs(Math.trunc(seconds / 60));
  if (minutes === 0) return 'Z';
  return `${seconds < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

define(
  'date and time(from: string)',
  (run, text: string) => readDateTime(text) ?? noDate(run, `date and time("${text}")`, '"2026-11-25T09:00:00+08:00"'),
);
define('date and time(from: date and time)', (_, value: DateTimeValue) => value);
define('date and time(from: date)', (_, date: DateValue) => dateTimeFrom(date) ?? null);
define('date and time(date: date | date and time, time: time)', (run, date: Dated, time: TimeValue) => {
  const day = date instanceof DateValue ? date : new DateValue(date.local.toPlainDate());
  return dateTimeFrom(day, time) ?? noDate(run, 'date and time(date, time)', 'date and time(@"2026-11-25", @"09:00:00")');
});

define(
  'duration(from: string)',
  (run, text: string) => readDuration(text) ?? noDate(run, `duration("${text}")`, '"P2D" or "P1Y6M"'),
);
define('duration(from: days and time duration | years and months duration)', (_, value: Value) => value);
define('years and months duration(from: date | date and time, to: date | date and time)', (_, from: Dated, to: Dated) =>
  monthsBetween(from, to),
);

define('now()', (run) => now(run));
define('today()', (run) => new DateValue(now(run).local.toPlainDate()));

function now(run: Run): DateTimeValue {
  const moment = Temporal.Instant.fromEpochMilliseconds(run.context.at).toZonedDateTimeISO(temporalZone(run.zone));
  return new DateTimeValue(moment.toPlainDateTime(), run.zone === 'UTC' ? 'Z' : run.zone);
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = 'January February March April May June July August September October November December'.split(' ');
const dayOf = (value: Dated): Temporal.PlainDate => (value instanceof DateValue ? value.date : value.local.toPlainDate());

define('day of week(date: date | date and time)', (_, value: Dated) => weekdays[dayOf(value).dayOfWeek - 1] ?? null);
define('month of year(date: date | date and time)', (_, value: Dated) => months[dayOf(value).month - 1] ?? null);
define('day of year(date: date | date and time)', (_, value: Dated) => dayOf(value).dayOfYear);
define('week of year(date: date | date and time)', (_, value: Dated) => dayOf(value).weekOfYear ?? null);
define(
  'last day of month(date: date | date and time)',
  (_, value: Dated) => new DateValue(dayOf(value).with({ day: dayOf(value).daysInMonth })),
);

/** Identical: of one type, and written the same (a time at another offset is equal, but not the same). */
define('is(value1: any, value2: any)', (run, a: Value, b: Value) => {
  if (typeOf(a) !== typeOf(b)) return false;
  if (a instanceof TimeValue && b instanceof TimeValue) return a.zone === b.zone && a.time.equals(b.time);
  if (a instanceof DateTimeValue && b instanceof DateTimeValue) return a.zone === b.zone && a.local.equals(b.local);
  return equals(run, a, b) === true;
});
