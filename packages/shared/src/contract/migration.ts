/** Moving cases: by hand, to another version one by one, and many at once. */
import { z } from 'zod';
import { instanceSchema } from './instance.ts';
import { limits } from './limits.ts';
import { commentTextSchema, idSchema, instantSchema, jsonSchema, page, pageQuerySchema } from './wire.ts';

/** A second person of the role risk lets one case pass by checkpoints that it owes, once. */
export const overrideSchema = z
  .object({
    id: z.string(),
    instanceId: z.string(),
    /** Ids of the checkpoints, as the version that asks for them has them. */
    checkpoints: z.array(z.string()),
    by: z.string(),
    reason: z.string(),
    at: instantSchema,
    usedAt: instantSchema.nullable(),
    /** Who moved the case by it. */
    usedBy: z.string().nullable(),
  })
  .meta({ id: 'Override' });
export type Override = z.infer<typeof overrideSchema>;
export const overrideListSchema = z.object({ items: z.array(overrideSchema) });
export const grantOverrideSchema = z
  .strictObject({
    checkpoints: z.array(idSchema).min(1, 'expected a checkpoint').max(limits.overrideCheckpoints),
    reason: commentTextSchema,
  })
  .meta({ id: 'GrantOverride' });
export type GrantOverride = z.infer<typeof grantOverrideSchema>;

const tokenRefSchema = z.union([z.strictObject({ tokenId: idSchema }), z.strictObject({ elementId: idSchema })]);
export const caseMoveSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('move'), from: tokenRefSchema, toElementId: idSchema }),
  z.strictObject({ do: z.literal('add'), toElementId: idSchema }),
  z.strictObject({ do: z.literal('cancel'), from: tokenRefSchema }),
]);
export const modifyInstanceSchema = z
  .strictObject({
    moves: z.array(caseMoveSchema).min(1, 'expected a move').max(limits.caseMoves),
    reason: commentTextSchema,
    /** One that a person of the role risk granted this case before. */
    overrideId: idSchema.optional(),
  })
  .meta({ id: 'ModifyInstance' });
export type ModifyInstance = z.infer<typeof modifyInstanceSchema>;

/** What a person says beside, or against, the plan that is proposed. */
export const migrationWishesSchema = z
  .strictObject({
    /** By element of the version before; null takes its place away. */
    mapping: z.record(idSchema, idSchema.nullable()).optional(),
    /** By element whose limit, or whose event, it is: keep the moment, count from now, or from when it began. */
    timers: z.record(idSchema, z.enum(['keep', 'restart', 'redate'])).optional(),
    /** Elements whose tokens end, and begin anew at their target. */
    anew: z.array(idSchema).max(limits.modelElements).optional(),
  })
  .meta({ id: 'MigrationWishes' });
export type MigrationWishes = z.infer<typeof migrationWishesSchema>;

export const migrationOutcomeSchema = z.enum(['unchanged', 'migrates', 'check-owed', 'needs-mapping', 'blocked']);
export type MigrationOutcome = z.infer<typeof migrationOutcomeSchema>;
export const obstacleSchema = z
  .object({
    kind: z.enum(['needs-mapping', 'check-owed', 'blocked']),
    code: z.string(),
    elementId: z.string(),
    to: z.string().optional(),
    params: z.record(z.string(), jsonSchema).optional(),
  })
  .meta({ id: 'MigrationObstacle' });
export type MigrationObstacle = z.infer<typeof obstacleSchema>;

export const migrationPlanSchema = z
  .object({
    mapping: z.record(z.string(), z.string()),
    timers: z.record(z.string(), z.enum(['keep', 'restart', 'redate'])).optional(),
    anew: z.array(z.string()).optional(),
    byHand: z.array(z.string()).optional(),
  })
  .meta({ id: 'MigrationPlan' });

export const migrateInstanceSchema = z
  .strictObject({
    toVersion: z.number().int().positive(),
    plan: migrationWishesSchema.optional(),
    /** Says what would happen, and moves nothing. */
    dryRun: z.boolean().optional(),
    reason: commentTextSchema.optional(),
    overrideId: idSchema.optional(),
  })
  .refine(({ dryRun, reason }) => dryRun === true || reason !== undefined, {
    path: ['reason'],
    message: 'expected a reason, which stands in the history of the case',
  })
  .meta({ id: 'MigrateInstance' });
export type MigrateInstance = z.infer<typeof migrateInstanceSchema>;
export const instanceMigrationSchema = z
  .object({
    outcome: migrationOutcomeSchema,
    obstacles: z.array(obstacleSchema),
    plan: migrationPlanSchema,
    /** The case on its new version; null for a dry run. */
    instance: instanceSchema.nullable(),
  })
  .meta({ id: 'InstanceMigration' });
export type InstanceMigration = z.infer<typeof instanceMigrationSchema>;

const filterShape = {
  stage: idSchema.optional(),
  elementId: idSchema.optional(),
  instanceIds: z.array(idSchema).min(1).max(limits.migrationInstanceIds).optional(),
};
export const migrationFilterSchema = z.strictObject(filterShape).meta({ id: 'MigrationFilter' });
export type MigrationFilter = z.infer<typeof migrationFilterSchema>;

