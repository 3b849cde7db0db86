/** Moving cases: one by hand or to another version, many at once. */
import {
  grantOverrideSchema,
  instanceMigrationSchema,
  instanceSchema,
  listMigratedCasesQuerySchema,
  migratedCasePageSchema,
  migrateInstanceSchema,
  migrationImpactSchema,
  migrationPageSchema,
  migrationProgressSchema,
  migrationSchema,
  modifyInstanceSchema,
  overrideListSchema,
  overrideSchema,
  pageQuerySchema,
  planMigrationSchema,
  startMigrationSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, idParams, ok, processParams } from '../operation.ts';
import type { Services } from '../services.ts';

export const migrationsRoutes = ({ engine }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/instances/{id}/modify',
        operationId: 'modifyInstance',
        tags: ['instances'],
        summary: 'Moves, adds or cancels tokens of a case',
        request: { params: idParams, body: body(modifyInstanceSchema) },
        responses: ok(instanceSchema),
      }),
      async (context) =>
        context.json(await engine.modifyInstance(caller(context), context.req.valid('param').id, context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/instances/{id}/migrate',
        operationId: 'migrateInstance',
        tags: ['instances'],
        summary: 'Lets a case go on by another version, or says what would happen',
        request: { params: idParams, body: body(migrateInstanceSchema) },
        responses: ok(instanceMigrationSchema),
      }),
      async (context) =>
        context.json(
          await engine.migrateInstance(caller(context), context.req.valid('param').id, context.req.valid('json')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/instances/{id}/overrides',
        operationId: 'listOverrides',
        tags: ['instances'],
        summary: 'Lists what a person of the role risk let a case pass by',
        request: { params: idParams },
        responses: ok(overrideListSchema),
      }),
      async (context) => context.json(await engine.listOverrides(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/instances/{id}/overrides',
        operationId: 'grantOverride',
        tags: ['instances'],
        summary: 'Lets a case pass by checkpoints that it owes, once, by somebody else',
        request: { params: idParams, body: body(grantOverrideSchema) },
        responses: created(overrideSchema),
      }),
      async (context) =>
        context.json(await engine.grantOverride(caller(context), context.req.valid('param').id, context.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/migrations/plan',
        operationId: 'planCaseMigration',
        tags: ['migrations'],
        summary: 'Proposes a plan and says what it would do to each running case',
        request: { params: processParams, body: body(planMigrationSchema) },
        responses: ok(migrationImpactSchema),
      }),
      async (context) =>
        context.json(
          await engine.planCaseMigration(caller(context), context.req.valid('param').processId, context.req.valid('json')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/migrations',
        operationId: 'startMigration',
        tags: ['migrations'],
        summary: 'Moves the running cases of a version to another, in the background',
        request: { params: processParams, body: body(startMigrationSchema) },
        responses: created(migrationSchema),
      }),
      async (context) =>
        context.json(
          await engine.startMigration(caller(context), context.req.valid('param').processId, context.req.valid('json')),
          201,
        ),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/migrations',
        operationId: 'listMigrations',
        tags: ['migrations'],
        summary: 'Lists the migrations of a process',
        request: { params: processParams, query: pageQuerySchema },
        responses: ok(migrationPageSchema),
      }),
      async (context) =>
        context.json(
          await engine.listMigrations(caller(context), context.req.valid('param').processId, context.req.valid('query')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/migrations/{id}',
        operationId: 'getMigration',
        tags: ['migrations'],
        summary: 'Reads how far a migration is',
        request: { params: idParams },
        responses: ok(migrationSchema),
      }),
      async (context) => context.json(await engine.getMigration(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/migrations/{id}/progress',
        operationId: 'getMigrationProgress',
        tags: ['migrations'],
        summary: 'Says where its cases are by now, by stage and by element',
        request: { params: idParams },
        responses: ok(migrationProgressSchema),
      }),
      async (context) => context.json(await engine.getMigrationProgress(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/migrations/{id}/cases',
        operationId: 'listMigratedCases',
        tags: ['migrations'],
        summary: 'Lists what became of each case',
        request: { params: idParams, query: listMigratedCasesQuerySchema },
        responses: ok(migratedCasePageSchema),
      }),
      async (context) =>
        context.json(
          await engine.listMigratedCases(caller(context), context.req.valid('param').id, context.req.valid('query')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/migrations/{id}/pause',
        operationId: 'pauseMigration',
        tags: ['migrations'],
        summary: 'Holds a migration after the case in hand',
        request: { params: idParams },
        responses: ok(migrationSchema),
      }),
      async (context) => context.json(await engine.pauseMigration(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/migrations/{id}/resume',
        operationId: 'resumeMigration',
        tags: ['migrations'],
        summary: 'Lets a held migration go on',
        request: { params: idParams },
        responses: ok(migrationSchema),
      }),
      async (context) => context.json(await engine.resumeMigration(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/migrations/{id}/retry',
        operationId: 'retryMigration',
        tags: ['migrations'],
        summary: 'Tries the cases again that something stood in the way of',
        request: { params: idParams },
        responses: ok(migrationSchema),
      }),
      async (context) => context.json(await engine.retryMigration(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/migrations/{id}/undo',
        operationId: 'undoMigration',
        tags: ['migrations'],
        summary: 'Takes back every moved case that nobody has worked on since',
        request: { params: idParams },
        responses: ok(migrationSchema),
      }),
      async (context) => context.json(await engine.undoMigration(caller(context), context.req.valid('param').id), 200),
    );
