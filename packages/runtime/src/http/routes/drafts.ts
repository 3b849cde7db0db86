/** What is drawn and not yet published, under one ETag. */

import { draftContentSchema, draftSchema, validationRequestSchema, validationSchema } from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { etagOf, ifMatchOf } from '../etag.ts';
import { body, noContent, ok, processParams } from '../operation.ts';
import type { Services } from '../services.ts';

export const draftsRoutes = ({ releases, validate }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/draft',
        operationId: 'getDraft',
        tags: ['drafts'],
        summary: 'Reads the draft; its ETag is what a save must name',
        request: { params: processParams },
        responses: ok(draftSchema),
      }),
      async (context) => {
        const draft = await releases.getDraft(caller(context), context.req.valid('param').processId);
        return context.json(draft, 200, { ETag: etagOf(draft.etag) });
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/processes/{processId}/draft',
        operationId: 'saveDraft',
        tags: ['drafts'],
        summary: 'Saves the draft over the one that If-Match names (* for any); 412 says who saved another one, 428 asks for it',
        request: { params: processParams, body: body(draftContentSchema) },
        responses: ok(draftSchema),
      }),
      async (context) => {
        const { processId } = context.req.valid('param');
        const content = context.req.valid('json');
        const draft = await releases.saveDraft(caller(context), processId, content, ifMatchOf(context));
        return context.json(draft, 200, { ETag: etagOf(draft.etag) });
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/processes/{processId}/draft',
        operationId: 'discardDraft',
        tags: ['drafts'],
        summary: 'Goes back to the newest version',
        request: { params: processParams },
        responses: noContent,
      }),
      async (context) => {
        await releases.discardDraft(caller(context), context.req.valid('param').processId, ifMatchOf(context));
        return context.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/validations',
        operationId: 'validate',
        tags: ['drafts'],
        summary: 'Says what is wrong with a model; stores nothing',
        request: { body: body(validationRequestSchema) },
        responses: ok(validationSchema),
      }),
      async (context) => context.json(await validate(context.req.valid('json')), 200),
    );
