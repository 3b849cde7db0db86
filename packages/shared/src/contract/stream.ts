import { z } from 'zod';
import { instantSchema } from './wire.ts';

/** What the event stream sends, after the commit: where it stands, what changed, whose. Content is asked for. */
export const streamEventSchema = z
  .object({
    position: z.number().int(),
    type: z.string(),
    ids: z.record(z.string(), z.string()).meta({ description: 'Such as `instanceId`, `taskId`, `processId`.' }),
  })
  .meta({ id: 'StreamEvent' });
export type StreamEvent = z.infer<typeof streamEventSchema>;

export const setClockSchema = z.strictObject({ at: instantSchema }).meta({ id: 'SetClock' });
export type SetClock = z.infer<typeof setClockSchema>;
export const clockSchema = z.object({ at: instantSchema }).meta({ id: 'Clock' });
export type Clock = z.infer<typeof clockSchema>;
