/** What a second engine says of a draft or a version. */

import { opinionStateSchema } from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { ok, processParams, versionParams } from '../operation.ts';
import type { Services } from '../services.ts';

export const opinionsRoutes = ({ releases, opinions }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/draft/second-opinion',
        operationId: 'getDraftOpinion',
        tags: ['drafts'],
        summary: 'Reads the second opinion on the draft as it is saved; it forms none',
        request: { params: processParams },
        responses: ok(opinionStateSchema),
      }),
      async (context) => {
        const { processId } = context.req.valid('param');
        const { bpmn } = await releases.getDraft(caller(context), processId);
        return context.json(opinions.look({ bpmn, processId }), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/draft/second-opinion',
        operationId: 'askDraftOpinion',
        tags: ['drafts'],
        summary: 'Has a second engine play the paths of the draft; answers at once, read how far it is',
        request: { params: processParams },
        responses: ok(opinionStateSchema),
      }),
      async (context) => {
        const { processId } = context.req.valid('param');
        const { bpmn } = await releases.getDraft(caller(context), processId);
        return context.json(opinions.ask({ bpmn, processId }), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/versions/{version}/second-opinion',
        operationId: 'getVersionOpinion',
        tags: ['versions'],
        summary: 'Reads the second opinion on a version; it forms none',
        request: { params: versionParams },
        responses: ok(opinionStateSchema),
      }),
      async (context) => {
        const { processId, version } = context.req.valid('param');
        const bpmn = await releases.getVersionXml(caller(context), processId, version);
        return context.json(opinions.look({ bpmn, processId }), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/versions/{version}/second-opinion',
        operationId: 'askVersionOpinion',
        tags: ['versions'],
        summary: 'Has a second engine play the paths of a version; answers at once, read how far it is',
        request: { params: versionParams },
        responses: ok(opinionStateSchema),
      }),
      async (context) => {
        const { processId, version } = context.req.valid('param');
        const bpmn = await releases.getVersionXml(caller(context), processId, version);
        return context.json(opinions.ask({ bpmn, processId }), 200);
      },
    );
