/** Keys for programs, and the log of who did what. */

import {
  apiKeySchema,
  auditEntrySchema,
  createApiKeySchema,
  createdApiKeySchema,
  listAuditLogQuerySchema,
  page,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, idParams, listOf, noContent, ok } from '../operation.ts';
import type { Services } from '../services.ts';

const auditEntryPageSchema = page(auditEntrySchema);

export const apiKeysRoutes = ({ access }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/api-keys',
        operationId: 'listApiKeys',
        tags: ['api-keys'],
        summary: 'Lists keys, without their secrets',
        responses: ok(listOf(apiKeySchema)),
      }),
      async (context) => context.json(await access.listApiKeys(caller(context)), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/api-keys',
        operationId: 'createApiKey',
        tags: ['api-keys'],
        summary: 'Makes a key; its secret is told this once',
        request: { body: body(createApiKeySchema) },
        responses: created(createdApiKeySchema),
      }),
      async (context) => context.json(await access.createApiKey(caller(context), context.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/api-keys/{id}',
        operationId: 'revokeApiKey',
        tags: ['api-keys'],
        summary: 'Revokes a key',
        request: { params: idParams },
        responses: noContent,
      }),
      async (context) => {
        await access.revokeApiKey(caller(context), context.req.valid('param').id);
        return context.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/audit-log',
        operationId: 'listAuditLog',
        tags: ['api-keys'],
        summary: 'Reads who did what',
        request: { query: listAuditLogQuerySchema },
        responses: ok(auditEntryPageSchema),
      }),
      async (context) => context.json(await access.listAuditLog(caller(context), context.req.valid('query')), 200),
    );
