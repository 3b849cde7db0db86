/** What people suggest from their tasks. */
import { z } from 'zod';
import { boardColumnSchema } from './board.ts';
import { capabilitiesSchema } from './task.ts';
import { commentTextSchema, idSchema, instantSchema, page, pageQuerySchema } from './wire.ts';

export const suggestionSchema = z
  .object({
    id: z.string(),
    processId: z.string(),
    text: z.string(),
    elementId: z.string().nullable(),
    taskId: z.string().nullable(),
    by: z.string().nullable(),
    at: instantSchema,
    state: z.enum(['open', 'takenUp', 'declined', 'shipped']),
    iterationId: z.string().nullable(),
    version: z.number().int().nullable().meta({ description: 'The version that brings it, where that is said.' }),
    reason: z.string().nullable().meta({ description: 'Why it was declined.' }),
    decidedBy: z.string().nullable(),
    decidedAt: instantSchema.nullable(),
    can: capabilitiesSchema.meta({ description: '`takeUp, decline, withdraw`.' }),
  })
  .meta({ id: 'Suggestion' });
export type Suggestion = z.infer<typeof suggestionSchema>;
export const suggestionPageSchema = page(suggestionSchema);
export const suggestSchema = z
  .strictObject({
    text: commentTextSchema,
    elementId: idSchema.optional(),
    taskId: idSchema.optional().meta({ description: 'The task that it came up at; its step unless an element is named.' }),
  })
  .meta({ id: 'Suggest' });
export type Suggest = z.infer<typeof suggestSchema>;
export const listSuggestionsQuerySchema = pageQuerySchema.extend({
  state: z.enum(['open', 'takenUp', 'declined', 'shipped']).optional(),
});
export type ListSuggestionsQuery = z.infer<typeof listSuggestionsQuerySchema>;
export const takeUpSchema = z
  .strictObject({ iterationId: idSchema, column: boardColumnSchema.optional(), version: z.number().int().positive().optional() })
  .meta({ id: 'TakeUp' });
export type TakeUp = z.infer<typeof takeUpSchema>;
