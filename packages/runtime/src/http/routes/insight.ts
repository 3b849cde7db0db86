/** What screens read: home, funnel, operations. */

import { funnelSchema, homeSchema, operationsHealthSchema } from '@fortnight/shared/contract';
import { createRoute, z } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { ok, processParams } from '../operation.ts';
import type { Services } from '../services.ts';

const funnelQuery = z.object({ version: z.coerce.number().int().positive().optional() });

export const insightRoutes = ({ insight }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/home',
        operationId: 'getHome',
        tags: ['insight'],
        summary: 'Reads what the first screen shows',
        responses: ok(homeSchema),
      }),
      async (context) => context.json(await insight.home(caller(context)), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/operations/health',
        operationId: 'getOperationsHealth',
        tags: ['insight'],
        summary: 'Reads the health of jobs, timers, outbox and database',
        responses: ok(operationsHealthSchema),
      }),
      async (context) => context.json(await insight.operationsHealth(caller(context)), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/funnel',
        operationId: 'getFunnel',
        tags: ['insight'],
        summary: 'Reads the stages with their live counts',
        request: { params: processParams, query: funnelQuery },
        responses: ok(funnelSchema),
      }),
      async (context) =>
        context.json(
          await insight.funnel(caller(context), context.req.valid('param').processId, context.req.valid('query').version),
          200,
        ),
    );
