/** Versions that take a part of the new cases, and the way back. */
import {
  rollBackSchema,
  rolledBackSchema,
  rollOutSchema,
  rolloutListSchema,
  rolloutQuerySchema,
  rolloutSchema,
  wayBackQuerySchema,
  wayBackSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, ok, processParams } from '../operation.ts';
import type { Services } from '../services.ts';

export const rolloutsRoutes = ({ releases }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/rollout',
        operationId: 'getRollout',
        tags: ['versions'],
        summary:
          'Reads the roll-out that runs, else the last one, or that of one version: shares, steps, guardrails with their figures, what happened',
        request: { params: processParams, query: rolloutQuerySchema },
        responses: ok(rolloutSchema),
      }),
      async (context) =>
        context.json(
          await releases.getRollout(caller(context), context.req.valid('param').processId, context.req.valid('query')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/rollouts',
        operationId: 'listRollouts',
        tags: ['versions'],
        summary: 'Reads every roll-out that runs, in the order in which they began',
        request: { params: processParams },
        responses: ok(rolloutListSchema),
      }),
      async (context) => context.json(await releases.listRollouts(caller(context), context.req.valid('param').processId), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/rollout',
        operationId: 'rollOut',
        tags: ['versions'],
        summary: 'Begins to roll a version out by share, rule or pilot teams, or changes its roll-out; others may run beside it',
        request: { params: processParams, body: body(rollOutSchema) },
        responses: ok(rolloutSchema),
      }),
      async (context) =>
        context.json(
          await releases.rollOut(caller(context), context.req.valid('param').processId, context.req.valid('json')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/rollback',
        operationId: 'lookBack',
        tags: ['versions'],
        summary:
          'Says from which version to which going back would lead, and how many cases run on the first; null where there is none before',
        request: { params: processParams, query: wayBackQuerySchema },
        responses: ok(wayBackSchema.nullable()),
      }),
      async (context) =>
        context.json(
          await releases.lookBack(caller(context), context.req.valid('param').processId, context.req.valid('query')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/rollback',
        operationId: 'rollBack',
        tags: ['versions'],
        summary: 'Lets the version before take every new case again, at once; running cases finish on theirs, or are moved back',
        request: { params: processParams, body: body(rollBackSchema) },
        responses: ok(rolledBackSchema),
      }),
      async (context) =>
        context.json(
          await releases.rollBack(caller(context), context.req.valid('param').processId, context.req.valid('json')),
          200,
        ),
    );
