import { Temporal } from 'temporal-polyfill';
import { add, divide, isNumeric, multiply, type Numeric, toDouble } from '../decimal.ts';
import type { ArithmeticOperator } from '../tree.ts';
import type { Value } from '../value.ts';
import { localSeconds, secondsOfDay } from './compare.ts';
import { attempt } from './read.ts';
import {
  DateTimeValue,
  DateValue,
  MonthsDuration,
  SecondsDuration,
  TimeValue,
  temporalZone,
  toTemporalDuration,
  type Zone,
} from './values.ts';

/**
 * Calculates with dates, times and durations; undefined where the operator takes no such operands, or the result
 * lies outside of the years that dates hold. A local date-time that meets one of a zone is read in `zone`.
 */
export function calculateTemporal(operator: ArithmeticOperator, a: Value, b: Value, zone: Zone): Value | undefined {
  return attempt(() => {
    switch (operator) {
      case '+':
        return isDuration(a) && !isDuration(b) ? move(b, a, 1) : isDuration(b) ? move(a, b, 1) : undefined;
      case '-':
        return isDuration(b) ? move(a, b, -1) : difference(a, b, zone);
      case '*':
        return isDuration(a) && isNumeric(b) ? scale(a, b) : isNumeric(a) && isDuration(b) ? scale(b, a) : undefined;
      case '/':
        return quotient(a, b);
      default:
        return undefined;
    }
  });
}

type Duration = MonthsDuration | SecondsDuration;
const isDuration = (value: Value): value is Duration => value instanceof MonthsDuration || value instanceof SecondsDuration;

function move(value: Value, by: Duration, sign: 1 | -1): Value | undefined {
  if (by instanceof MonthsDuration) {
    const months = sign * by.months;
    if (value instanceof MonthsDuration) return new MonthsDuration(value.months + months);
    if (value instanceof DateValue) return new DateValue(value.date.add({ months }));
    return value instanceof DateTimeValue ? new DateTimeValue(value.local.add({ months }), value.zone) : undefined;
  }
  const seconds = sign * by.seconds;
  if (value instanceof SecondsDuration) return new SecondsDuration(sum(value.seconds, seconds));
  const span = toTemporalDuration(seconds);
  if (value instanceof DateValue) return new DateValue(value.date.toPlainDateTime().add(span).toPlainDate());
  if (value instanceof TimeValue) return new TimeValue(value.time.add(span), value.zone);
  if (!(value instanceof DateTimeValue)) return undefined;
  if (value.zone === undefined) return new DateTimeValue(value.local.add(span));
  const moved = value.instant(value.zone).add(span);
  return new DateTimeValue(moved.toPlainDateTime(), value.zone);
}

function difference(a: Value, b: Value, zone: Zone): Value | undefined {
  if (a instanceof TimeValue && b instanceof TimeValue) {
    if ((a.zone === undefined) !== (b.zone === undefined)) return undefined;
    const [first, second] = a.zone === b.zone ? [localSeconds(a), localSeconds(b)] : [secondsOfDay(a), secondsOfDay(b)];
    return first === undefined || second === undefined ? undefined : new SecondsDuration(sum(first, -second));
  }
  const shared = zoneOf(a) === undefined && zoneOf(b) === undefined ? 'UTC' : zone;
  const [from, to] = [momentOf(b, shared), momentOf(a, shared)];
  return from === undefined || to === undefined ? undefined : new SecondsDuration(Number(`${to - from}e-9`));
}

const zoneOf = (value: Value): Zone | undefined => (value instanceof DateTimeValue ? value.zone : undefined);

/** Nanoseconds since 1970; a date is its midnight. */
function momentOf(value: Value, zone: Zone): bigint | undefined {
  if (value instanceof DateTimeValue) return value.instant(zone).epochNanoseconds;
  if (value instanceof DateValue) return value.date.toZonedDateTime(temporalZone(zone)).epochNanoseconds;
  return undefined;
}

function scale(value: Duration, by: Numeric): Value {
  if (value instanceof MonthsDuration) return new MonthsDuration(wholeMonths(multiply(value.months, by)));
  return new SecondsDuration(limited(toDouble(multiply(value.seconds, by))));
}

function quotient(a: Value, b: Value): Value | undefined {
  if (a instanceof MonthsDuration && b instanceof MonthsDuration) return b.months === 0 ? undefined : divide(a.months, b.months);
  if (a instanceof SecondsDuration && b instanceof SecondsDuration)
    return b.seconds === 0 ? undefined : divide(a.seconds, b.seconds);
  if (!isDuration(a) || !isNumeric(b) || b === 0) return undefined;
  if (a instanceof MonthsDuration) return new MonthsDuration(wholeMonths(divide(a.months, b)));
  return new SecondsDuration(limited(toDouble(divide(a.seconds, b))));
}

const wholeMonths = (months: Numeric): number => limited(Math.trunc(toDouble(months)) || 0);
const sum = (a: number, b: number): number => limited(toDouble(add(a, b)));

function limited(size: number): number {
  if (!Number.isSafeInteger(Math.trunc(size))) throw new RangeError('a duration is too long');
  return size;
}

/** Whole years and months from one date to another; the time of day does not count. */
export function monthsBetween(from: DateValue | DateTimeValue, to: DateValue | DateTimeValue): MonthsDuration {
  const [start, end] = [localOf(from), localOf(to)];
  const sign = Temporal.PlainDate.compare(start, end) <= 0 ? 1 : -1;
  const [first, last] = sign === 1 ? [start, end] : [end, start];
  const whole = (last.year - first.year) * 12 + last.month - first.month;
  const isShort = last.day < first.day;
  return new MonthsDuration(sign * (isShort ? whole - 1 : whole) || 0);
}

const localOf = (value: DateValue | DateTimeValue): Temporal.PlainDate =>
  value instanceof DateValue ? value.date : value.local.toPlainDate();
