import { Temporal } from 'temporal-polyfill';
import { addDuration, readDuration } from './duration.ts';
import { CalendarError, type Hours, type Weekday, type WorkingCalendar } from './working-calendar.ts';

const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** Free days in a row after which a calendar counts as having no working time. */
const maximumFreeDays = 800;
const maximumDays = 4_000;

interface Opening {
  readonly from: number;
  readonly to: number;
}

/** The hours of a date: an exception, else the weekday’s. */
export const hoursOn = ({ week, exceptions }: WorkingCalendar, date: Temporal.PlainDate): readonly Hours[] => {
  const text = date.toString();
  return exceptions.find((exception) => exception.date === text)?.hours ?? week[weekdays[date.dayOfWeek - 1] ?? 'mon'] ?? [];
};

/** Days that were asked for, by calendar and day: an inbox asks for the same ones for every task. Calendars are snapshots. */
const knownDays = new WeakMap<WorkingCalendar, Map<number, readonly Opening[]>>();
const maximumKnownDays = 10_000;
const msOfDay = 86_400_000;
const dayZero = Temporal.PlainDate.from('1970-01-01');

/** Days since 1970-01-01, as the calendar on the wall counts them. */
const dayOf = ({ year, month, day }: Temporal.PlainDate): number => new Date(0).setUTCFullYear(year, month - 1, day) / msOfDay;

const openingsOn = (calendar: WorkingCalendar, date: Temporal.PlainDate): readonly Opening[] =>
  openingsOnDay(calendar, dayOf(date));

function openingsOnDay(calendar: WorkingCalendar, day: number): readonly Opening[] {
  const days = knownDays.get(calendar) ?? new Map<number, readonly Opening[]>();
  const known = days.get(day);
  if (known) return known;
  const read = readOpenings(calendar, dayZero.add({ days: day }));
  if (days.size >= maximumKnownDays) days.clear();
  knownDays.set(calendar, days.set(day, read));
  return read;
}

/** When work begins on a date, epoch ms; undefined where it is off. */
export const openingOn = (calendar: WorkingCalendar, date: string): number | undefined =>
  openingsOn(calendar, Temporal.PlainDate.from(date))[0]?.from;

function readOpenings(calendar: WorkingCalendar, date: Temporal.PlainDate): readonly Opening[] {
  const at = (time: string) =>
    (time === '24:00'
      ? date.add({ days: 1 }).toZonedDateTime(calendar.timeZone)
      : date.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: time })
    ).epochMilliseconds;
  try {
    const found = hoursOn(calendar, date).map(({ from, to }) => ({ from: at(from), to: at(to) }));
    return apart(found.filter(({ from, to }) => from < to));
  } catch (cause) {
    throw broken(calendar, cause);
  }
}

/** Sorted, and one where they touch or overlap. */
function apart(openings: readonly Opening[]): Opening[] {
  const result: Opening[] = [];
  for (const opening of openings.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && opening.from <= last.to) result.splice(-1, 1, { from: last.from, to: Math.max(last.to, opening.to) });
    else result.push(opening);
  }
  return result;
}

const broken = ({ name }: WorkingCalendar, cause: unknown): CalendarError =>
  Object.assign(new CalendarError('bad-calendar', `The calendar "${name}" cannot be read: ${String(cause)}`), { cause });

function localOf(calendar: WorkingCalendar, ms: number): Temporal.ZonedDateTime {
  try {
    return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(calendar.timeZone);
  } catch (cause) {
    throw broken(calendar, cause);
  }
}

const dateOf = (calendar: WorkingCalendar, ms: number): Temporal.PlainDate => localOf(calendar, ms).toPlainDate();

