/** People and their groups. */

import {
  absenceSchema,
  createGroupSchema,
  createUserSchema,
  groupSchema,
  listPeopleQuerySchema,
  passwordResetSchema,
  personPageSchema,
  updateUserSchema,
  userPageSchema,
  userSchema,
} from '@fortnight/shared/contract';
import { createRoute } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, idParams, listOf, ok } from '../operation.ts';
import type { Services } from '../services.ts';

export const usersRoutes = ({ access }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'get',
        path: '/people',
        operationId: 'listPeople',
        tags: ['users'],
        summary: 'Finds people by name',
        request: { query: listPeopleQuerySchema },
        responses: ok(personPageSchema),
      }),
      async (context) => context.json(await access.listPeople(caller(context), context.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/users',
        operationId: 'listUsers',
        tags: ['users'],
        summary: 'Lists users',
        request: { query: listPeopleQuerySchema },
        responses: ok(userPageSchema),
      }),
      async (context) => context.json(await access.listUsers(caller(context), context.req.valid('query')), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/users',
        operationId: 'createUser',
        tags: ['users'],
        summary: 'Makes a user',
        request: { body: body(createUserSchema) },
        responses: created(userSchema),
      }),
      async (context) => context.json(await access.createUser(caller(context), context.req.valid('json')), 201),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/users/{id}',
        operationId: 'getUser',
        tags: ['users'],
        summary: 'Reads a user',
        request: { params: idParams },
        responses: ok(userSchema),
      }),
      async (context) => context.json(await access.getUser(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'patch',
        path: '/users/{id}',
        operationId: 'updateUser',
        tags: ['users'],
        summary: 'Changes a user',
        request: { params: idParams, body: body(updateUserSchema) },
        responses: ok(userSchema),
      }),
      async (context) =>
        context.json(await access.updateUser(caller(context), context.req.valid('param').id, context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/users/{id}/absence',
        operationId: 'setAbsence',
        tags: ['users'],
        summary: 'Says who stands in, and when',
        request: { params: idParams, body: body(absenceSchema) },
        responses: ok(userSchema),
      }),
      async (context) =>
        context.json(await access.setAbsence(caller(context), context.req.valid('param').id, context.req.valid('json')), 200),
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/users/{id}/absence',
        operationId: 'clearAbsence',
        tags: ['users'],
        summary: 'Ends an absence',
        request: { params: idParams },
        responses: ok(userSchema),
      }),
      async (context) => context.json(await access.clearAbsence(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/users/{id}/second-factor',
        operationId: 'resetSecondFactor',
        tags: ['users'],
        summary: 'Turns off the second factor of somebody who lost the phone; they are told at the next sign-in',
        request: { params: idParams },
        responses: ok(userSchema),
      }),
      async (context) => context.json(await access.resetSecondFactor(caller(context), context.req.valid('param').id), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/users/{id}/password-reset',
        operationId: 'startPasswordReset',
        tags: ['users'],
        summary: 'Makes a one-time link for a new password',
        request: { params: idParams },
        responses: created(passwordResetSchema),
      }),
      async (context) => context.json(await access.startPasswordReset(caller(context), context.req.valid('param').id), 201),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/groups',
        operationId: 'listGroups',
        tags: ['users'],
        summary: 'Lists business groups',
        responses: ok(listOf(groupSchema)),
      }),
      async (context) => context.json(await access.listGroups(caller(context)), 200),
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/groups',
        operationId: 'createGroup',
        tags: ['users'],
        summary: 'Makes a business group',
        request: { body: body(createGroupSchema) },
        responses: created(groupSchema),
      }),
      async (context) => context.json(await access.createGroup(caller(context), context.req.valid('json')), 201),
    );
