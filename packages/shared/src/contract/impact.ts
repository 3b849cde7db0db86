/** What a version, or a draft, will mean: for the cases that run, and for those that start. */
import { z } from 'zod';
import { migrationOutcomeSchema, obstacleSchema } from './migration.ts';
import { takingVersionSchema } from './process.ts';
import { idSchema, instantSchema, page, pageQuerySchema } from './wire.ts';

const countsSchema = z.record(migrationOutcomeSchema, z.number().int());
const tallySchema = z.object({ total: z.number().int(), outcomes: countsSchema });

/** What would become of the cases that run on other versions; nothing is moved. */
export const casesAheadSchema = z
  .object({
    state: z.enum(['running', 'done']).meta({ description: 'While it runs, the counts are of the cases examined so far.' }),
    at: instantSchema.meta({ description: 'When the cases were looked at.' }),
    running: z.number().int().meta({ description: 'Cases that run on other versions.' }),
    examined: z.number().int(),
    isSample: z.boolean().meta({ description: 'There are more than are examined: these are the ones that began last.' }),
    outcomes: countsSchema,
    stages: z.array(tallySchema.extend({ stageId: z.string().nullable(), name: z.string().nullable() })),
    versions: z.array(tallySchema.extend({ version: z.number().int() })),
    obstacles: z.array(obstacleSchema.extend({ version: z.number().int(), cases: z.number().int() })),
  })
  .meta({ id: 'CasesAhead' });
export type CasesAhead = z.infer<typeof casesAheadSchema>;

const changeSchema = z.enum(['added', 'removed', 'changed']);
const touchedSchema = z.object({ id: z.string(), kind: z.string(), name: z.string().optional(), change: changeSchema });
export type TouchedStart = z.infer<typeof touchedSchema>;

/** What starts, or is asked of new cases, otherwise than on the version that takes them now. */
export const startsAheadSchema = z
  .object({
    against: z.number().int().nullable().meta({ description: 'The version that is live; null where none is.' }),
    takes: z.array(takingVersionSchema).meta({
      description: 'Which versions new cases take now, per cent of those that are drawn.',
    }),
    startEvents: z.array(touchedSchema),
    startForm: z
      .object({ before: z.string().nullable(), after: z.string().nullable() })
      .nullable()
      .meta({ description: 'Null where the same form starts a case, or none does.' }),
    forms: z.array(touchedSchema),
    rules: z.array(touchedSchema).meta({ description: 'Elements and flows whose rules or conditions came, went or differ.' }),
  })
  .meta({ id: 'StartsAhead' });
export type StartsAhead = z.infer<typeof startsAheadSchema>;

export const versionImpactSchema = z
  .object({
    processId: z.string(),
    version: z.number().int().nullable().meta({ description: 'Null for the draft.' }),
    cases: casesAheadSchema,
    starts: startsAheadSchema,
    tests: z.object({
      total: z.number().int(),
      failed: z.array(z.object({ id: z.string(), name: z.string(), verdict: z.enum(['fails', 'out-of-date']) })),
    }),
    problems: z.object({ errors: z.number().int(), warnings: z.number().int() }),
    opinion: z
      .object({
        state: z.enum(['none', 'running', 'done']),
        verdict: z.enum(['agrees', 'differs', 'not-compared']).nullable(),
      })
      .meta({ description: 'The second opinion, as far as somebody asked for it.' }),
  })
  .meta({ id: 'VersionImpact' });
export type VersionImpact = z.infer<typeof versionImpactSchema>;

/** Which of the examined cases are listed; `stage` empty: those outside of every stage. */
export const listCasesAheadQuerySchema = pageQuerySchema.extend({
  outcome: migrationOutcomeSchema.optional(),
  stage: z.union([idSchema, z.literal('')]).optional(),
});
export type ListCasesAheadQuery = z.infer<typeof listCasesAheadQuerySchema>;

export const caseAheadSchema = z
  .object({
    instanceId: z.string(),
    caseName: z.string(),
    version: z.number().int(),
    stageId: z.string().nullable(),
    outcome: migrationOutcomeSchema,
    obstacles: z.array(obstacleSchema),
  })
  .meta({ id: 'CaseAhead' });
export type CaseAhead = z.infer<typeof caseAheadSchema>;
export const caseAheadPageSchema = page(caseAheadSchema);
