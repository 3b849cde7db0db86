/** One release as one zip: out of this server, and into it. */

import { type DeployBundle, deployBundleQuerySchema, deployBundleSchema, deploymentSchema } from '@fortnight/shared/contract';
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { caller, createRouter } from '../environment.ts';
import { ok, versionParams } from '../operation.ts';
import { RequestRefused } from '../problem.ts';
import type { Services } from '../services.ts';

/** The zip as the body, or in a multipart form as `bundle`, with what is said of it as `said`. */
async function sentIn({ req }: Context, query: DeployBundle): Promise<readonly [Uint8Array, DeployBundle]> {
  const type = req.header('Content-Type') ?? 'none';
  if (/^application\/(zip|octet-stream)\s*(;|$)/i.test(type)) return [new Uint8Array(await req.arrayBuffer()), query];
  if (!/^multipart\/form-data\s*;/i.test(type))
    throw new RequestRefused(
      415,
      'unsupported-type',
      `Expected Content-Type application/zip or multipart/form-data, found ${type}.`,
    );
  const form = await req.formData().catch(() => {
    throw new RequestRefused(400, 'malformed-request', 'The multipart body cannot be read.');
  });
  const [bundle, said] = [form.get('bundle'), form.get('said')];
  if (!(bundle instanceof File)) throw new RequestRefused(400, 'invalid-request', 'Expected the zip in the form field "bundle".');
  if (said === null) return [new Uint8Array(await bundle.arrayBuffer()), query];
  const read = deployBundleSchema.safeParse(jsonIn(said));
  if (read.success) return [new Uint8Array(await bundle.arrayBuffer()), { ...query, ...read.data }];
  const [issue] = read.error.issues;
  throw new RequestRefused(400, 'invalid-request', `${['said', ...(issue?.path ?? [])].join('.')}: ${issue?.message}`);
}

function jsonIn(said: File | string): unknown {
  try {
    return typeof said === 'string' ? JSON.parse(said) : undefined;
  } catch {
    return undefined;
  }
}

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
          body: {
            description:
              'The zip, or a multipart form of it (`bundle`) and of what is said of it as JSON (`said`: DeployBundle), for texts that are too long for the address',
            content: { 'application/zip': { schema: zip } },
            required: true,
          },
        },
        responses: ok(deploymentSchema),
      }),
      async (context) => {
        const [bytes, said] = await sentIn(context, context.req.valid('query'));
        return context.json(await releases.deployBundle(caller(context), bytes, said), 200);
      },
    );
