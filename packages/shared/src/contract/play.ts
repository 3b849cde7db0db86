import { z } from 'zod';
import type { SavedPlay } from '../simulation/index.ts';
import { limits } from './limits.ts';
import { commentTextSchema, idSchema, instantSchema, nameSchema, variablesSchema } from './wire.ts';

const variables = variablesSchema.optional();
/** What stands at an element; `which` of them counts from 0. */
const at = { elementId: idSchema, which: z.number().int().min(0).max(limits.playChoices).optional() };
const errorCode = z.string().min(1).max(limits.idLength);

/** One choice of a play: what somebody, or something outside, does to the case, by the ids of the model. */
export const playChoiceSchema = z
  .discriminatedUnion('do', [
    z.strictObject({
      do: z.literal('completeTask'),
      ...at,
      /** A user of the model, or a stand-in: `group:legal`, `group:legal#2`, `role:admin`, `manager-of:starter`, `starter`. */
      by: idSchema,
      outcome: idSchema.optional(),
      to: idSchema.optional(),
      comment: commentTextSchema.optional(),
      variables,
      /** Ids of the pieces of evidence that are brought. */
      evidence: z.array(idSchema).max(limits.evidencePerTask).optional(),
    }),
    z.strictObject({ do: z.literal('completeJob'), ...at, variables }),
    z.strictObject({ do: z.literal('failJob'), ...at, message: commentTextSchema }),
    z.strictObject({ do: z.literal('throwError'), ...at, errorCode, variables }),
    z.strictObject({ do: z.literal('completeCall'), ...at, variables }),
    z.strictObject({ do: z.literal('failCall'), ...at, errorCode }),
    z.strictObject({ do: z.literal('deliverMessage'), ...at, variables }),
    z.strictObject({ do: z.literal('deliverSignal'), name: nameSchema, variables }),
    z.strictObject({ do: z.literal('startActivity'), elementId: idSchema }),
    z.strictObject({ do: z.literal('setVariables'), variables: variablesSchema }),
    z.strictObject({ do: z.literal('resolveIncident'), ...at }),
    z.strictObject({
      do: z.literal('wait'),
      hours: z
        .number()
        .int()
        .min(1)
        .max(24 * 366),
    }),
    z.strictObject({ do: z.literal('nextTimer') }),
  ])
  .meta({ id: 'PlayChoice' });

const path = z.array(idSchema).max(limits.playPath);
/** A test: a case played by choices, with what is expected of it. It is played again before its process is published. */
export const playSchema = z
  .strictObject({
    id: idSchema,
    name: nameSchema,
    processId: idSchema,
    start: z.strictObject({
      at: instantSchema,
      variables,
      businessKey: z.string().min(1).max(limits.businessKeyLength).optional(),
      startEventId: idSchema.optional(),
    }),
    choices: z.array(playChoiceSchema).max(limits.playChoices),
    expects: z.strictObject({
      /** Ids of the elements that are entered and the flows that are taken, in order. */
      path,
      status: z.enum(['active', 'suspended', 'completed', 'terminated', 'failed']),
      outcome: z.enum(['won', 'lost', 'neutral']).optional(),
      lossReason: idSchema.optional(),
      /** Ids of the elements that the case stands at. */
      waitsAt: path,
      /** Values in the end; others may be there too. */
      variables,
    }),
  })
  .meta({ id: 'Play' });
export type Play = z.infer<typeof playSchema>;
/** The tests of a draft, a version or a `.plays.json` file. */
export const playsSchema = z.array(playSchema).max(limits.plays, `expected at most ${limits.plays} tests`);

/** A test as the simulation plays it. */
export const toSavedPlay = ({ start, ...play }: Play): SavedPlay => ({
  ...play,
  start: { ...start, at: Date.parse(start.at) },
});
/** A test as it is sent and stored. */
export const toPlay = ({ start, ...play }: SavedPlay): Play =>
  // What is undefined is left out on the wire.
  JSON.parse(JSON.stringify({ ...play, start: { ...start, at: new Date(start.at).toISOString() } }));
