/** What a version, or the draft, would mean before it is published. */
import { caseAheadPageSchema, listCasesAheadQuerySchema, versionImpactSchema } from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { ok, processParams, versionParams } from '../operation.ts';
import type { Services } from '../services.ts';

export const impactRoutes = ({ reports }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/versions/{version}/impact',
        operationId: 'getVersionImpact',
        tags: ['versions'],
        summary: 'Says what a version would mean for running and for new cases, and what its checks say; ask again while it runs',
        request: { params: versionParams },
        responses: ok(versionImpactSchema),
      }),
      async (context) => {
        const { processId, version } = context.req.valid('param');
        return context.json(await reports.impactOf(caller(context), processId, version), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/versions/{version}/impact/cases',
        operationId: 'listVersionImpactCases',
        tags: ['versions'],
        summary: 'Lists the cases behind the counts of the impact of a version',
        request: { params: versionParams, query: listCasesAheadQuerySchema },
        responses: ok(caseAheadPageSchema),
      }),
      async (context) => {
        const { processId, version } = context.req.valid('param');
        return context.json(await reports.listImpactCases(caller(context), processId, version, context.req.valid('query')), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/draft/impact',
        operationId: 'getDraftImpact',
        tags: ['drafts'],
        summary: 'Says what the draft as it is saved would mean for running and for new cases; ask again while it runs',
        request: { params: processParams },
        responses: ok(versionImpactSchema),
      }),
      async (context) =>
        context.json(await reports.impactOf(caller(context), context.req.valid('param').processId, 'draft'), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/draft/impact/cases',
        operationId: 'listDraftImpactCases',
        tags: ['drafts'],
        summary: 'Lists the cases behind the counts of the impact of the draft',
        request: { params: processParams, query: listCasesAheadQuerySchema },
        responses: ok(caseAheadPageSchema),
      }),
      async (context) => {
        const { processId } = context.req.valid('param');
        return context.json(await reports.listImpactCases(caller(context), processId, 'draft', context.req.valid('query')), 200);
      },
    );
