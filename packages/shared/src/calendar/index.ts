/** Working time over plain snapshots of calendars: pure, right across daylight saving. */

export { type Blackout, type BlackoutPeriod, type Closure, closureAt, closureOn, comingOf, nextFreeTime } from './blackout.ts';
export { addDays, addMonths, dateAt, daysBetween, startOfDate, workingDayFrom } from './dates.ts';
export { dueAt } from './due.ts';
export { addDuration } from './duration.ts';
export {
  type DayOfFortnight,
  daysOf,
  type Fortnight,
  type Fortnights,
  fortnightAt,
  fortnightOf,
  fortnightOn,
} from './fortnight.ts';
export { isTimeZone } from './time-zone.ts';
export { firstAfter, nextFiring, parseTimer, type Timer, type TimerError } from './timer.ts';
export { CalendarError, defaultCalendar, type Hours, type Weekday, type WorkingCalendar } from './working-calendar.ts';
export { addWorkingTime, workingMsBetween } from './working-time.ts';
