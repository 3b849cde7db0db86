import type { Value } from '../value.ts';
import { DateTimeValue, DateValue, MonthsDuration, SecondsDuration, TimeValue, temporalZone, type Zone } from './values.ts';

export type TemporalValue = DateValue | TimeValue | DateTimeValue | MonthsDuration | SecondsDuration;

export const isTemporal = (value: Value): value is TemporalValue =>
  value instanceof DateValue ||
  value instanceof DateTimeValue ||
  value instanceof TimeValue ||
  value instanceof MonthsDuration ||
  value instanceof SecondsDuration;

/** FEEL's own text, as `string(x)` writes it: a named zone stands after an `@`. */
export function temporalText(value: TemporalValue): string {
  if (value instanceof DateTimeValue) return `${datePart(value)}T${timeText(value.local)}${zoneText(value.zone)}`;
  if (value instanceof TimeValue) return `${timeText(value.time)}${zoneText(value.zone)}`;
  if (value instanceof DateValue) return dateText(value.date);
  return value instanceof MonthsDuration ? monthsText(value.months) : secondsText(value.seconds);
}

/** ISO 8601, as variables hold it: a named zone becomes the offset of that moment. */
export function isoText(value: TemporalValue): string {
  if (value instanceof DateTimeValue && value.zone !== undefined && value.zone !== 'Z') {
    const { offset } = value.local.toZonedDateTime(temporalZone(value.zone));
    return `${datePart(value)}T${timeText(value.local)}${offset}`;
  }
  if (value instanceof TimeValue && value.zone?.match(/^[A-Za-z]{2}/)) return timeText(value.time);
  return temporalText(value);
}

const datePart = (value: DateTimeValue): string => dateText(value.local);

function dateText({ year, month, day }: { year: number; month: number; day: number }): string {
  const [years, months, days] = [
    String(Math.abs(year)).padStart(4, '0'),
    String(month).padStart(2, '0'),
    String(day).padStart(2, '0'),
  ];
  return `${year < 0 ? '-' : ''}${years}-${months}-${days}`;
}

const zoneText = (zone: Zone | undefined): string => (zone === undefined ? '' : /^[A-Za-z]{2}/.test(zone) ? `@${zone}` : zone);

/** Always with seconds. */
const timeText = (time: { toString(options?: { smallestUnit: 'second' }): string } & { second: number }): string => {
  const text = time.toString().split('T').pop() ?? '';
  return text.length === 5 ? `${text}:00` : text;
};

function monthsText(months: number): string {
  const size = Math.abs(months);
  const [years, rest] = [Math.floor(size / 12), size % 12];
  if (size === 0) return 'P0M';
  return `${months < 0 ? '-' : ''}P${years ? `${years}Y` : ''}${rest ? `${rest}M` : ''}`;
}

function secondsText(total: number): string {
  const { days, hours, minutes, seconds } = secondsParts(Math.abs(total));
  if (total === 0) return 'PT0S';
  const time = `${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}${seconds ? `${seconds}S` : ''}`;
  return `${total < 0 ? '-' : ''}P${days ? `${days}D` : ''}${time && `T${time}`}`;
}

/** Splits seconds into days, hours, minutes and seconds, all of the sign of the whole. */
export function secondsParts(total: number): { days: number; hours: number; minutes: number; seconds: number } {
  const whole = Math.trunc(total);
  const fraction = Math.round((total - whole) * 1e9) / 1e9;
  return {
    days: Math.trunc(whole / 86_400) || 0,
    hours: Math.trunc((whole % 86_400) / 3600) || 0,
    minutes: Math.trunc((whole % 3600) / 60) || 0,
    seconds: Number(((whole % 60) + fraction).toFixed(9)) || 0,
  };
}
