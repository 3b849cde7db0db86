/** FEEL, tried out. */

import { evaluatedExpressionSchema, evaluateExpressionSchema } from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { createRouter } from '../environment.ts';
import { body, ok } from '../operation.ts';
import type { Services } from '../services.ts';

export const expressionsRoutes = ({ evaluateExpression }: Services) =>
  createRouter().openapi(
    createRoute({
      method: 'post',
      path: '/expressions/evaluate',
      operationId: 'evaluateExpression',
      tags: ['expressions'],
      summary: 'Evaluates a FEEL expression',
      request: { body: body(evaluateExpressionSchema) },
      responses: ok(evaluatedExpressionSchema),
    }),
    async (context) => context.json(await evaluateExpression(context.req.valid('json')), 200),
  );
