import { z } from 'zod';
import { commentTextSchema, idSchema, instantSchema, nameSchema, page, pageQuerySchema } from './wire.ts';

/** Of a process or version: no new case starts, running cases stand still, or both. */
export const stopHoldsSchema = z.enum(['all', 'starts', 'cases']);
const versionNumber = z.number().int().positive();

const why = {
  reason: commentTextSchema,
  /** When it ends by itself; by hand when absent. */
  until: instantSchema.optional(),
};

/** What is stopped: a whole process, one of its versions, one of its steps (of one version, or of all), or a type of job. */
export const createStopSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('process'), processId: idSchema, holds: stopHoldsSchema.default('all'), ...why }),
    z.strictObject({
      kind: z.literal('version'),
      processId: idSchema,
      version: versionNumber,
      holds: stopHoldsSchema.default('all'),
      ...why,
    }),
    z.strictObject({
      kind: z.literal('element'),
      processId: idSchema,
      version: versionNumber.optional(),
      elementId: idSchema,
      ...why,
    }),
    z.strictObject({ kind: z.literal('jobType'), jobType: nameSchema, ...why }),
  ])
  .meta({ id: 'CreateStop' });
export type CreateStop = z.infer<typeof createStopSchema>;

export const stopKindSchema = z.enum(['process', 'version', 'element', 'jobType']);
/** `goingOn`: it was ended, and what waited behind it is being let go on. */
export const stopStateSchema = z.enum(['inForce', 'goingOn', 'over']);

const noteShape = {
  id: z.string(),
  kind: stopKindSchema,
  holds: stopHoldsSchema,
  processId: z.string().nullable(),
  processName: z.string().nullable(),
  version: z.number().int().nullable(),
  elementId: z.string().nullable(),
  elementName: z.string().nullable(),
  jobType: z.string().nullable(),
  reason: z.string(),
  /** User id; null for a program. */
  by: z.string().nullable(),
  at: instantSchema,
  until: instantSchema.nullable(),
};

/** Why something stands still: what is stopped, by whom, since when. */
export const stopNoteSchema = z.object(noteShape).meta({ id: 'StopNote' });
export type StopNote = z.infer<typeof stopNoteSchema>;

export const stopSchema = z
  .object({
    ...noteShape,
    state: stopStateSchema,
    endedAt: instantSchema.nullable(),
    /** User id; null for a program, or where it ended at its time. */
    endedBy: z.string().nullable(),
    endReason: z.string().nullable(),
    /** Cases that wait behind it, or are still to go on; null for who does not watch over cases. */
    waiting: z.number().int().nullable(),
    /** `end`. */
    can: z.array(z.string()),
  })
  .meta({ id: 'Stop' });
export type Stop = z.infer<typeof stopSchema>;
export const stopPageSchema = page(stopSchema);

export const listStopsQuerySchema = pageQuerySchema.extend({
  processId: idSchema.optional(),
  /** `inForce` holds those that are `goingOn` too. */
  state: z.enum(['inForce', 'over']).default('inForce'),
});
export type ListStopsQuery = z.infer<typeof listStopsQuerySchema>;

export const endStopSchema = z.strictObject({ reason: commentTextSchema.optional() }).meta({ id: 'EndStop' });
export type EndStop = z.infer<typeof endStopSchema>;
