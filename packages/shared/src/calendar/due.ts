import { addDuration } from './duration.ts';
import { CalendarError, type WorkingCalendar } from './working-calendar.ts';
import { addWorkingTime } from './working-time.ts';

interface Span {
  /** Epoch ms UTC. */
  readonly from: number;
  readonly duration: string;
  /** A working calendar's name; wall-clock time when absent. */
  readonly calendar?: string;
}

/**
 * Answers when an asked span ends (epoch ms UTC), in working time where it names a calendar.
 *
 * Errors: throws CalendarError, also when no calendar has the name. Wall-clock spans count in `timeZone`, UTC when absent.
 */
export function dueAt(calendars: readonly WorkingCalendar[], ask: Span, timeZone = 'UTC'): number {
  if (ask.calendar === undefined) return addDuration(ask.from, ask.duration, timeZone);
  const calendar = calendars.find(({ name }) => name === ask.calendar);
  if (!calendar) throw new CalendarError('unknown-calendar', `There is no working calendar "${ask.calendar}".`);
  return addWorkingTime(calendar, ask.from, ask.duration);
}
