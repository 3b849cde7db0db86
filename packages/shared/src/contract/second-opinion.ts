import { z } from 'zod';

/** Why a path, or the rest of one, is not compared with the other engine. */
export const opinionObstacles = [
  'inclusive-join',
  'misled-join',
  'loop-condition',
  'error-fits-several',
  'error-not-caught',
  'happens-again',
  'second-token',
  'ends-while-others-move',
  'unknown-element',
  'loop-without-wait',
  'send-back',
  'completion-condition',
  'thrown-signal',
  'has-errors',
  'takes-too-long',
  'too-much-memory',
  'other-engine-failed',
] as const;
export type OpinionObstacle = (typeof opinionObstacles)[number];

const stepSchema = z.object({
  do: z
    .enum(['start', 'complete', 'occur', 'throw'])
    .meta({ description: 'Work was done, an event happened, an error was thrown.' }),
  elementId: z.string(),
  elementName: z.string().optional(),
  code: z.string().optional().meta({ description: 'The error that was thrown.' }),
  /** The flows that were taken where conditions decide, in the order in which they were asked for. */
  flowIds: z.array(z.string()),
});
export type OpinionStep = z.infer<typeof stepSchema>;

/** The first place of a path where two engines saw different things. */
export const opinionDifferenceSchema = z
  .object({
    elementId: z.string().meta({ description: 'The element, or the flow where `what` is `taken`.' }),
    elementName: z.string().optional(),
    what: z.enum(['entered', 'completed', 'taken', 'waits', 'ends', 'goes-on']),
    ours: z.string().meta({ description: 'How often here, or how the case stands.' }),
    theirs: z.string().meta({ description: 'How often in the other engine, or how its case stands.' }),
    message: z.string(),
    steps: z.array(stepSchema).meta({ description: 'How the case came there.' }),
  })
  .meta({ id: 'OpinionDifference' });
export type OpinionDifference = z.infer<typeof opinionDifferenceSchema>;

/** A place of a played path at which the case comes to harm here, whatever the other engine says of it. */
export const opinionFailureSchema = z
  .object({
    elementId: z.string(),
    elementName: z.string().optional(),
    what: z
      .enum(['fails', 'stands-still'])
      .meta({ description: 'An error is caught nowhere and ends the case, or an incident holds it.' }),
    message: z.string(),
    steps: z.array(stepSchema).meta({ description: 'How the case came there.' }),
  })
  .meta({ id: 'OpinionFailure' });
export type OpinionFailure = z.infer<typeof opinionFailureSchema>;

export const notComparedSchema = z
  .object({
    code: z.enum(opinionObstacles),
    elementId: z.string().optional(),
    elementName: z.string().optional(),
    message: z.string(),
    issue: z.string().optional().meta({ description: 'Where the other engine’s makers speak of it.' }),
  })
  .meta({ id: 'NotCompared' });
export type NotCompared = z.infer<typeof notComparedSchema>;

/** What another BPMN engine says of the same process, path by path. */
export const secondOpinionSchema = z
  .object({
    processId: z.string(),
    verdict: z.enum(['agrees', 'differs', 'not-compared']),
    engine: z.object({ name: z.string(), version: z.string() }),
    pathCount: z.number().int().meta({ description: 'Paths on which both agree from start to end.' }),
    partialPathCount: z
      .number()
      .int()
      .meta({ description: 'Paths on which both agree as far as something that is not compared.' }),
    elementCount: z.number().int().meta({ description: 'Elements of the process.' }),
    comparedElementCount: z.number().int().meta({ description: 'Elements that stand on a compared path.' }),
    bounds: z
      .array(z.enum(['paths', 'length', 'loops', 'time']))
      .meta({ description: 'Why there are more paths than were played; empty when all were.' }),
    differences: z.array(opinionDifferenceSchema),
    failures: z.array(opinionFailureSchema).meta({ description: 'Where a case that is played here fails or stands still.' }),
    notCompared: z.array(notComparedSchema),
  })
  .meta({ id: 'SecondOpinion' });
export type SecondOpinion = z.infer<typeof secondOpinionSchema>;

/** How far the second opinion on a draft or version is. */
export const opinionStateSchema = z
  .object({ state: z.enum(['none', 'running', 'done']), opinion: secondOpinionSchema.nullable() })
  .meta({ id: 'OpinionState' });
export type OpinionState = z.infer<typeof opinionStateSchema>;
