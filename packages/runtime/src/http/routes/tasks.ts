/** Work for people. */

import {
  commentSchema,
  completeTaskSchema,
  createCommentSchema,
  delegateTaskSchema,
  listTasksQuerySchema,
  sendBackSchema,
  taskDetailSchema,
  taskDraftSchema,
  taskPageSchema,
  taskSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, idParams, ok, optionalBody } from '../operation.ts';
import { RequestRefused } from '../problem.ts';
import type { Services } from '../services.ts';

export const tasksRoutes = ({ engine }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/tasks',
        operationId: 'listTasks',
        tags: ['tasks'],
        summary: 'Lists tasks, of all versions',
        request: { query: listTasksQuerySchema },
        responses: ok(taskPageSchema),
      }),
      async (context) => context.json(await engine.listTasks(caller(context), context.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/tasks/{id}',
        operationId: 'getTask',
        tags: ['tasks'],
        summary: 'Reads a task with what its decider needs',
        request: { params: idParams },
        responses: ok(taskDetailSchema),
      }),
      async (context) => context.json(await engine.getTask(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/tasks/{id}/claim',
        operationId: 'claimTask',
        tags: ['tasks'],
        summary: 'Takes a task',
        request: { params: idParams },
        responses: ok(taskSchema),
      }),
      async (context) => context.json(await engine.claimTask(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/tasks/{id}/unclaim',
        operationId: 'unclaimTask',
        tags: ['tasks'],
        summary: 'Gives a task back',
        request: { params: idParams },
        responses: ok(taskSchema),
      }),
      async (context) => context.json(await engine.unclaimTask(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/tasks/{id}/remind',
        operationId: 'remindTask',
        tags: ['tasks'],
        summary: 'Reminds whoever holds a task',
        request: { params: idParams },
        responses: ok(taskSchema),
      }),
      async (context) => context.json(await engine.remindTask(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/tasks/{id}/complete',
        operationId: 'completeTask',
        tags: ['tasks'],
        summary: 'Completes a task, with the outcome where it has one',
        request: { params: idParams, body: optionalBody(completeTaskSchema) },
        responses: ok(taskSchema),
      }),
      async (context) =>
        context.json(await engine.completeTask(caller(context), context.req.valid('param').id, context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/tasks/{id}/send-back',
        operationId: 'sendBackTask',
        tags: ['tasks'],
        summary: 'Sends the case back; short for complete with the outcome that does',
        request: { params: idParams, body: body(sendBackSchema) },
        responses: ok(taskSchema),
      }),
      async (context) => {
        const { id } = context.req.valid('param');
        const { choices } = await engine.getTask(caller(context), id);
        const outcome = choices.find(({ kind }) => kind === 'send-back')?.id;
        if (outcome === undefined)
          throw new RequestRefused(409, 'no-send-back', 'This task has no outcome that sends the case back.', {
            outcomes: choices.map((choice) => choice.id),
          });
        return context.json(await engine.completeTask(caller(context), id, { ...context.req.valid('json'), outcome }), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/tasks/{id}/delegate',
        operationId: 'delegateTask',
        tags: ['tasks'],
        summary: 'Hands a task over for good',
        request: { params: idParams, body: body(delegateTaskSchema) },
        responses: ok(taskSchema),
      }),
      async (context) =>
        context.json(await engine.delegateTask(caller(context), context.req.valid('param').id, context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/tasks/{id}/comment',
        operationId: 'commentTask',
        tags: ['tasks'],
        summary: 'Comments on a task',
        request: { params: idParams, body: body(createCommentSchema) },
        responses: created(commentSchema),
      }),
      async (context) =>
        context.json(await engine.commentTask(caller(context), context.req.valid('param').id, context.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/tasks/{id}/draft',
        operationId: 'saveTaskDraft',
        tags: ['tasks'],
        summary: 'Saves a half-filled form for later',
        request: { params: idParams, body: body(taskDraftSchema) },
        responses: ok(taskDetailSchema),
      }),
      async (context) =>
        context.json(await engine.saveTaskDraft(caller(context), context.req.valid('param').id, context.req.valid('json')), 200),
    );
