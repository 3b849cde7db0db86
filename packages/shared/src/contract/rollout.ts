import { z } from 'zod';
import { closureSchema } from './blackout.ts';
import { migrationSchema, migrationWishesSchema, startMigrationSchema } from './migration.ts';
import { processSchema, takingVersionSchema } from './process.ts';
import { capabilitiesSchema } from './task.ts';
import { commentTextSchema, idSchema, instantSchema } from './wire.ts';

export const guardIds = ['conversion', 'onTime', 'timeLimits', 'incidents', 'compliance'] as const;
export const guardIdSchema = z.enum(guardIds);
export type GuardId = z.infer<typeof guardIdSchema>;

export const guardActionSchema = z.enum(['alert', 'pause', 'rollBack']);
export type GuardAction = z.infer<typeof guardActionSchema>;

const percentSchema = z.number().min(0).max(100);

export const guardSettingSchema = z.strictObject({
  margin: percentSchema.meta({ description: 'By how many percentage points the new version may fall short.' }),
  action: guardActionSchema,
});
export type GuardSetting = z.infer<typeof guardSettingSchema>;

const stepSchema = z.strictObject({ share: percentSchema.min(1), at: instantSchema });

/** Begins a roll-out of a version, or changes the one that runs. Several versions may be rolled out at once. */
export const rollOutSchema = z
  .strictObject({
    version: z.number().int().positive(),
    share: percentSchema.meta({
      description:
        'Per cent of the cases that are drawn; 100 makes it the version of all of them, and ends whatever else is rolled out. Less fits beside the shares of the others.',
    }),
    rule: z
      .string()
      .max(4_000)
      .optional()
      .meta({ description: 'FEEL over the start variables: where it is true, this version is taken.' }),
    groups: z
      .array(idSchema)
      .max(50)
      .optional()
      .meta({ description: 'Pilot teams: what somebody of them starts takes this version.' }),
    steps: z
      .array(stepSchema)
      .max(20)
      .optional()
      .meta({ description: 'Shares that follow at their times, while every guardrail holds.' }),
    isPaused: z.boolean().optional().meta({ description: 'The share stays, and no step is taken.' }),
    guards: z.partialRecord(guardIdSchema, guardSettingSchema).optional(),
    maturityDays: z.number().int().min(1).max(365).optional().meta({ description: 'So old a case is when its answer counts.' }),
    targetDays: z.number().int().min(1).max(365).optional().meta({ description: 'Until then a case is finished on time.' }),
    minimumCases: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .meta({ description: 'So many must be old enough before the share grows without a reason.' }),
    reason: commentTextSchema.optional(),
    blackoutReason: commentTextSchema.optional().meta({
      description: 'Why an admin lets it take more cases during a blackout; where review is asked for, never the maker.',
    }),
  })
  .meta({ id: 'RollOut' });
export type RollOut = z.infer<typeof rollOutSchema>;

export const rollBackSchema = z
  .strictObject({
    reason: commentTextSchema,
    version: z
      .number()
      .int()
      .positive()
      .optional()
      .meta({ description: 'Which version takes all new cases; the one before unless given.' }),
    from: z.number().int().positive().optional().meta({
      description:
        'What the caller goes back from; 409 where it takes no new cases meanwhile. Needed where several versions are rolled out: the others stay as they are.',
    }),
    cases: z
      .strictObject({
        plan: migrationWishesSchema.optional(),
        rate: startMigrationSchema.shape.rate,
        includeUnchanged: startMigrationSchema.shape.includeUnchanged,
      })
      .optional()
      .meta({ description: 'Moves the cases that run on the version back as well; they finish where they are without it.' }),
  })
  .meta({ id: 'RollBack' });
export type RollBack = z.infer<typeof rollBackSchema>;

export const wayBackQuerySchema = z.object({ from: z.coerce.number().int().positive().optional() });
export type WayBackQuery = z.infer<typeof wayBackQuerySchema>;

/** The process after going back, and the migration that moves its cases, where one was asked for. */
export const rolledBackSchema = processSchema.extend({ migration: migrationSchema.nullable() }).meta({ id: 'RolledBack' });
export type RolledBack = z.infer<typeof rolledBackSchema>;

/** Where going back would lead. */
export const wayBackSchema = z
  .object({ from: z.number().int(), to: z.number().int(), running: z.number().int().meta({ description: 'Cases on `from`.' }) })
  .meta({ id: 'WayBack' });
export type WayBack = z.infer<typeof wayBackSchema>;

const tallySchema = z.object({ successes: z.number().int(), trials: z.number().int() });

/** One figure of a new version against its control; proportions are of 1. */
export const guardFigureSchema = z
  .object({
    guard: guardIdSchema,
    margin: percentSchema,
    action: guardActionSchema,
    treatment: tallySchema,
    control: tallySchema,
    estimate: z.number().nullable(),
    low: z.number(),
    high: z.number(),
    verdict: z
      .enum(['tooEarly', 'better', 'within', 'worse', 'broken'])
      .meta({ description: 'Of a confidence sequence at 95 %, which holds at every look; `broken` at 1 − `alarmChance`.' }),
  })
  .meta({ id: 'GuardFigure' });
