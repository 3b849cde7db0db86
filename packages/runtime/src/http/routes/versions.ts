/** What was published, and publishing. */

import {
  deploymentSchema,
  deploySchema,
  differenceSchema,
  diffQuerySchema,
  pageQuerySchema,
  publishedSchema,
  publishSchema,
  versionDetailSchema,
  versionPageSchema,
} from '@fortnight/shared/contract';
import { createRoute, z } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, ok, optionalBody, processParams, versionParams } from '../operation.ts';
import type { Services } from '../services.ts';

export const versionsRoutes = ({ releases }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/versions',
        operationId: 'listVersions',
        tags: ['versions'],
        summary: 'Lists versions, newest first',
        request: { params: processParams, query: pageQuerySchema },
        responses: ok(versionPageSchema),
      }),
      async (context) =>
        context.json(
          await releases.listVersions(caller(context), context.req.valid('param').processId, context.req.valid('query')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/versions/{version}',
        operationId: 'getVersion',
        tags: ['versions'],
        summary: 'Reads a version with its content',
        request: { params: versionParams },
        responses: ok(versionDetailSchema),
      }),
      async (context) =>
        context.json(
          await releases.getVersion(caller(context), context.req.valid('param').processId, context.req.valid('param').version),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/diff',
        operationId: 'diff',
        tags: ['versions'],
        summary: 'Says what differs between two versions, or a version and the draft; what only looks otherwise apart',
        request: { params: processParams, query: diffQuerySchema },
        responses: ok(differenceSchema),
      }),
      async (context) =>
        context.json(await releases.diff(caller(context), context.req.valid('param').processId, context.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/deployments',
        operationId: 'deploy',
        tags: ['versions'],
        summary: 'Deploys files, all or none: published at once, or proposed; 409 where a process asks for review',
        request: { body: body(deploySchema) },
        responses: ok(deploymentSchema),
      }),
      async (context) => context.json(await releases.deploy(caller(context), context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/publish',
        operationId: 'publish',
        tags: ['versions'],
        summary: 'Publishes the draft, or a version that was proposed, now or at a time; 409 where a review is missing',
        request: { params: processParams, body: optionalBody(publishSchema) },
        responses: ok(publishedSchema),
      }),
      async (context) =>
        context.json(
          await releases.publish(caller(context), context.req.valid('param').processId, context.req.valid('json')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/versions/{version}/xml',
        operationId: 'getVersionXml',
        tags: ['versions'],
        summary: 'Reads the BPMN of a version, as it was published',
        request: { params: versionParams },
        responses: { 200: { description: 'BPMN 2.0 XML', content: { 'application/xml': { schema: z.string() } } } },
      }),
      async (context) => {
        const { processId, version } = context.req.valid('param');
        return context.body(await releases.getVersionXml(caller(context), processId, version), 200, {
          'Content-Type': 'application/xml; charset=utf-8',
        });
      },
    );
