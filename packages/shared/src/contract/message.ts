import { z } from 'zod';
import { limits } from './limits.ts';
import { businessKeySchema, idSchema, nameSchema, variablesSchema } from './wire.ts';

export const publishMessageSchema = z
  .strictObject({
    name: nameSchema,
    correlationKey: businessKeySchema.optional(),
    variables: variablesSchema.optional(),
    /** How long it waits for somebody to wait for it; 0 unless given. */
    ttlMs: z.number().int().min(0).max(limits.messageTtlMs).optional(),
    messageId: idSchema.optional(),
  })
  .meta({ id: 'PublishMessage' });
export type PublishMessage = z.infer<typeof publishMessageSchema>;

/** What a message met, or why nothing was met. */
export const publishedMessageSchema = z
  .object({
    result: z.enum(['correlated', 'started', 'buffered', 'duplicate', 'nobodyWaits']),
    correlated: z.array(z.object({ instanceId: z.string(), elementId: z.string() })),
    started: z.array(z.object({ instanceId: z.string(), processId: z.string(), version: z.number().int() })),
    /** One English sentence; `code` is what the catalogues word. */
    reason: z.string().optional(),
    code: z.string().optional(),
    /** Who waits for this name with another key: for those who may see them. */
    waiting: z
      .array(z.object({ processId: z.string(), elementId: z.string(), correlationKey: z.string().nullable() }))
      .optional(),
  })
  .meta({ id: 'PublishedMessage' });
export type PublishedMessage = z.infer<typeof publishedMessageSchema>;

export const broadcastSignalSchema = z
  .strictObject({ name: nameSchema, variables: variablesSchema.optional() })
  .meta({ id: 'BroadcastSignal' });
export type BroadcastSignal = z.infer<typeof broadcastSignalSchema>;
export const broadcastedSignalSchema = z
  .object({
    caught: z.array(z.object({ instanceId: z.string(), elementId: z.string() })),
    started: z.array(z.object({ instanceId: z.string(), processId: z.string() })),
    /** Processes that begin with it and did not take it, and why; they keep nobody else from hearing it. */
    refused: z.array(z.object({ processId: z.string(), code: z.string(), reason: z.string() })),
    reason: z.string().optional(),
  })
  .meta({ id: 'BroadcastedSignal' });
export type BroadcastedSignal = z.infer<typeof broadcastedSignalSchema>;

/** What is known now, outside of any case: conditional start events are read against it. */
export const evaluateConditionsSchema = z
  .strictObject({ variables: variablesSchema, businessKey: businessKeySchema.optional() })
  .meta({ id: 'EvaluateConditions' });
export type EvaluateConditions = z.infer<typeof evaluateConditionsSchema>;
export const evaluatedConditionsSchema = z
  .object({
    started: z.array(z.object({ instanceId: z.string(), processId: z.string() })),
    /** Conditions that could not be told, and why. */
    failed: z.array(z.object({ processId: z.string(), elementId: z.string(), reason: z.string() })),
  })
  .meta({ id: 'EvaluatedConditions' });
export type EvaluatedConditions = z.infer<typeof evaluatedConditionsSchema>;
