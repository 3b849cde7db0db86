import { addWorkingTime, defaultCalendar } from '@fortnight/shared/calendar';
import type { Random } from './random.ts';

/** The moment after so many working hours, to the minute; epoch ms. */
export const afterWorkingHours = (from: number, hours: number): number =>
  addWorkingTime(defaultCalendar, Math.floor(from), `PT${Math.max(1, Math.round(hours * 60))}M`);

/** How long somebody lets a task lie, in working hours: mostly hours, at times days, at times for ever (null). */
export function patience(random: Random): number | null {
  const draw = random.next();
  if (draw < 0.55) return 0.3 + random.next() * 5;
  if (draw < 0.84) return 5 + random.next() * 16;
  if (draw < 0.972) return 20 + random.next() * 40;
  return null;
}
