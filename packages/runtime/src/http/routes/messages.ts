/** Messages, signals and conditions from outside. */

import {
  broadcastedSignalSchema,
  broadcastSignalSchema,
  evaluateConditionsSchema,
  evaluatedConditionsSchema,
  publishedMessageSchema,
  publishMessageSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, ok } from '../operation.ts';
import type { Services } from '../services.ts';

export const messagesRoutes = ({ engine }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/messages',
        operationId: 'publishMessage',
        tags: ['messages'],
        summary: 'Publishes a message; says what it met, or why nothing',
        request: { body: body(publishMessageSchema) },
        responses: ok(publishedMessageSchema),
      }),
      async (context) => context.json(await engine.publishMessage(caller(context), context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/signals',
        operationId: 'broadcastSignal',
        tags: ['messages'],
        summary: 'Broadcasts a signal',
        request: { body: body(broadcastSignalSchema) },
        responses: ok(broadcastedSignalSchema),
      }),
      async (context) => context.json(await engine.broadcastSignal(caller(context), context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/conditions',
        operationId: 'evaluateConditions',
        tags: ['messages'],
        summary: 'Starts a case of each process whose conditional start event holds for these variables',
        request: { body: body(evaluateConditionsSchema) },
        responses: ok(evaluatedConditionsSchema),
      }),
      async (context) => context.json(await engine.evaluateConditions(caller(context), context.req.valid('json')), 200),
    );
