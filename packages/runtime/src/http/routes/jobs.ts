/** Work for outside programs. */

import {
  activatedJobsSchema,
  activateJobsSchema,
  completeJobSchema,
  failJobSchema,
  throwJobErrorSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, idParams, noContent, ok, optionalBody } from '../operation.ts';
import type { Services } from '../services.ts';

export const jobsRoutes = ({ engine }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/jobs/activate',
        operationId: 'activateJobs',
        tags: ['jobs'],
        summary: 'Gives a worker jobs, waiting for them when asked',
        request: { body: body(activateJobsSchema) },
        responses: ok(activatedJobsSchema),
      }),
      async (context) =>
        context.json(await engine.activateJobs(caller(context), context.req.valid('json'), context.req.raw.signal), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/jobs/{id}/complete',
        operationId: 'completeJob',
        tags: ['jobs'],
        summary: 'Completes a job',
        request: { params: idParams, body: optionalBody(completeJobSchema) },
        responses: noContent,
      }),
      async (context) => {
        await engine.completeJob(caller(context), context.req.valid('param').id, context.req.valid('json'));
        return context.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/jobs/{id}/fail',
        operationId: 'failJob',
        tags: ['jobs'],
        summary: 'Reports a failed attempt',
        request: { params: idParams, body: body(failJobSchema) },
        responses: noContent,
      }),
      async (context) => {
        await engine.failJob(caller(context), context.req.valid('param').id, context.req.valid('json'));
        return context.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/jobs/{id}/throw-error',
        operationId: 'throwJobError',
        tags: ['jobs'],
        summary: 'Throws a BPMN error',
        request: { params: idParams, body: body(throwJobErrorSchema) },
        responses: noContent,
      }),
      async (context) => {
        await engine.throwJobError(caller(context), context.req.valid('param').id, context.req.valid('json'));
        return context.body(null, 204);
      },
    );
