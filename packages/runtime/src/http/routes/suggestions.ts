/** What people suggest, and what became of it: release notes with credits and receipts. */
import {
  changeForMeSchema,
  listSuggestionsQuerySchema,
  reasonSchema,
  releaseNotesSchema,
  suggestionPageSchema,
  suggestionSchema,
  suggestSchema,
  takeUpSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, idParams, listOf, noContent, ok, processParams, versionParams } from '../operation.ts';
import type { Services } from '../services.ts';

export const suggestionsRoutes = ({ releases }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/suggestions',
        operationId: 'listSuggestions',
        tags: ['suggestions'],
        summary: 'Lists what was suggested for a process, the newest first',
        request: { params: processParams, query: listSuggestionsQuerySchema },
        responses: ok(suggestionPageSchema),
      }),
      async (context) =>
        context.json(
          await releases.listSuggestions(caller(context), context.req.valid('param').processId, context.req.valid('query')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/suggestions',
        operationId: 'suggest',
        tags: ['suggestions'],
        summary: 'Suggests something for a process, a step of it, at a task',
        request: { params: processParams, body: body(suggestSchema) },
        responses: created(suggestionSchema),
      }),
      async (context) =>
        context.json(
          await releases.suggest(caller(context), context.req.valid('param').processId, context.req.valid('json')),
          201,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/suggestions/{id}/take-up',
        operationId: 'takeUpSuggestion',
        tags: ['suggestions'],
        summary: 'Takes a suggestion up in an iteration: it becomes a card',
        request: { params: idParams, body: body(takeUpSchema) },
        responses: ok(suggestionSchema),
      }),
      async (context) =>
        context.json(
          await releases.takeUpSuggestion(caller(context), context.req.valid('param').id, context.req.valid('json')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/suggestions/{id}/decline',
        operationId: 'declineSuggestion',
        tags: ['suggestions'],
        summary: 'Declines a suggestion, with the reason',
        request: { params: idParams, body: body(reasonSchema) },
        responses: ok(suggestionSchema),
      }),
      async (context) =>
        context.json(
          await releases.declineSuggestion(caller(context), context.req.valid('param').id, context.req.valid('json')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/suggestions/{id}',
        operationId: 'withdrawSuggestion',
        tags: ['suggestions'],
        summary: 'Takes one’s own suggestion back, while nobody has answered it',
        request: { params: idParams },
        responses: noContent,
      }),
      async (context) => {
        await releases.withdrawSuggestion(caller(context), context.req.valid('param').id);
        return context.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/versions/{version}/release-notes',
        operationId: 'getReleaseNotes',
        tags: ['versions'],
        summary: 'Reads what a version brings, whose suggestions it carries, and who has read it',
        request: { params: versionParams },
        responses: ok(releaseNotesSchema),
      }),
      async (context) =>
        context.json(
          await releases.getReleaseNotes(
            caller(context),
            context.req.valid('param').processId,
            context.req.valid('param').version,
          ),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/versions/{version}/read',
        operationId: 'readVersion',
        tags: ['versions'],
        summary: 'Says that the caller has read what a version changed',
        request: { params: versionParams },
        responses: ok(releaseNotesSchema),
      }),
      async (context) =>
        context.json(
          await releases.readVersion(caller(context), context.req.valid('param').processId, context.req.valid('param').version),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/me/changes',
        operationId: 'changesForMe',
        tags: ['people'],
        summary: 'Lists what changed for the caller: versions whose steps are theirs',
        responses: ok(listOf(changeForMeSchema)),
      }),
      async (context) => context.json(await releases.changesForMe(caller(context)), 200),
    );
