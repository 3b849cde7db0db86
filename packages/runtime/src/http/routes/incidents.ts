/** What stands still, and trying again. */

import {
  incidentGroupSchema,
  incidentPageSchema,
  listIncidentsQuerySchema,
  resolvedIncidentSchema,
  resolveIncidentSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { idParams, listOf, ok, optionalBody } from '../operation.ts';
import type { Services } from '../services.ts';

export const incidentsRoutes = ({ engine, insight }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/incidents',
        operationId: 'listIncidents',
        tags: ['incidents'],
        summary: 'Lists incidents',
        request: { query: listIncidentsQuerySchema },
        responses: ok(incidentPageSchema),
      }),
      async (context) => context.json(await engine.listIncidents(caller(context), context.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/incident-groups',
        operationId: 'listIncidentGroups',
        tags: ['incidents'],
        summary: 'Lists open incidents by cause',
        responses: ok(listOf(incidentGroupSchema)),
      }),
      async (context) => context.json(await insight.incidentGroups(caller(context)), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/incidents/{id}/resolve',
        operationId: 'resolveIncident',
        tags: ['incidents'],
        summary: 'Tries again what stands still',
        request: { params: idParams, body: optionalBody(resolveIncidentSchema) },
        responses: ok(resolvedIncidentSchema),
      }),
      async (context) =>
        context.json(
          await engine.resolveIncident(caller(context), context.req.valid('param').id, context.req.valid('json')),
          200,
        ),
    );
