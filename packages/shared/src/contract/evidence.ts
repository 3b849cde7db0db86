/** What the figures say of an iteration, and against what. */
import { z } from 'zod';
import { baselineOriginSchema } from './baseline.ts';
import { figureDirectionSchema, figureIdSchema, figureUnitSchema, measuredSchema } from './figure.ts';
import { evidenceStageSchema, sampleSchema, targetSchema, verdictOpeningSchema } from './iteration.ts';
import { dateSchema, instantSchema } from './wire.ts';

/**
 * Words of the plain sentences: a code with figures, worded by the catalogues. Figures named `…Points` and `…Percent` are signed
 * shares of 1; `low` and `high` of times and rates are how much less or more, without a sign.
 */
export const sayingSchema = z
  .object({
    code: z.enum([
      'better',
      'worse',
      'unclear',
      'tooFew',
      'timeShorter',
      'timeLonger',
      'timeUnclear',
      'rateHigher',
      'rateLower',
      'rateUnclear',
      'missing',
      'noControl',
      'noBaseline',
      'typedBaseline',
      'givenBaseline',
      'importedBaseline',
      'baselineWithoutSample',
      'noBenchmark',
      'benchmarkReached',
      'benchmarkMissed',
      'benchmarkUnclear',
      'levelReached',
      'levelMissed',
      'levelUnclear',
      'benchmarkWithoutSample',
      'changedBefore',
      'stillRunning',
      'splitBroken',
      'nothingShipped',
    ]),
    figure: figureIdSchema.nullable(),
    elementId: z.string().nullable(),
    unit: figureUnitSchema.nullable(),
    params: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  })
  .meta({ id: 'Saying' });
export type Saying = z.infer<typeof sayingSchema>;

export const comparisonSchema = z
  .object({
    figure: figureIdSchema,
    elementId: z.string().nullable(),
    unit: figureUnitSchema,
    better: figureDirectionSchema,
    isLeading: z.boolean().meta({ description: 'Of one step: it can tell before outcomes can.' }),
    treatment: measuredSchema,
    against: measuredSchema,
    againstOrigin: baselineOriginSchema.meta({ description: 'Whether what it is compared with was measured here.' }),
    difference: z.object({ estimate: z.number().nullable(), low: z.number().nullable(), high: z.number().nullable() }).meta({
      description: 'Treatment less the other, in the unit; of the industry: relative to the baseline, −0.25 is a quarter less.',
    }),
    isRelative: z
      .boolean()
      .meta({ description: 'The difference is a share of the baseline: of a benchmark that asks for a change.' }),
    wanted: z.number().nullable().meta({ description: 'What a benchmark asks for.' }),
    standing: z.enum(['better', 'worse', 'unclear', 'tooFew']),
    missingCases: z.number().int().nullable().meta({
      description: 'How many more would tell, were the difference what it looks like; null where it tells, or never would.',
    }),
    tellsOn: dateSchema.nullable().meta({ description: 'When they will be there, at the present rate.' }),
  })
  .meta({ id: 'Comparison' });
export type Comparison = z.infer<typeof comparisonSchema>;

export const stageOfEvidenceSchema = z
  .object({
    stage: evidenceStageSchema,
    isThere: z.boolean(),
    treatmentVersions: z.array(z.number().int()),
    againstVersions: z.array(z.number().int()),
    treatmentCases: z.number().int(),
    againstCases: z.number().int(),
    from: instantSchema.nullable().meta({ description: 'Of what it is compared with.' }),
    to: instantSchema.nullable(),
    benchmark: z.string().nullable(),
    comparisons: z.array(comparisonSchema),
    canSay: z.array(sayingSchema),
    cannotSay: z.array(sayingSchema),
  })
  .meta({ id: 'StageOfEvidence' });
export type StageOfEvidence = z.infer<typeof stageOfEvidenceSchema>;

/** What the figures say of an iteration, as they stand now. */
export const evidenceSchema = z
  .object({
    at: instantSchema,
    iterationId: z.string(),
    targets: z.array(
      targetSchema.extend({
        now: measuredSchema,
        remark: z
          .enum(['tooFew', 'reached', 'surelyBetter', 'looksBetter', 'looksSame', 'looksWorse', 'surelyWorse', 'kept'])
          .meta({
            description:
              '`reached`: all of the interval is past the target; `surely…`: all of it is past the baseline; `kept`: where both are the same, none of it is worse.',
          }),
      }),
    ),
    sample: sampleSchema,
    opening: verdictOpeningSchema,
    stages: z.array(stageOfEvidenceSchema),
    pooled: z
      .array(z.object({ figure: figureIdSchema, elementId: z.string(), versions: z.array(z.number().int()) }))
      .meta({ description: 'Versions that count together for a step, for it is the same in them.' }),
  })
  .meta({ id: 'Evidence' });
export type Evidence = z.infer<typeof evidenceSchema>;

export const benchmarkPackSchema = z
  .object({
    id: z.string(),
    industry: z.enum(['scorecard', 'manufacturing', 'banking', 'saas', 'service']),
    year: z.number().int(),
    figures: z.array(
      z.object({
        figure: figureIdSchema.nullable().meta({ description: 'Null where this server does not measure it.' }),
        name: z.string().meta({ description: 'A key of the catalogues.' }),
        kind: z.enum(['change', 'level']).meta({ description: 'Relative to one’s own baseline, or a level.' }),
        value: z.number(),
        sampleSize: z.number().int().nullable(),
      }),
    ),
  })
  .meta({ id: 'BenchmarkPack' });
export type BenchmarkPack = z.infer<typeof benchmarkPackSchema>;
