import { z } from 'zod';
import { instantSchema } from './wire.ts';

/** What a version brings, whom it concerns, and who knows. */
export const releaseNotesSchema = z
  .object({
    processId: z.string(),
    processName: z.string(),
    version: z.number().int(),
    versionTag: z.string().nullable(),
    note: z.string().nullable(),
    publishedAt: instantSchema.nullable(),
    publishedBy: z.string().nullable(),
    comparedWith: z
      .number()
      .int()
      .nullable()
      .meta({ description: 'What was live before: its difference is the change in words.' }),
    iteration: z.object({ id: z.string(), number: z.number().int(), hypothesis: z.string() }).nullable(),
    credits: z.array(
      z.object({ suggestionId: z.string(), text: z.string(), by: z.string().nullable(), elementId: z.string().nullable() }),
    ),
    audiences: z
      .array(
        z.object({
          group: z.string(),
          elementIds: z.array(z.string()).meta({ description: 'Steps of theirs that came, went, or changed.' }),
          readCount: z.number().int(),
          of: z.number().int(),
        }),
      )
      .meta({ description: 'Groups whose steps it changes.' }),
    readCount: z.number().int(),
    of: z.number().int().meta({ description: 'People whom it concerns.' }),
    readers: z.array(z.object({ userId: z.string(), readAt: instantSchema.nullable() })),
    readAt: instantSchema.nullable().meta({ description: 'When the reader said that they have read it.' }),
  })
  .meta({ id: 'ReleaseNotes' });
export type ReleaseNotes = z.infer<typeof releaseNotesSchema>;

/** What changed for the reader: versions whose steps are theirs. */
export const changeForMeSchema = z
  .object({
    processId: z.string(),
    processName: z.string(),
    version: z.number().int(),
    note: z.string().nullable(),
    publishedAt: instantSchema,
    comparedWith: z.number().int().nullable(),
    elementIds: z.array(z.string()),
    groups: z.array(z.string()),
    readAt: instantSchema.nullable(),
  })
  .meta({ id: 'ChangeForMe' });
export type ChangeForMe = z.infer<typeof changeForMeSchema>;
