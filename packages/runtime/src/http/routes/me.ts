/** The caller's own account. */

import {
  changePasswordSchema,
  meSchema,
  recoveryCodesSchema,
  secondFactorCodeSchema,
  secondFactorSetupSchema,
  startSecondFactorSchema,
  turnOffSecondFactorSchema,
  updateMeSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { caller, createRouter } from '../environment.ts';
import { body, noContent, ok } from '../operation.ts';
import type { Services } from '../services.ts';

const done = (context: Context, { setCookie }: { setCookie: readonly string[] }) => {
  for (const cookie of setCookie) context.header('Set-Cookie', cookie, { append: true });
  return context.body(null, 204);
};

export const meRoutes = ({ access }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/me',
        operationId: 'getMe',
        tags: ['session'],
        summary: 'Says who the caller is',
        responses: ok(meSchema),
      }),
      async (context) => context.json(await access.me(caller(context)), 200),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/me',
        operationId: 'updateMe',
        tags: ['session'],
        summary: "Changes the caller's name, language or time zone",
        request: { body: body(updateMeSchema) },
        responses: ok(meSchema),
      }),
      async (context) => context.json(await access.updateMe(caller(context), context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/me/password',
        operationId: 'changePassword',
        tags: ['session'],
        summary: "Changes the caller's password and ends their other sessions",
        request: { body: body(changePasswordSchema) },
        responses: noContent,
      }),
      async (context) => done(context, await access.changePassword(caller(context), context.req.valid('json'))),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/me/second-factor',
        operationId: 'startSecondFactor',
        tags: ['session'],
        summary: 'Begins to set up an authenticator app',
        request: { body: body(startSecondFactorSchema) },
        responses: ok(secondFactorSetupSchema),
      }),
      async (context) => {
        const { headers } = context.req.raw;
        return context.json(await access.startSecondFactor(caller(context), context.req.valid('json'), headers), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/me/second-factor/confirm',
        operationId: 'confirmSecondFactor',
        tags: ['session'],
        summary: 'Confirms the app by a code; from then on signing in asks for one',
        request: { body: body(secondFactorCodeSchema) },
        responses: noContent,
      }),
      async (context) => {
        const { headers } = context.req.raw;
        return done(context, await access.confirmSecondFactor(caller(context), context.req.valid('json'), headers));
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/me/second-factor/turn-off',
        operationId: 'turnOffSecondFactor',
        tags: ['session'],
        summary: 'Turns off the second factor, by a code of the app or a recovery code',
        request: { body: body(turnOffSecondFactorSchema) },
        responses: noContent,
      }),
      async (context) => {
        await access.turnOffSecondFactor(caller(context), context.req.valid('json'), context.req.raw.headers);
        return context.body(null, 204);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/me/second-factor/recovery-codes',
        operationId: 'renewRecoveryCodes',
        tags: ['session'],
        summary: 'Makes new recovery codes; the old ones are good no more',
        request: { body: body(startSecondFactorSchema) },
        responses: ok(recoveryCodesSchema),
      }),
      async (context) => {
        const { headers } = context.req.raw;
        return context.json(await access.renewRecoveryCodes(caller(context), context.req.valid('json'), headers), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/me/second-factor/reset',
        operationId: 'acknowledgeSecondFactorReset',
        tags: ['session'],
        summary: 'Acknowledges that an admin turned off the second factor',
        responses: noContent,
      }),
      async (context) => {
        await access.acknowledgeSecondFactorReset(caller(context));
        return context.body(null, 204);
      },
    );
