/** Signing in and out, the first admin. */

import {
  resetPasswordSchema,
  sessionSchema,
  setupSchema,
  setupStateSchema,
  signInSchema,
  userSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { connectedFrom } from '../gate.ts';
import { body, created, noContent, ok } from '../operation.ts';
import type { Services } from '../services.ts';

export const sessionRoutes = ({ access }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/session',
        operationId: 'signIn',
        tags: ['session'],
        summary: 'Signs in; the session is a cookie',
        request: { body: body(signInSchema) },
        responses: ok(sessionSchema),
      }),
      async (context) => {
        const { session, setCookie } = await access.signIn(context.req.valid('json'), connectedFrom(context));
        for (const cookie of setCookie) context.header('Set-Cookie', cookie, { append: true });
        return context.json(session, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/session',
        operationId: 'signOut',
        tags: ['session'],
        summary: 'Signs out',
        responses: noContent,
      }),
      async (context) => {
        const { setCookie } = await access.signOut(caller(context), context.req.raw.headers);
        for (const cookie of setCookie) context.header('Set-Cookie', cookie, { append: true });
        return context.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/setup',
        operationId: 'getSetup',
        tags: ['session'],
        summary: 'Says whether the first admin is still to be made',
        responses: ok(setupStateSchema),
      }),
      async (context) => context.json(await access.setupState(), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/setup',
        operationId: 'setUp',
        tags: ['session'],
        summary: 'Makes the first admin',
        request: { body: body(setupSchema) },
        responses: created(userSchema),
      }),
      async (context) => context.json(await access.setup(context.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/password-resets/redeem',
        operationId: 'resetPassword',
        tags: ['session'],
        summary: 'Sets a new password with a one-time token',
        request: { body: body(resetPasswordSchema) },
        responses: noContent,
      }),
      async (context) => {
        await access.resetPassword(context.req.valid('json'));
        return context.body(null, 204);
      },
    );
