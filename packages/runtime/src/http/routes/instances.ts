/** Cases: start, read, correct, hold, end. */

import {
  cancelInstanceSchema,
  commentPageSchema,
  commentSchema,
  createCommentSchema,
  historyEventPageSchema,
  instanceDetailSchema,
  instancePageSchema,
  instanceSchema,
  listEventsQuerySchema,
  listInstancesQuerySchema,
  optionalReasonSchema,
  pageQuerySchema,
  setVariablesSchema,
  startActivitySchema,
  startInstanceSchema,
  withdrawSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, idParams, ok, optionalBody } from '../operation.ts';
import type { Services } from '../services.ts';

export const instancesRoutes = ({ engine }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/instances',
        operationId: 'startInstance',
        tags: ['instances'],
        summary: 'Starts a case',
        request: { body: body(startInstanceSchema) },
        responses: created(instanceSchema),
      }),
      async (context) => context.json(await engine.startInstance(caller(context), context.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/instances',
        operationId: 'listInstances',
        tags: ['instances'],
        summary: 'Lists cases',
        request: { query: listInstancesQuerySchema },
        responses: ok(instancePageSchema),
      }),
      async (context) => context.json(await engine.listInstances(caller(context), context.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/instances/{id}',
        operationId: 'getInstance',
        tags: ['instances'],
        summary: 'Reads a case with everything its page shows',
        request: { params: idParams },
        responses: ok(instanceDetailSchema),
      }),
      async (context) => context.json(await engine.getInstance(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/instances/{id}/events',
        operationId: 'listEvents',
        tags: ['instances'],
        summary: 'Reads the history of a case',
        request: { params: idParams, query: listEventsQuerySchema },
        responses: ok(historyEventPageSchema),
      }),
      async (context) =>
        context.json(await engine.listEvents(caller(context), context.req.valid('param').id, context.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/instances/{id}/variables',
        operationId: 'setVariables',
        tags: ['instances'],
        summary: 'Corrects variables, on record',
        request: { params: idParams, body: body(setVariablesSchema) },
        responses: ok(instanceSchema),
      }),
      async (context) =>
        context.json(await engine.setVariables(caller(context), context.req.valid('param').id, context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/instances/{id}/cancel',
        operationId: 'cancelInstance',
        tags: ['instances'],
        summary: 'Ends a case, as lost when a loss reason is given',
        request: { params: idParams, body: body(cancelInstanceSchema) },
        responses: ok(instanceSchema),
      }),
      async (context) =>
        context.json(await engine.cancelInstance(caller(context), context.req.valid('param').id, context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/instances/{id}/suspend',
        operationId: 'suspendInstance',
        tags: ['instances'],
        summary: 'Holds a case',
        request: { params: idParams, body: optionalBody(optionalReasonSchema) },
        responses: ok(instanceSchema),
      }),
      async (context) =>
        context.json(
          await engine.suspendInstance(caller(context), context.req.valid('param').id, context.req.valid('json')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/instances/{id}/resume',
        operationId: 'resumeInstance',
        tags: ['instances'],
        summary: 'Lets a held case go on',
        request: { params: idParams },
        responses: ok(instanceSchema),
      }),
      async (context) => context.json(await engine.resumeInstance(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/instances/{id}/activities',
        operationId: 'startActivity',
        tags: ['instances'],
        summary: 'Begins an activity of an open ad-hoc sub-process',
        request: { params: idParams, body: body(startActivitySchema) },
        responses: ok(instanceSchema),
      }),
      async (context) =>
        context.json(await engine.startActivity(caller(context), context.req.valid('param').id, context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/instances/{id}/withdraw',
        operationId: 'withdraw',
        tags: ['instances'],
        summary: 'Takes back what the caller asked approval for',
        request: { params: idParams, body: body(withdrawSchema) },
        responses: ok(instanceSchema),
      }),
      async (context) =>
        context.json(await engine.withdraw(caller(context), context.req.valid('param').id, context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/instances/{id}/comments',
        operationId: 'listComments',
        tags: ['instances'],
        summary: 'Reads the comments on a case',
        request: { params: idParams, query: pageQuerySchema },
        responses: ok(commentPageSchema),
      }),
      async (context) =>
        context.json(await engine.listComments(caller(context), context.req.valid('param').id, context.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/instances/{id}/comments',
        operationId: 'commentInstance',
        tags: ['instances'],
        summary: 'Comments on a case',
        request: { params: idParams, body: body(createCommentSchema) },
        responses: created(commentSchema),
      }),
      async (context) =>
        context.json(
          await engine.commentInstance(caller(context), context.req.valid('param').id, context.req.valid('json')),
          201,
        ),
    );
