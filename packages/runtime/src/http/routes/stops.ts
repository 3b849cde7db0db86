/** What is stopped: set with a reason, seen with what waits behind it, ended. */
import {
  createStopSchema,
  endStopSchema,
  instancePageSchema,
  listStopsQuerySchema,
  pageQuerySchema,
  stopPageSchema,
  stopSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, idParams, ok, optionalBody } from '../operation.ts';
import type { Services } from '../services.ts';

export const stopsRoutes = ({ engine }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/stops',
        operationId: 'listStops',
        tags: ['stops'],
        summary: 'Lists what is stopped, or was',
        request: { query: listStopsQuerySchema },
        responses: ok(stopPageSchema),
      }),
      async (context) => context.json(await engine.listStops(caller(context), context.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/stops',
        operationId: 'createStop',
        tags: ['stops'],
        summary: 'Stops a process, a version, a step or a type of job',
        request: { body: body(createStopSchema) },
        responses: created(stopSchema),
      }),
      async (context) => context.json(await engine.createStop(caller(context), context.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/stops/{id}',
        operationId: 'getStop',
        tags: ['stops'],
        summary: 'Reads one stop',
        request: { params: idParams },
        responses: ok(stopSchema),
      }),
      async (context) => context.json(await engine.getStop(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/stops/{id}/cases',
        operationId: 'listStopCases',
        tags: ['stops'],
        summary: 'Lists the cases that wait behind a stop',
        request: { params: idParams, query: pageQuerySchema },
        responses: ok(instancePageSchema),
      }),
      async (context) =>
        context.json(await engine.listStopCases(caller(context), context.req.valid('param').id, context.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/stops/{id}/end',
        operationId: 'endStop',
        tags: ['stops'],
        summary: 'Lets go on what is stopped',
        request: { params: idParams, body: optionalBody(endStopSchema) },
        responses: ok(stopSchema),
      }),
      async (context) =>
        context.json(await engine.endStop(caller(context), context.req.valid('param').id, context.req.valid('json')), 200),
    );
