/** The cards of an iteration's board. */
import { z } from 'zod';
import { commentTextSchema, dateSchema, idSchema, instantSchema } from './wire.ts';

export const boardColumns = ['plan', 'do', 'check', 'act'] as const;
export const boardColumnSchema = z.enum(boardColumns);
export type BoardColumn = z.infer<typeof boardColumnSchema>;
export const severitySchema = z.enum(['low', 'medium', 'high']);
export type Severity = z.infer<typeof severitySchema>;

const cardFields = {
  column: boardColumnSchema,
  text: commentTextSchema,
  who: idSchema.nullable().meta({ description: 'A user.' }),
  elementId: idSchema.nullable(),
  dueOn: dateSchema.nullable(),
  severity: severitySchema.nullable().meta({ description: 'Of a risk.' }),
  version: z.number().int().positive().nullable().meta({ description: 'The version that brings it.' }),
  isDone: z.boolean(),
};
export const createCardSchema = z
  .strictObject({
    column: cardFields.column,
    kind: z.enum(['change', 'risk', 'followUp', 'note']).meta({ description: 'A suggestion becomes a card by being taken up.' }),
    text: cardFields.text,
    who: cardFields.who.optional(),
    elementId: cardFields.elementId.optional(),
    dueOn: cardFields.dueOn.optional(),
    severity: cardFields.severity.optional(),
    version: cardFields.version.optional(),
  })
  .meta({ id: 'CreateCard' });
export type CreateCard = z.infer<typeof createCardSchema>;
export const changeCardSchema = z
  .strictObject({
    ...cardFields,
    position: z.number().int().min(0).max(1_000).meta({ description: 'Its place in the column, from 0.' }),
  })
  .partial()
  .meta({ id: 'ChangeCard' });
export type ChangeCard = z.infer<typeof changeCardSchema>;

export const boardCardSchema = z
  .object({
    id: z.string(),
    column: boardColumnSchema,
    kind: z.enum(['suggestion', 'change', 'risk', 'followUp', 'note']),
    text: z.string(),
    who: z.string().nullable(),
    elementId: z.string().nullable(),
    dueOn: dateSchema.nullable(),
    severity: severitySchema.nullable(),
    version: z.number().int().nullable(),
    isDone: z.boolean(),
    suggestionId: z.string().nullable(),
    createdBy: z.string().nullable(),
    createdAt: instantSchema,
  })
  .meta({ id: 'BoardCard' });
export type BoardCard = z.infer<typeof boardCardSchema>;

/** What the board says by itself: computed when it is read, never stored. */
export const computedCardSchema = z
  .object({
    column: boardColumnSchema,
    code: z.enum(['change', 'sample', 'guardBroken', 'overdue', 'sentBack', 'lost', 'read', 'splitBroken']),
    version: z.number().int().nullable(),
    share: z.number().nullable(),
    count: z.number().int().nullable(),
    of: z.number().int().nullable(),
    text: z.string().nullable().meta({ description: 'The note of a version, the id of a guard.' }),
    state: z.string().nullable().meta({ description: 'Of a version: as in `versions`.' }),
  })
  .meta({ id: 'ComputedCard' });
export type ComputedCard = z.infer<typeof computedCardSchema>;
