/** One release as one zip: out of this server, and into it. */

import { deployBundleQuerySchema, deploymentSchema } from '@fortnight/shared/contract';
import { createRoute, z } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { ok, versionParams } from '../operation.ts';
import { RequestRefused } from '../problem.ts';
import type { Services } from '../services.ts';

const zip = z.string().meta({ format: 'binary' });

export const bundlesRoutes = ({ releases }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/versions/{version}/bundle',
        operationId: 'exportRelease',
        tags: ['versions'],
        summary: 'Reads a version with everything that is released with it, as one zip: the same bytes every time',
        request: { params: versionParams },
        responses: {
          200: { description: 'BPMN, forms, decisions, tests and a manifest', content: { 'application/zip': { schema: zip } } },
        },
      }),
      async (context) => {
        const { processId, version } = context.req.valid('param');
        const release = await releases.exportRelease(caller(context), processId, version);
        return context.body(Uint8Array.from(release.zip), 200, {
          'Content-Type': 'application/zip',
          'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(release.fileName)}`,
        });
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/bundles',
        operationId: 'deployBundle',
        tags: ['versions'],
        summary: 'Deploys the zip of a release: published at once, or proposed; 409 where a process asks for review',
        request: {
          query: deployBundleQuerySchema,
          body: { content: { 'application/zip': { schema: zip } }, required: true },
        },
        responses: ok(deploymentSchema),
      }),
      async (context) => {
        const type = context.req.header('Content-Type') ?? 'none';
        if (!/^application\/(zip|octet-stream)\s*(;|$)/i.test(type))
          throw new RequestRefused(415, 'unsupported-type', `Expected Content-Type application/zip, found ${type}.`);
        const bytes = new Uint8Array(await context.req.arrayBuffer());
        return context.json(await releases.deployBundle(caller(context), bytes, context.req.valid('query')), 200);
      },
    );
