import { z } from 'zod';
import { baselineOriginSchema } from './baseline.ts';
import { boardCardSchema, computedCardSchema } from './board.ts';
import { figureDirectionSchema, figureIdSchema, figureKinds, figureUnitSchema } from './figure.ts';
import { limits } from './limits.ts';
import { capabilitiesSchema } from './task.ts';
import { commentTextSchema, dateSchema, idSchema, instantSchema, page, pageQuerySchema } from './wire.ts';

const valueSchema = z.number().min(0).max(1e15);
const hypothesisSchema = commentTextSchema.meta({ description: 'What is expected of the change, in a sentence.' });
const numberSchema = z.number().int().positive();

/** A figure that is to change, from where to where. */
export const targetInputSchema = z
  .strictObject({
    figure: figureIdSchema,
    elementId: idSchema.optional().meta({ description: 'The step, for figures of one step.' }),
    target: valueSchema.meta({ description: 'In the unit of the figure: ms, a share of 1, or votes an hour.' }),
    baseline: valueSchema.optional().meta({
      description: 'Typed where nothing was measured; what the 12 months before hold is measured unless it is given.',
    }),
  })
  .superRefine(({ figure, elementId }, context) => {
    const { isOfStep } = figureKinds[figure];
    if (isOfStep === (elementId !== undefined)) return;
    context.addIssue({
      code: 'custom',
      path: ['elementId'],
      message: isOfStep ? `expected the step that ${figure} is of` : `expected none: ${figure} is of whole cases`,
    });
  })
  .meta({ id: 'TargetInput' });
export type TargetInput = z.infer<typeof targetInputSchema>;

const settings = {
  hypothesis: hypothesisSchema,
  targets: z.array(targetInputSchema).max(limits.iterationTargets, `expected at most ${limits.iterationTargets} target figures`),
  plannedVersions: z.array(numberSchema).max(20).meta({ description: 'Versions that are to go live in it.' }),
  ownerId: idSchema,
  sampleCases: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .meta({ description: 'With so many cases that are old enough the verdict opens before the last day.' }),
  maturityDays: z.number().int().min(1).max(365).meta({ description: 'So old a case is when its outcome counts.' }),
  targetDays: z.number().int().min(1).max(365).meta({ description: 'Until then a case is finished on time.' }),
  benchmark: idSchema.nullable().meta({ description: 'The pack that stands for the industry.' }),
};

/** Plans an iteration; it begins with its fortnight, at once where that runs. */
export const planIterationSchema = z
  .strictObject({
    hypothesis: settings.hypothesis,
    startsOn: dateSchema
      .optional()
      .meta({ description: 'A day of the fortnight; the running one unless it is taken, else the next, unless given.' }),
    ownerId: settings.ownerId.optional(),
    targets: settings.targets.optional().meta({ description: 'Those of the live version’s document unless given.' }),
    plannedVersions: settings.plannedVersions.optional(),
    sampleCases: settings.sampleCases.optional(),
    maturityDays: settings.maturityDays.optional(),
    targetDays: settings.targetDays.optional(),
    benchmark: settings.benchmark.optional(),
  })
  .meta({ id: 'PlanIteration' });
export type PlanIteration = z.infer<typeof planIterationSchema>;
export const changeIterationSchema = z
  .strictObject({ ...settings, startsOn: dateSchema })
  .partial()
  .meta({ id: 'ChangeIteration' });
export type ChangeIteration = z.infer<typeof changeIterationSchema>;

export const iterationStateSchema = z.enum(['planned', 'running', 'closed']);
export type IterationState = z.infer<typeof iterationStateSchema>;
export const verdictOutcomeSchema = z.enum(['keep', 'adjust', 'rollBack', 'keepUnproven']);
export type VerdictOutcome = z.infer<typeof verdictOutcomeSchema>;
export const evidenceStages = ['control', 'baseline', 'industry'] as const;
export const evidenceStageSchema = z.enum(evidenceStages);
export type EvidenceStage = z.infer<typeof evidenceStageSchema>;

export const iterationVerdictSchema = z
  .object({ outcome: verdictOutcomeSchema, reason: z.string(), by: z.string().nullable(), at: instantSchema })
  .meta({ id: 'IterationVerdict' });
export type IterationVerdict = z.infer<typeof iterationVerdictSchema>;

/** When a kept change is looked at again, and against what. */
export const comeBackSchema = z
  .object({
    stage: evidenceStageSchema,
    opensOn: dateSchema,
    dueOn: dateSchema.meta({ description: 'The end of the months that the stage is for.' }),
    state: z.enum(['upcoming', 'due', 'overdue', 'done']),
    verdict: iterationVerdictSchema.nullable(),
  })
  .meta({ id: 'ComeBack' });
export type ComeBack = z.infer<typeof comeBackSchema>;

