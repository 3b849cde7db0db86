import { z } from 'zod';
import { dateSchema, nameSchema } from './wire.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'expected a time of day, such as 09:00');
const hours = z
  .array(z.strictObject({ from: clock, to: clock }).refine((span) => span.from < span.to, 'expected an end after the beginning'))
  .max(12);

/** The hours that time limits count in. Dated exceptions are holidays (no hours) or working days. */
export const calendarSchema = z
  .strictObject({
    name: nameSchema.max(63),
    timeZone: z.string().min(1).max(64),
    week: z.strictObject({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours }),
    exceptions: z.array(z.strictObject({ date: dateSchema, name: z.string().max(255), hours })).max(2_000),
  })
  .meta({ id: 'Calendar' });
export type Calendar = z.infer<typeof calendarSchema>;
