/** Ways in for new people. */

import { acceptInvitationSchema, createInvitationSchema, invitationSchema, userSchema } from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, listOf, ok } from '../operation.ts';
import type { Services } from '../services.ts';

export const invitationsRoutes = ({ access }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/invitations',
        operationId: 'listInvitations',
        tags: ['invitations'],
        summary: 'Lists invitations',
        responses: ok(listOf(invitationSchema)),
      }),
      async (context) => context.json(await access.listInvitations(caller(context)), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/invitations',
        operationId: 'createInvitation',
        tags: ['invitations'],
        summary: 'Invites somebody by a one-time link',
        request: { body: body(createInvitationSchema) },
        responses: created(invitationSchema),
      }),
      async (context) => context.json(await access.createInvitation(caller(context), context.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/invitations/accept',
        operationId: 'acceptInvitation',
        tags: ['invitations'],
        summary: 'Makes the account that one was invited to',
        request: { body: body(acceptInvitationSchema) },
        responses: created(userSchema),
      }),
      async (context) => context.json(await access.acceptInvitation(context.req.valid('json')), 201),
    );