const betweenVersions = {
  fromVersion: z.number().int().positive(),
  toVersion: z.number().int().positive(),
  plan: migrationWishesSchema.optional(),
  filter: migrationFilterSchema.optional(),
};
export const planMigrationSchema = z.strictObject(betweenVersions).meta({ id: 'PlanMigration' });
export type PlanMigration = z.infer<typeof planMigrationSchema>;

const countsSchema = z.record(migrationOutcomeSchema, z.number().int());
/** A dry run over all cases: what would happen, by stage and by what stands in the way. */
export const migrationImpactSchema = z
  .object({
    plan: migrationPlanSchema,
    elements: z.array(
      z.object({
        from: z.string().optional(),
        to: z.string().optional(),
        match: z.enum(['unchanged', 'changed', 'guess', 'by-hand', 'none', 'new']),
        reasons: z.array(z.string()),
        /** How many cases stand at it. */
        cases: z.number().int(),
      }),
    ),
    total: z.number().int(),
    outcomes: countsSchema,
    stages: z.array(
      z.object({ stageId: z.string().nullable(), name: z.string().nullable(), total: z.number().int(), outcomes: countsSchema }),
    ),
    obstacles: z.array(obstacleSchema.extend({ cases: z.number().int(), instanceIds: z.array(z.string()) })),
  })
  .meta({ id: 'MigrationImpact' });
export type MigrationImpact = z.infer<typeof migrationImpactSchema>;

export const startMigrationSchema = z
  .strictObject({
    ...betweenVersions,
    reason: commentTextSchema,
    /** Cases a minute; as fast as it goes when absent. */
    rate: z.number().int().min(1).max(limits.migrationRate).optional(),
    /** Moves also cases that would not notice; they stay where they are unless it is true. */
    includeUnchanged: z.boolean().optional(),
  })
  .meta({ id: 'StartMigration' });
export type StartMigration = z.infer<typeof startMigrationSchema>;

export const migrationSchema = z
  .object({
    id: z.string(),
    processId: z.string(),
    fromVersion: z.number().int(),
    toVersion: z.number().int(),
    state: z.enum(['running', 'paused', 'done', 'undoing', 'undone']),
    plan: migrationPlanSchema,
    filter: migrationFilterSchema,
    rate: z.number().int().nullable(),
    reason: z.string(),
    includeUnchanged: z.boolean(),
    by: z.string().nullable(),
    startedAt: instantSchema,
    endedAt: instantSchema.nullable(),
    /** Cases on the version when it began, as far as they are meant. */
    total: z.number().int(),
    moved: z.number().int(),
    /** They stay: nothing would change for them. */
    unchanged: z.number().int(),
    /** They stay: something stands in the way. */
    failed: z.number().int(),
    undone: z.number().int(),
    toGo: z.number().int(),
    /** Moved ones that nobody has worked on since: undo takes them back. */
    undoable: z.number().int(),
  })
  .meta({ id: 'Migration' });
export type Migration = z.infer<typeof migrationSchema>;
export const migrationPageSchema = page(migrationSchema);

const placedSchema = z.object({ elementId: z.string(), cases: z.number().int() });
/** Where the cases of a migration are by now. */
export const migrationProgressSchema = z
  .object({
    stages: z.array(
      z.object({
        stageId: z.string().nullable(),
        name: z.string().nullable(),
        moved: z.number().int(),
        unchanged: z.number().int(),
        failed: z.number().int(),
        undone: z.number().int(),
        running: z.number().int().meta({ description: 'Cases that stand there on the version that is left.' }),
        toGo: z.number().int().nullable().meta({ description: 'Null where it is over, or is about chosen cases alone.' }),
      }),
    ),
    standing: z
      .array(placedSchema)
      .nullable()
      .meta({ description: 'Where cases stand on the version that is left; null where there are too many to say.' }),
    arrived: z.array(placedSchema).meta({ description: 'Where moved cases arrived on the version that is gone to.' }),
  })
  .meta({ id: 'MigrationProgress' });
export type MigrationProgress = z.infer<typeof migrationProgressSchema>;

export const migratedCaseSchema = z
  .object({
    instanceId: z.string(),
    caseName: z.string(),
    state: z.enum(['waiting', 'moved', 'unchanged', 'failed', 'undone']),
    at: instantSchema,
    /** Why it stays where it is, in a code and in English. */
    code: z.string().nullable(),
    message: z.string().nullable(),
    obstacles: z.array(obstacleSchema),
    version: z.number().int().nullable().meta({ description: 'The version that it is on now.' }),
    standsAt: z.array(z.string()).meta({ description: 'Elements of that version.' }),
    lastBy: z.string().nullable().meta({ description: 'Who did the last task of it.' }),
    lastAt: instantSchema.nullable(),
  })
  .meta({ id: 'MigratedCase' });
export type MigratedCase = z.infer<typeof migratedCaseSchema>;
export const migratedCasePageSchema = page(migratedCaseSchema);
export const listMigratedCasesQuerySchema = pageQuerySchema.extend({
  state: z.enum(['waiting', 'moved', 'unchanged', 'failed', 'undone']).optional(),
});
export type ListMigratedCasesQuery = z.infer<typeof listMigratedCasesQuerySchema>;
