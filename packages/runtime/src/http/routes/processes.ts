/** Processes as a whole. */

import {
  createProcessSchema,
  duplicateProcessSchema,
  listProcessesQuerySchema,
  processDetailSchema,
  processPageSchema,
  updateProcessSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, ok, processParams } from '../operation.ts';
import type { Services } from '../services.ts';

export const processesRoutes = ({ releases }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes',
        operationId: 'listProcesses',
        tags: ['processes'],
        summary: 'Lists processes',
        request: { query: listProcessesQuerySchema },
        responses: ok(processPageSchema),
      }),
      async (context) => context.json(await releases.listProcesses(caller(context), context.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes',
        operationId: 'createProcess',
        tags: ['processes'],
        summary: 'Makes a process with a draft',
        request: { body: body(createProcessSchema) },
        responses: created(processDetailSchema),
      }),
      async (context) => context.json(await releases.createProcess(caller(context), context.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}',
        operationId: 'getProcess',
        tags: ['processes'],
        summary: 'Reads a process',
        request: { params: processParams },
        responses: ok(processDetailSchema),
      }),
      async (context) => context.json(await releases.getProcess(caller(context), context.req.valid('param').processId), 200),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/processes/{processId}',
        operationId: 'updateProcess',
        tags: ['processes'],
        summary: 'Renames a process, or gives it another owner',
        request: { params: processParams, body: body(updateProcessSchema) },
        responses: ok(processDetailSchema),
      }),
      async (context) =>
        context.json(
          await releases.updateProcess(caller(context), context.req.valid('param').processId, context.req.valid('json')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/duplicate',
        operationId: 'duplicateProcess',
        tags: ['processes'],
        summary: 'Makes a new process from this one',
        request: { params: processParams, body: body(duplicateProcessSchema) },
        responses: created(processDetailSchema),
      }),
      async (context) =>
        context.json(
          await releases.duplicateProcess(caller(context), context.req.valid('param').processId, context.req.valid('json')),
          201,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/archive',
        operationId: 'archiveProcess',
        tags: ['processes'],
        summary: 'Puts a process away: no new cases, running ones go on',
        request: { params: processParams },
        responses: ok(processDetailSchema),
      }),
      async (context) => context.json(await releases.archiveProcess(caller(context), context.req.valid('param').processId), 200),
    );
