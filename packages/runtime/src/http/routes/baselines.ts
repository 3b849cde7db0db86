/** What figures of a process were before it ran here: typed, or imported from a file. */
import { baselineImportSchema, baselineSchema, importBaselinesSchema, setBaselineSchema } from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, idParams, listOf, noContent, ok, processParams } from '../operation.ts';
import type { Services } from '../services.ts';

const baselineParams = processParams.extend(idParams.shape);

export const baselinesRoutes = ({ releases }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/baselines',
        operationId: 'listBaselines',
        tags: ['iterations'],
        summary: 'Lists what was typed or imported of the time before',
        request: { params: processParams },
        responses: ok(listOf(baselineSchema)),
      }),
      async (context) => context.json(await releases.listBaselines(caller(context), context.req.valid('param').processId), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/baselines',
        operationId: 'setBaseline',
        tags: ['iterations'],
        summary: 'Types a baseline; it takes the place of what was given for the same figure',
        request: { params: processParams, body: body(setBaselineSchema) },
        responses: created(baselineSchema),
      }),
      async (context) =>
        context.json(
          await releases.setBaseline(caller(context), context.req.valid('param').processId, context.req.valid('json')),
          201,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/baselines/import',
        operationId: 'importBaselines',
        tags: ['iterations'],
        summary: 'Imports baselines from CSV, all lines or none; a dry run says what would be taken, and what is wrong by line',
        request: { params: processParams, body: body(importBaselinesSchema) },
        responses: ok(baselineImportSchema),
      }),
      async (context) =>
        context.json(
          await releases.importBaselines(caller(context), context.req.valid('param').processId, context.req.valid('json')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/processes/{processId}/baselines/{id}',
        operationId: 'removeBaseline',
        tags: ['iterations'],
        summary: 'Removes what was typed or imported of one figure',
        request: { params: baselineParams },
        responses: noContent,
      }),
      async (context) => {
        const { processId, id } = context.req.valid('param');
        await releases.removeBaseline(caller(context), processId, id);
        return context.body(null, 204);
      },
    );