/** The openings from a day on, forwards or backwards in time, without end. */
function* openings(calendar: WorkingCalendar, fromMs: number, sign: 1 | -1): Generator<Opening> {
  let free = 0;
  let date = dateOf(calendar, fromMs);
  for (let day = 0; day < maximumDays; day++, date = date.add({ days: sign })) {
    const found = openingsOn(calendar, date);
    free = found.length === 0 ? free + 1 : 0;
    if (free > maximumFreeDays)
      throw new CalendarError(
        'no-working-time',
        `The calendar "${calendar.name}" has no working time within ${maximumFreeDays} days.`,
      );
    yield* sign === 1 ? found : found.toReversed();
  }
  throw new CalendarError('too-far', `The span reaches more than ${maximumDays} days in the calendar "${calendar.name}".`);
}

/**
 * Adds working time: a D is a working day of the calendar (the local hour is kept), H, M and S are time within its
 * hours; Y, M and W move by the plain calendar first. From outside of the hours it starts at the next opening
 * (counting back: at the closing before). A negative span counts back.
 *
 * Units: epoch ms UTC.
 * Errors: throws CalendarError (`bad-duration`, `bad-calendar`, `no-working-time`, `too-far`).
 * Cost: grows with the days passed over.
 */
export function addWorkingTime(calendar: WorkingCalendar, fromMs: number, isoDuration: string): number {
  const duration = readDuration(isoDuration);
  const sign = duration.sign < 0 ? -1 : 1;
  const { years, months, weeks } = duration;
  const plain = Temporal.Duration.from({ years, months, weeks });
  const moved = plain.blank ? fromMs : addDuration(fromMs, plain.toString(), calendar.timeZone);
  const started = sign === -1 && isOpening(calendar, moved) ? moved : addMs(calendar, moved, 0, sign);
  const dayMoved = duration.days === 0 ? started : addWorkingDays(calendar, started, Math.abs(duration.days), sign);
  const { hours, minutes, seconds, milliseconds } = duration.abs();
  const ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds;
  return ms === 0 ? dayMoved : addMs(calendar, dayMoved, ms, sign);
}

/** Whole days back from the moment a day opens lead to such a moment, not to the closing before it. */
const isOpening = (calendar: WorkingCalendar, ms: number): boolean =>
  openingsOn(calendar, dateOf(calendar, ms)).some(({ from }) => from === ms);

function addMs(calendar: WorkingCalendar, fromMs: number, ms: number, sign: 1 | -1): number {
  let left = ms;
  for (const { from, to } of openings(calendar, fromMs, sign)) {
    const start = sign === 1 ? Math.max(from, fromMs) : Math.min(to, fromMs);
    const room = sign === 1 ? to - start : start - from;
    // A span may end at a closing, but nothing starts there.
    if (room <= 0) continue;
    if (left <= room) return start + sign * left;
    left -= room;
  }
  return fromMs;
}

function addWorkingDays(calendar: WorkingCalendar, fromMs: number, days: number, sign: 1 | -1): number {
  const startDate = dateOf(calendar, fromMs);
  const time = localOf(calendar, fromMs).toPlainTime();
  let [seen, last] = [0, startDate];
  for (const opening of openings(calendar, fromMs, sign)) {
    const date = dateOf(calendar, opening.from);
    if (date.equals(last)) continue;
    last = date;
    if (++seen < days) continue;
    const wanted = date.toZonedDateTime({ timeZone: calendar.timeZone, plainTime: time }).epochMilliseconds;
    const onDay = openingsOn(calendar, date);
    const next = onDay.find(({ to }) => wanted <= to);
    return next ? Math.max(next.from, wanted) : (onDay.at(-1)?.to ?? wanted);
  }
  return fromMs;
}

/** Measures the working time between two moments (epoch ms UTC) in ms; negative when the second lies before the first. */
export function workingMsBetween(calendar: WorkingCalendar, fromMs: number, toMs: number): number {
  if (toMs < fromMs) return -workingMsBetween(calendar, toMs, fromMs);
  const end = dayOf(dateOf(calendar, toMs));
  let total = 0;
  for (let day = dayOf(dateOf(calendar, fromMs)); day <= end; day++) {
    for (const { from, to } of openingsOnDay(calendar, day)) total += Math.max(0, Math.min(to, toMs) - Math.max(from, fromMs));
  }
  return total;
}
