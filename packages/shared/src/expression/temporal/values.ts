import { Temporal } from 'temporal-polyfill';
import { Tagged } from '../value.ts';

/** `Z`, an offset such as `+08:00`, or an IANA name. */
export type Zone = string;

export class DateValue extends Tagged {
  readonly type = 'date';
  readonly date: Temporal.PlainDate;
  constructor(date: Temporal.PlainDate) {
    super();
    this.date = date;
  }
}

export class TimeValue extends Tagged {
  readonly type = 'time';
  readonly time: Temporal.PlainTime;
  readonly zone: Zone | undefined;
  constructor(time: Temporal.PlainTime, zone?: Zone) {
    super();
    this.time = time;
    this.zone = zone;
  }
}

/** Up to here every local time is a moment in every zone. */
const farthestYear = 200_000;

/** A local date and time, of a zone where it names one. */
export class DateTimeValue extends Tagged {
  readonly type = 'date and time';
  readonly local: Temporal.PlainDateTime;
  readonly zone: Zone | undefined;
  constructor(local: Temporal.PlainDateTime, zone?: Zone) {
    super();
    if (Math.abs(local.year) > farthestYear) throw new RangeError(`the year ${local.year} is too far`);
    this.local = local;
    this.zone = zone;
  }

  /** The moment; a value without a zone is read in `otherwise`. */
  instant(otherwise: Zone): Temporal.ZonedDateTime {
    return this.local.toZonedDateTime(temporalZone(this.zone ?? otherwise));
  }
}

export class MonthsDuration extends Tagged {
  readonly type = 'years and months duration';
  readonly months: number;
  constructor(months: number) {
    super();
    this.months = months;
  }
}

/** Seconds, with decimals; a D is 24 hours. */
export class SecondsDuration extends Tagged {
  readonly type = 'days and time duration';
  readonly seconds: number;
  constructor(seconds: number) {
    super();
    this.seconds = seconds;
  }
}

export const temporalZone = (zone: Zone): string => (zone === 'Z' ? 'UTC' : zone);

/** The offset of a zone in seconds; undefined where it depends on a date that is not known. */
export function fixedOffset(zone: Zone): number | undefined {
  if (zone === 'Z' || zone === 'UTC') return 0;
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  return sign === undefined ? undefined : (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

/** Whole seconds and nanoseconds, as the arithmetic of dates takes them. */
export function toTemporalDuration(seconds: number): Temporal.Duration {
  const whole = Math.trunc(seconds);
  const nanoseconds = Math.round((seconds - whole) * 1e9);
  return Temporal.Duration.from({ seconds: whole, nanoseconds });
}
