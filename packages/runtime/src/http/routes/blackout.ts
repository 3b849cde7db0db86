/** The days on which nothing goes live. */
import {
  blackoutPeriodSchema,
  blackoutQuerySchema,
  blackoutSchema,
  processBlackoutSchema,
  setBlackoutPeriodSchema,
  setHolidaysClosedSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, idParams, noContent, ok, processParams } from '../operation.ts';
import type { Services } from '../services.ts';

export const blackoutRoutes = ({ releases }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/blackout',
        operationId: 'getBlackout',
        tags: ['blackout'],
        summary: 'Reads the periods in which nothing goes live, with what each holds back',
        responses: ok(blackoutSchema),
      }),
      async (context) => context.json(await releases.getBlackout(caller(context)), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/blackout/periods',
        operationId: 'addBlackoutPeriod',
        tags: ['blackout'],
        summary: 'Adds a period; publications whose time lies in it wait until it is over',
        request: { body: body(setBlackoutPeriodSchema) },
        responses: created(blackoutPeriodSchema),
      }),
      async (context) => context.json(await releases.addBlackoutPeriod(caller(context), context.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/blackout/periods/{id}',
        operationId: 'changeBlackoutPeriod',
        tags: ['blackout'],
        summary: 'Changes a period',
        request: { params: idParams, body: body(setBlackoutPeriodSchema) },
        responses: ok(blackoutPeriodSchema),
      }),
      async (context) =>
        context.json(
          await releases.changeBlackoutPeriod(caller(context), context.req.valid('param').id, context.req.valid('json')),
          200,
        ),
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/blackout/periods/{id}',
        operationId: 'removeBlackoutPeriod',
        tags: ['blackout'],
        summary: 'Removes a period; what waited for its end is due at once where its time has passed',
        request: { params: idParams },
        responses: noContent,
      }),
      async (context) => {
        await releases.removeBlackoutPeriod(caller(context), context.req.valid('param').id);
        return context.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/blackout/holidays',
        operationId: 'setHolidaysClosed',
        tags: ['blackout'],
        summary: 'Says whether the holidays of the working calendar are blackout days too',
        request: { body: body(setHolidaysClosedSchema) },
        responses: ok(blackoutSchema),
      }),
      async (context) => context.json(await releases.setHolidaysClosed(caller(context), context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/blackout',
        operationId: 'getProcessBlackout',
        tags: ['blackout'],
        summary: 'Says whether something of a process may go live, now or at a time, and when it may next',
        request: { params: processParams, query: blackoutQuerySchema },
        responses: ok(processBlackoutSchema),
      }),
      async (context) =>
        context.json(
          await releases.getProcessBlackout(caller(context), context.req.valid('param').processId, context.req.valid('query')),
          200,
        ),
    );
