/** About this server: its limits, and its clock where that is driven by hand. */

import { clockSchema, fileTypes, limits, setClockSchema } from '@fortnight/shared/contract';
import { createRoute, z } from '@hono/zod-openapi';
import { createRouter } from '../environment.ts';
import { body, ok } from '../operation.ts';

const limitsSchema = z.object({ limits: z.record(z.string(), z.number()), fileTypes: z.array(z.string()) });

export const limitsRoutes = () =>
  createRouter().openapi(
    createRoute({
      method: 'get',
      path: '/limits',
      operationId: 'getLimits',
      tags: ['server'],
      summary: 'Lists every limit: sizes, counts, depths, rates',
      responses: ok(limitsSchema),
    }),
    (context) => context.json({ limits: { ...limits }, fileTypes: [...fileTypes] }, 200),
  );

export const clockRoutes = (moveClock: (atMs: number) => Promise<number>) =>
  createRouter().openapi(
    createRoute({
      method: 'post',
      path: '/clock',
      operationId: 'setClock',
      tags: ['server'],
      summary: 'Moves the clock of a server started with --clock manual; due timers fire first',
      request: { body: body(setClockSchema) },
      responses: ok(clockSchema),
    }),
    async (context) => {
      const at = await moveClock(Date.parse(context.req.valid('json').at));
      return context.json({ at: new Date(at).toISOString() }, 200);
    },
  );
