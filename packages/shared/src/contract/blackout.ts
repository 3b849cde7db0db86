import { z } from 'zod';
import { limits } from './limits.ts';
import { capabilitiesSchema } from './task.ts';
import { dateSchema, idSchema, instantSchema, nameSchema } from './wire.ts';

const isYearly = z.boolean().meta({ description: 'The same days each year from the first one on.' });
const processIds = z
  .array(idSchema)
  .min(1, 'expected at least one process, or null for every process')
  .max(limits.blackoutProcesses)
  .nullable()
  .meta({ description: 'Null: every process.' });

/** Days on which nothing goes live, both included, in the zone of the working calendar. */
export const setBlackoutPeriodSchema = z
  .strictObject({
    name: nameSchema,
    startsOn: dateSchema,
    endsOn: dateSchema.meta({ description: 'Its last day.' }),
    isYearly: isYearly.optional(),
    processIds: processIds.optional(),
  })
  .refine(({ startsOn, endsOn }) => startsOn <= endsOn, {
    path: ['endsOn'],
    message: 'expected the first day or a later one',
  })
  .meta({ id: 'SetBlackoutPeriod' });
export type SetBlackoutPeriod = z.infer<typeof setBlackoutPeriodSchema>;

/** What was to go live within a period, and waits for its end. */
const heldBackSchema = z.object({
  processId: z.string(),
  version: z.number().int(),
  publishAt: instantSchema.meta({ description: 'The time that was set.' }),
});

export const blackoutPeriodSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    startsOn: dateSchema,
    endsOn: dateSchema,
    isYearly,
    processIds: z.array(z.string()).nullable().meta({ description: 'Null: every process.' }),
    next: z
      .object({ startsOn: dateSchema, endsOn: dateSchema, isNow: z.boolean() })
      .nullable()
      .meta({ description: 'When it is, or comes next; null where it is over.' }),
    holds: z.array(heldBackSchema).meta({ description: 'Publications whose time lies in it: they wait until it is over.' }),
  })
  .meta({ id: 'BlackoutPeriod' });
export type BlackoutPeriod = z.infer<typeof blackoutPeriodSchema>;

/** The days on which nothing goes live. */
export const blackoutSchema = z
  .object({
    calendar: z.string(),
    timeZone: z.string(),
    periods: z.array(blackoutPeriodSchema).meta({ description: 'The one that comes first, first; those that are over last.' }),
    areHolidaysClosed: z.boolean().meta({ description: 'The holidays of the working calendar are blackout days too.' }),
    holidays: z
      .array(z.object({ name: z.string(), startsOn: dateSchema, endsOn: dateSchema }))
      .meta({ description: 'Of the working calendar, those of the next year.' }),
    can: capabilitiesSchema.meta({ description: '`edit`.' }),
  })
  .meta({ id: 'Blackout' });
export type Blackout = z.infer<typeof blackoutSchema>;

export const setHolidaysClosedSchema = z.strictObject({ areHolidaysClosed: z.boolean() }).meta({ id: 'SetHolidaysClosed' });
export type SetHolidaysClosed = z.infer<typeof setHolidaysClosedSchema>;

/** What keeps something from going live, and until when. */
export const closureSchema = z
  .object({
    period: z.string().meta({ description: 'Its name, or that of the holiday.' }),
    endsOn: dateSchema.meta({ description: 'Its last day, in the zone of the working calendar.' }),
    nextFreeAt: instantSchema
      .nullable()
      .meta({ description: 'The first working time after it that is free; null where there is none in three years.' }),
  })
  .meta({ id: 'Closure' });
export type Closure = z.infer<typeof closureSchema>;

export const blackoutQuerySchema = z.object({ at: instantSchema.optional() });
export type BlackoutQuery = z.infer<typeof blackoutQuerySchema>;

/** Whether something of a process may go live at a time. */
export const processBlackoutSchema = z
  .object({
    at: instantSchema,
    closure: closureSchema.nullable().meta({ description: 'Null where it is free.' }),
    next: z
      .object({ period: z.string(), startsOn: dateSchema, endsOn: dateSchema })
      .nullable()
      .meta({ description: 'The period that comes next.' }),
    can: capabilitiesSchema.meta({ description: '`override`.' }),
  })
  .meta({ id: 'ProcessBlackout' });
export type ProcessBlackout = z.infer<typeof processBlackoutSchema>;

/** Why a version went live, or took more cases, during a blackout. */
export const blackoutOverrideSchema = z
  .object({
    at: instantSchema,
    by: z.string().nullable(),
    period: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'BlackoutOverride' });
export type BlackoutOverride = z.infer<typeof blackoutOverrideSchema>;
