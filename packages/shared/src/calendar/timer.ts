import { Temporal } from 'temporal-polyfill';
import { err, ok, type Result } from '../base/index.ts';
import { addTimes } from './duration.ts';
import { CalendarError } from './working-calendar.ts';

/** A timer expression as plain data. */
export type Timer =
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'duration'; readonly duration: string }
  /** `repetitions` null: without end. */
  | { readonly kind: 'cycle'; readonly repetitions: number | null; readonly start?: string; readonly duration: string };

export interface TimerError {
  readonly code: 'bad-date' | 'bad-duration' | 'bad-cycle' | 'cron-not-supported';
  readonly message: string;
}

/** Reads the ISO 8601 text of a timer definition (timeDate, timeDuration, timeCycle: BPMN 2.0.2 §10.5.5). */
export function parseTimer(kind: Timer['kind'], text: string): Result<Timer, TimerError> {
  const value = text.trim();
  if (kind === 'date') {
    return isDate(value)
      ? ok({ kind, date: value })
      : err({ code: 'bad-date', message: `Expected a date and time such as 2026-11-24T09:00:00+08:00, found "${value}".` });
  }
  if (kind === 'duration') {
    return isSpan(value)
      ? ok({ kind, duration: value })
      : err({ code: 'bad-duration', message: `Expected a duration such as PT4H or P2D, found "${value}".` });
  }
  if (/^[\d*@]/.test(value)) {
    return err({
      code: 'cron-not-supported',
      message: `Cron expressions are not supported, found "${value}": write a cycle such as R/PT1H.`,
    });
  }
  const [, count = '', start, duration = ''] = /^R(\d{0,6})\/(?:([^/]+)\/)?([^/]+)$/.exec(value) ?? [];
  if (isSpan(duration) && !isSecondAtLeast(duration)) {
    return err({ code: 'bad-cycle', message: `Expected a cycle of a second at least, found "${value}".` });
  }
  if (!isSpan(duration) || (start !== undefined && !isDate(start))) {
    return err({
      code: 'bad-cycle',
      message: `Expected a cycle such as R3/PT1H or R/2026-11-24T09:00:00+08:00/P2W, found "${value}".`,
    });
  }
  const repetitions = count === '' ? null : Number(count);
  return ok(start === undefined ? { kind, repetitions, duration } : { kind, repetitions, start, duration });
}

/**
 * Answers when a timer fires next (epoch ms UTC), null when it has fired for the last time, or would fire after
 * the years that dates hold.
 *
 * Anchored: firing n of a cycle is anchor + n × duration in the zone, so nothing drifts. The anchor is its start,
 * where it fires first, else `armedAt`.
 */
export function nextFiring(
  timer: Timer,
  at: { readonly armedAt: number; readonly fired: number; readonly timeZone: string },
): number | null {
  if (timer.kind !== 'cycle') {
    if (at.fired > 0) return null;
    return timer.kind === 'date' ? toMs(timer.date, at.timeZone) : within(at.armedAt, timer.duration, 1, at.timeZone);
  }
  if (timer.repetitions !== null && at.fired >= timer.repetitions) return null;
  return timer.start === undefined
    ? within(at.armedAt, timer.duration, at.fired + 1, at.timeZone)
    : within(toMs(timer.start, at.timeZone), timer.duration, at.fired, at.timeZone);
}

/**
 * Of how many firings, `low` at least, the next lies after `at` (epoch ms) or is none: what fell due before is passed over.
 *
 * Cost: by doubling, then halving, so a year of missed seconds costs a few dozen looks.
 */
export function firstAfter(low: number, at: number, dueAfter: (fired: number) => number | null): number {
  const isPast = (fired: number): boolean => {
    const due = dueAfter(fired);
    return due !== null && due <= at;
  };
  if (!isPast(low)) return low;
  let [past, step] = [low, 1];
  while (isPast(past + step)) [past, step] = [past + step, step * 2];
  let after = past + step;
  while (after - past > 1) {
    const middle = Math.floor((past + after) / 2);
    if (isPast(middle)) past = middle;
    else after = middle;
  }
  return after;
}

function within(...span: Parameters<typeof addTimes>): number | null {
  try {
    return addTimes(...span);
  } catch (error) {
    if (error instanceof CalendarError && error.code === 'too-far') return null;
    throw error;
  }
}

/** With Z, an offset or a named zone it is that moment, else the zone's local time. */
function toMs(date: string, timeZone: string): number {
  if (/\[/.test(date)) return Temporal.ZonedDateTime.from(date).epochMilliseconds;
  if (/T.*(Z|[+-]\d\d(:?\d\d)?)$/i.test(date)) return Temporal.Instant.from(date).epochMilliseconds;
  return Temporal.PlainDateTime.from(date).toZonedDateTime(timeZone).epochMilliseconds;
}

const isDate = (text: string): boolean => succeeds(() => toMs(text, 'UTC'));
const isSpan = (text: string): boolean => succeeds(() => Temporal.Duration.from(text)) && Temporal.Duration.from(text).sign > 0;

/** Longer units are: a span that has none is as long as its parts of a day. */
const isSecondAtLeast = (text: string): boolean => {
  const { years, months, weeks, days, hours, minutes, seconds, milliseconds } = Temporal.Duration.from(text);
  if (years + months + weeks + days > 0) return true;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds >= 1000;
};

function succeeds(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