export type GuardFigure = z.infer<typeof guardFigureSchema>;

const partOfOne = z.number().min(0).max(1);

/** How long the cases of one arm took that were drawn by share; those that still run count for as long as they were seen. */
export const armTimesSchema = z
  .object({
    version: z.number().int(),
    cases: z.number().int(),
    running: z.number().int(),
    untilDays: z.number().meta({ description: 'So long the longest of them was seen.' }),
    half: z
      .object({ days: z.number(), lowDays: z.number().nullable(), highDays: z.number().nullable() })
      .nullable()
      .meta({ description: 'After how many days half are finished, with its interval at 95 %; null where fewer are.' }),
    points: z
      .array(z.object({ days: z.number(), done: partOfOne, low: partOfOne, high: partOfOne }))
      .meta({ description: 'Which part is finished from then on, with its band at 95 %. None where fewer than five are.' }),
  })
  .meta({ id: 'ArmTimes' });
export type ArmTimes = z.infer<typeof armTimesSchema>;

export const rolloutEventSchema = z
  .object({
    at: instantSchema,
    by: z.string().nullable().meta({ description: 'Null where the server did it by itself.' }),
    kind: z.enum(['began', 'share', 'held', 'noRoom', 'paused', 'resumed', 'alarm', 'completed', 'rolledBack', 'replaced']),
    share: percentSchema.nullable(),
    reason: z.string().nullable(),
    figure: guardFigureSchema.nullable(),
  })
  .meta({ id: 'RolloutEvent' });
export type RolloutEvent = z.infer<typeof rolloutEventSchema>;

/** A new version beside the one before, each with a part of the new cases. */
export const rolloutSchema = z
  .object({
    id: z.string(),
    processId: z.string(),
    version: z.number().int(),
    control: z
      .number()
      .int()
      .meta({ description: 'The version of all other cases, and of all of them again when it is rolled back.' }),
    state: z.enum(['running', 'completed', 'rolledBack', 'replaced']),
    isPaused: z.boolean(),
    share: percentSchema,
    rule: z.string().nullable(),
    groups: z.array(z.string()),
    steps: z.array(z.object({ share: percentSchema, at: instantSchema })),
    others: z.array(takingVersionSchema).meta({ description: 'What else is rolled out now, in the order in which it began.' }),
    free: percentSchema.meta({ description: 'So much it may have beside the others.' }),
    lacksRoom: z
      .boolean()
      .meta({ description: 'The time of its next step has come, and the others leave no room for it: it waits.' }),
    held: closureSchema.nullable().meta({ description: 'The blackout in which the next step lies: it waits for its end.' }),
    maturityDays: z.number().int(),
    targetDays: z.number().int(),
    minimumCases: z.number().int(),
    startedAt: instantSchema,
    endedAt: instantSchema.nullable(),
    drawn: z
      .object({ treatment: z.number().int(), control: z.number().int() })
      .meta({ description: 'Cases that were drawn by share.' }),
    matureCases: z.number().int().meta({ description: 'Of the new version, old enough to count.' }),
    splitChance: z.number().meta({
      description:
        'How likely it is that cases fell to all versions that were tried by the planned shares; below 0.01 the split is broken.',
    }),
    plannedPart: z.number().nullable().meta({
      description:
        'Which part, of 1, of the cases that were drawn for it or its control was to be its own by the shares of then; null where none was drawn.',
    }),
    ruleFailures: z
      .object({ cases: z.number().int(), lastId: z.string(), lastAt: instantSchema, message: z.string() })
      .nullable()
      .meta({ description: 'New cases of which the rule could not be told; they were drawn as if there were none.' }),
    alarmChance: z.number().meta({
      description:
        'With which chance, of 1, each guard raises a false alarm, however often one looks: its part of the 0.01 that all versions have together which are tried at once.',
    }),
    figures: z.array(guardFigureSchema),
    times: z
      .array(armTimesSchema)
      .meta({ description: 'Of the new version and of its control, by Kaplan and Meier: to be looked at, not tested.' }),
    events: z.array(rolloutEventSchema),
    can: capabilitiesSchema,
  })
  .meta({ id: 'Rollout' });
export type Rollout = z.infer<typeof rolloutSchema>;

export const rolloutQuerySchema = z.object({
  version: z.coerce.number().int().positive().optional().meta({ description: 'The last roll-out of this version.' }),
});
export type RolloutQuery = z.infer<typeof rolloutQuerySchema>;

export const rolloutListSchema = z.object({ items: z.array(rolloutSchema) }).meta({ id: 'RolloutList' });
export type RolloutList = z.infer<typeof rolloutListSchema>;
