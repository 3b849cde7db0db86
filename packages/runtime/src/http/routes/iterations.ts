/** The two-week redesign cycle: its rhythm, its board, its evidence and its verdict. */
import {
  anchorSchema,
  benchmarkPackSchema,
  boardCardSchema,
  changeCardSchema,
  changeIterationSchema,
  comeBackVerdictSchema,
  createCardSchema,
  decideSchema,
  decisionSchema,
  evidenceSchema,
  giveVerdictSchema,
  iterationPageSchema,
  iterationReminderSchema,
  iterationRhythmSchema,
  iterationSchema,
  keptChangeSchema,
  listIterationsQuerySchema,
  listKeptChangesQuerySchema,
  page,
  planIterationSchema,
} from '@fortnight/shared/contract';
import { createRoute, z } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, idParams, listOf, noContent, ok, processParams } from '../operation.ts';
import type { Services } from '../services.ts';

const cardParams = idParams.extend({ cardId: z.string().min(1).max(255) });

export const iterationsRoutes = ({ releases }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/iteration-rhythm',
        operationId: 'getRhythm',
        tags: ['iterations'],
        summary: 'Reads the fortnights of the workspace: the one that runs, and those that follow',
        responses: ok(iterationRhythmSchema),
      }),
      async (context) => context.json(await releases.getRhythm(caller(context)), 200),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/iteration-rhythm',
        operationId: 'setAnchor',
        tags: ['iterations'],
        summary: 'Sets the first day of a fortnight; iterations that are planned or run keep their days',
        request: { body: body(anchorSchema) },
        responses: ok(iterationRhythmSchema),
      }),
      async (context) => context.json(await releases.setAnchor(caller(context), context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/iterations',
        operationId: 'listIterations',
        tags: ['iterations'],
        summary: 'Lists iterations, the newest first',
        request: { query: listIterationsQuerySchema },
        responses: ok(iterationPageSchema),
      }),
      async (context) => context.json(await releases.listIterations(caller(context), context.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/iterations/reminders',
        operationId: 'listReminders',
        tags: ['iterations'],
        summary: 'Lists what iterations want of the caller now',
        responses: ok(listOf(iterationReminderSchema)),
      }),
      async (context) => context.json(await releases.listReminders(caller(context)), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/iterations/kept',
        operationId: 'listKeptChanges',
        tags: ['iterations'],
        summary: 'Lists changes that were kept, with when they come back',
        request: { query: listKeptChangesQuerySchema },
        responses: ok(page(keptChangeSchema)),
      }),
      async (context) => context.json(await releases.listKeptChanges(caller(context), context.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/iterations',
        operationId: 'planIteration',
        tags: ['iterations'],
        summary: 'Plans the next iteration of a process; it begins with its fortnight',
        request: { params: processParams, body: body(planIterationSchema) },
        responses: created(iterationSchema),
      }),
      async (context) =>
        context.json(
          await releases.planIteration(caller(context), context.req.valid('param').processId, context.req.valid('json')),
          201,
        ),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/iterations/{id}',
        operationId: 'getIteration',
        tags: ['iterations'],
        summary: 'Reads an iteration with its days, versions and board',
        request: { params: idParams },
        responses: ok(iterationSchema),
      }),
      async (context) => context.json(await releases.getIteration(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/iterations/{id}',
        operationId: 'changeIteration',
        tags: ['iterations'],
        summary: 'Changes what an iteration is about; its days only while it is planned',
        request: { params: idParams, body: body(changeIterationSchema) },
        responses: ok(iterationSchema),
      }),
      async (context) =>
        context.json(
          await releases.changeIteration(caller(context), context.req.valid('param').id, context.req.valid('json')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/iterations/{id}',
        operationId: 'discardIteration',
        tags: ['iterations'],
        summary: 'Discards an iteration that is planned',
        request: { params: idParams },
        responses: noContent,
      }),
      async (context) => {
        await releases.discardIteration(caller(context), context.req.valid('param').id);
        return context.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/iterations/{id}/evidence',
        operationId: 'getEvidence',
        tags: ['iterations'],
        summary: 'Reads what the figures say: against the control group, the year before, the industry',
        request: { params: idParams },
        responses: ok(evidenceSchema),
      }),
      async (context) => context.json(await releases.getEvidence(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/iterations/{id}/verdict',
        operationId: 'giveVerdict',
        tags: ['iterations'],
        summary: 'Closes an iteration with its verdict; refused before its last day and its sample',
        request: { params: idParams, body: body(giveVerdictSchema) },
        responses: ok(iterationSchema),
      }),
      async (context) =>
        context.json(await releases.giveVerdict(caller(context), context.req.valid('param').id, context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/iterations/{id}/come-backs',
        operationId: 'answerComeBack',
        tags: ['iterations'],
        summary: 'Says what becomes of a kept change now that it came back',
        request: { params: idParams, body: body(comeBackVerdictSchema) },
        responses: ok(iterationSchema),
      }),
      async (context) =>
        context.json(
          await releases.answerComeBack(caller(context), context.req.valid('param').id, context.req.valid('json')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/iterations/{id}/cards',
        operationId: 'addCard',
        tags: ['iterations'],
        summary: 'Puts a card on the board',
        request: { params: idParams, body: body(createCardSchema) },
        responses: created(boardCardSchema),
      }),
      async (context) =>
        context.json(await releases.addCard(caller(context), context.req.valid('param').id, context.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/iterations/{id}/cards/{cardId}',
        operationId: 'changeCard',
        tags: ['iterations'],
        summary: 'Changes a card, or moves it within the board',
        request: { params: cardParams, body: body(changeCardSchema) },
        responses: ok(boardCardSchema),
      }),
      async (context) =>
        context.json(
          await releases.changeCard(
            caller(context),
            context.req.valid('param').id,
            context.req.valid('param').cardId,
            context.req.valid('json'),
          ),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/iterations/{id}/cards/{cardId}',
        operationId: 'removeCard',
        tags: ['iterations'],
        summary: 'Takes a card off the board; a suggestion is open again',
        request: { params: cardParams },
        responses: noContent,
      }),
      async (context) => {
        await releases.removeCard(caller(context), context.req.valid('param').id, context.req.valid('param').cardId);
        return context.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/iterations/{id}/decisions',
        operationId: 'decide',
        tags: ['iterations'],
        summary: 'Puts a decision on record',
        request: { params: idParams, body: body(decideSchema) },
        responses: created(decisionSchema),
      }),
      async (context) =>
        context.json(await releases.decide(caller(context), context.req.valid('param').id, context.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/benchmark-packs',
        operationId: 'listBenchmarks',
        tags: ['iterations'],
        summary: 'Lists the benchmarks that may stand for an industry',
        responses: ok(listOf(benchmarkPackSchema)),
      }),
      async (context) => context.json(await releases.listBenchmarks(), 200),
    );
