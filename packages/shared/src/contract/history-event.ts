import { z } from 'zod';
import { instantSchema, page, pageQuerySchema } from './wire.ts';

const actorSchema = z.object({ userId: z.string().nullable(), onBehalfOf: z.string().optional() }).loose();

/**
 * One line of an instance's history, in order of `seq`. The kernel's event as it is, except that every time is an
 * ISO instant; which other members there are follows from `type`.
 */
export const historyEventSchema = z
  .looseObject({
    seq: z.number().int(),
    at: instantSchema,
    type: z.string(),
    elementId: z.string().optional(),
    elementKind: z.string().optional(),
    elementName: z.string().optional(),
    tokenId: z.string().optional(),
    loopCounter: z.number().int().optional(),
    by: actorSchema.optional(),
    /** The link of the evidence chain. */
    hash: z.string().optional(),
  })
  .meta({ id: 'HistoryEvent' });
export type HistoryEvent = z.infer<typeof historyEventSchema>;
export const historyEventPageSchema = page(historyEventSchema);
export const listEventsQuerySchema = pageQuerySchema.extend({
  elementId: z.string().optional(),
  type: z.string().optional(),
  order: z.enum(['asc', 'desc']).default('asc'),
});
export type ListEventsQuery = z.infer<typeof listEventsQuerySchema>;
