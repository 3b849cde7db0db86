/** Working time over plain snapshots of calendars: pure, right across daylight saving. */
export { dueAt } from './due.ts';
export { addDuration } from './duration.ts';
export { isTimeZone } from './time-zone.ts';
export { firstAfter, nextFiring, parseTimer, type Timer, type TimerError } from './timer.ts';
export { CalendarError, defaultCalendar, type Hours, type Weekday, type WorkingCalendar } from './working-calendar.ts';
export { addWorkingTime, workingMsBetween } from './working-time.ts';