const shippedSchema = z.object({
  version: z.number().int(),
  versionTag: z.string().nullable(),
  note: z.string().nullable(),
  state: z.enum(['planned', 'inReview', 'approved', 'rollingOut', 'live', 'rolledBack', 'replaced']),
  share: z.number().nullable().meta({ description: 'Its part of the new cases now, per cent.' }),
  at: instantSchema.nullable().meta({ description: 'When it went live first; null where it did not yet.' }),
  isPlanned: z.boolean().meta({ description: 'Somebody named it; the others are found by their time.' }),
});
export type ShippedVersion = z.infer<typeof shippedSchema>;

/** One of the days of an iteration, with what happened on it or is to. */
export const iterationDaySchema = z
  .object({
    day: z.number().int().meta({ description: 'From 1.' }),
    date: dateSchema,
    isWorking: z.boolean(),
    holiday: z.string().nullable(),
    blackout: z.string().nullable().meta({ description: 'The period in which nothing of the process goes live then.' }),
    events: z.array(
      z.object({
        code: z.enum([
          'versionApproved',
          'versionLive',
          'rolloutBegan',
          'rolloutShare',
          'rolledBack',
          'versionScheduled',
          'sampleReached',
          'decision',
          'review',
          'verdict',
        ]),
        isAhead: z.boolean(),
        version: z.number().int().nullable(),
        share: z.number().nullable(),
        at: instantSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'IterationDay' });
export type IterationDay = z.infer<typeof iterationDaySchema>;

const headSchema = z.object({
  id: z.string(),
  processId: z.string(),
  processName: z.string(),
  number: z.number().int().meta({ description: 'Counts up in its process.' }),
  state: iterationStateSchema,
  ownerId: z.string().nullable(),
  hypothesis: z.string(),
  startsOn: dateSchema,
  endsOn: dateSchema.meta({ description: 'Its last day.' }),
  verdictDueOn: dateSchema.meta({ description: 'The last day, or the next working day where that is off.' }),
  timeZone: z.string(),
  dayCount: z.number().int().meta({ description: '14, but for boundaries that days off have moved.' }),
  day: z.number().int().nullable().meta({ description: 'Which day it is; null before it began and once it is closed.' }),
  isOverdue: z.boolean().meta({ description: 'Its days are over, and no verdict was given.' }),
  verdict: iterationVerdictSchema.nullable(),
  closedAt: instantSchema.nullable(),
});
export const iterationSummarySchema = headSchema.extend({ versions: z.array(z.number().int()) }).meta({ id: 'IterationSummary' });
export type IterationSummary = z.infer<typeof iterationSummarySchema>;
export const iterationPageSchema = page(iterationSummarySchema);

export const yearOfIterationsSchema = z
  .object({
    year: z.number().int(),
    target: z.number().int().meta({ description: '24 in a year.' }),
    kept: z.number().int(),
    adjusted: z.number().int(),
    rolledBack: z.number().int(),
    unproven: z.number().int(),
    items: z
      .array(
        z.object({
          id: z.string(),
          number: z.number().int(),
          state: iterationStateSchema,
          outcome: verdictOutcomeSchema.nullable(),
        }),
      )
      .meta({ description: 'Those of the year that count towards it, the oldest first: closed and running.' }),
  })
  .meta({ id: 'YearOfIterations' });
export type YearOfIterations = z.infer<typeof yearOfIterationsSchema>;

export const decisionSchema = z
  .object({ id: z.string(), at: instantSchema, by: z.string().nullable(), text: z.string() })
  .meta({ id: 'IterationDecision' });
export type IterationDecision = z.infer<typeof decisionSchema>;
export const decideSchema = z.strictObject({ text: commentTextSchema }).meta({ id: 'Decide' });
export type Decide = z.infer<typeof decideSchema>;

export const targetSchema = z.object({
  figure: figureIdSchema,
  elementId: z.string().nullable(),
  unit: figureUnitSchema,
  better: figureDirectionSchema,
  target: z.number(),
  baseline: z
    .object({
      value: z.number().nullable(),
      isTyped: z.boolean().meta({ description: 'For this iteration alone.' }),
      cases: z.number().int().nullable(),
      origin: baselineOriginSchema,
      source: z.string().nullable().meta({ description: 'Of one that was given for the process: in words.' }),
      from: dateSchema.nullable(),
      to: dateSchema.nullable(),
    })
    .meta({
      description:
        'Measured over the 12 months before it; until there are 12 months, what was given for the process; null where there is neither.',
    }),
});

/** How many cases can tell, and when the others will be there. */
export const sampleSchema = z
  .object({
    cases: z.number().int().meta({ description: 'That began on what it ships, and are old enough.' }),
    startedCases: z.number().int().meta({ description: 'That began on what it ships.' }),
    of: z.number().int(),
    missing: z.number().int(),
    perDay: z.number().meta({ description: 'The present rate.' }),
    reachedOn: dateSchema.nullable().meta({ description: 'At that rate; null where none come.' }),
  })
  .meta({ id: 'IterationSample' });
export type IterationSample = z.infer<typeof sampleSchema>;

export const verdictOpeningSchema = z
  .object({
    isOpen: z.boolean(),
    opensOn: dateSchema.meta({ description: 'The last day, or when the sample is reached, what comes first.' }),
    why: z.enum(['lastDay', 'sample', 'notYet', 'notRunning']),
  })
  .meta({ id: 'VerdictOpening' });
export type VerdictOpening = z.infer<typeof verdictOpeningSchema>;

/** An iteration with its board. */
export const iterationSchema = headSchema
  .extend({
    targets: z.array(targetSchema),
    sampleCases: z.number().int(),
    maturityDays: z.number().int(),
    targetDays: z.number().int(),
    benchmark: z.string().nullable(),
    days: z.array(iterationDaySchema),
    versions: z.array(shippedSchema),
    cards: z.array(boardCardSchema).meta({ description: 'In the order of their column.' }),
    computed: z.array(computedCardSchema),
    decisions: z.array(decisionSchema),
    openSuggestionCount: z.number().int(),
    sample: sampleSchema,
    opening: verdictOpeningSchema,
    comesBack: z.array(comeBackSchema),
    askAgainOn: dateSchema.nullable().meta({ description: 'When what was kept unproven is asked about again.' }),
    year: yearOfIterationsSchema,
    can: capabilitiesSchema.meta({ description: '`change, discard, addCard, decide, verdict, comeBack, rollBack`.' }),
  })
  .meta({ id: 'Iteration' });
export type Iteration = z.infer<typeof iterationSchema>;

export const giveVerdictSchema = z
  .strictObject({
    outcome: verdictOutcomeSchema,
    reason: commentTextSchema,
    askAgainOn: dateSchema.optional().meta({ description: 'Of what is kept unproven; a fortnight from now unless given.' }),
    followUp: commentTextSchema
      .optional()
      .meta({ description: 'What is to be done next: it becomes a card of the next iteration.' }),
  })
  .meta({ id: 'GiveVerdict' });
export type GiveVerdict = z.infer<typeof giveVerdictSchema>;
export const comeBackVerdictSchema = z
  .strictObject({
    stage: evidenceStageSchema,
    outcome: z.enum(['keep', 'adjust', 'rollBack', 'keepUnproven']),
    reason: commentTextSchema,
  })
  .meta({ id: 'ComeBackVerdict' });
export type ComeBackVerdict = z.infer<typeof comeBackVerdictSchema>;

export const listIterationsQuerySchema = pageQuerySchema.extend({
  processId: idSchema.optional(),
  state: iterationStateSchema.optional(),
});
export type ListIterationsQuery = z.infer<typeof listIterationsQuerySchema>;

/** A change that was kept, and when it is looked at again. */
export const keptChangeSchema = iterationSummarySchema
  .extend({ comesBack: z.array(comeBackSchema), askAgainOn: dateSchema.nullable() })
  .meta({ id: 'KeptChange' });
export type KeptChange = z.infer<typeof keptChangeSchema>;
export const listKeptChangesQuerySchema = pageQuerySchema.extend({
  processId: idSchema.optional(),
  isDue: z.enum(['true', 'false']).optional().meta({ description: 'Only those that are to be looked at now.' }),
});
export type ListKeptChangesQuery = z.infer<typeof listKeptChangesQuerySchema>;

/** What an iteration wants of the reader now. */
export const iterationReminderSchema = z
  .object({
    code: z.enum(['started', 'review', 'verdictDue', 'verdictOverdue', 'comesBack', 'askAgain']),
    iterationId: z.string(),
    processId: z.string(),
    processName: z.string(),
    number: z.number().int(),
    day: z.number().int().nullable(),
    dayCount: z.number().int(),
    dueOn: dateSchema,
    stage: evidenceStageSchema.nullable(),
  })
  .meta({ id: 'IterationReminder' });
export type IterationReminder = z.infer<typeof iterationReminderSchema>;

/** The fortnights of the workspace: from an anchor on, in the zone of its calendar. */
export const iterationRhythmSchema = z
  .object({
    anchor: dateSchema.meta({ description: 'The first day of a fortnight; the others follow from it without end.' }),
    calendar: z.string(),
    timeZone: z.string(),
    fortnights: z
      .array(
        z.object({
          startsOn: dateSchema,
          endsOn: dateSchema,
          verdictDueOn: dateSchema,
          dayCount: z.number().int(),
          isMoved: z.boolean().meta({ description: 'Its first day was off, so it begins on the next working day.' }),
        }),
      )
      .meta({ description: 'The one that runs, and those that follow.' }),
    can: capabilitiesSchema.meta({ description: '`anchor`.' }),
  })
  .meta({ id: 'IterationRhythm' });
export type IterationRhythm = z.infer<typeof iterationRhythmSchema>;
export const anchorSchema = z.strictObject({ anchor: dateSchema }).meta({ id: 'Anchor' });
export type Anchor = z.infer<typeof anchorSchema>;
