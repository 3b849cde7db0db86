/** What was published, and publishing. */

import {
  askForPublicationSchema,
  deploymentSchema,
  deploySchema,
  pageQuerySchema,
  publicationRequestSchema,
  publishedSchema,
  publishSchema,
  versionDetailSchema,
  versionPageSchema,
} from '@fortnight/shared/contract';
import { createRoute, z } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, noContent, ok, optionalBody, processParams, versionParams } from '../operation.ts';
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
        method: 'post',
        path: '/deployments',
        operationId: 'deploy',
        tags: ['versions'],
        summary: 'Deploys files, all or none, published at once',
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
        summary: 'Publishes the draft as a new version',
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
        method: 'post',
        path: '/processes/{processId}/publication-requests',
        operationId: 'askForPublication',
        tags: ['versions'],
        summary: 'Asks the admins to publish the draft',
        request: { params: processParams, body: optionalBody(askForPublicationSchema) },
        responses: created(publicationRequestSchema),
      }),
      async (context) =>
        context.json(
          await releases.askForPublication(caller(context), context.req.valid('param').processId, context.req.valid('json')),
          201,
        ),
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/processes/{processId}/publication-requests',
        operationId: 'withdrawPublicationRequest',
        tags: ['versions'],
        summary: 'Takes back what the admins were asked to publish; the draft stays',
        request: { params: processParams },
        responses: noContent,
      }),
      async (context) => {
        await releases.withdrawPublicationRequest(caller(context), context.req.valid('param').processId);
        return context.body(null, 204);
      },
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
