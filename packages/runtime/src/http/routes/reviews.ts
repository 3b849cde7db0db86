/** Proposing a version, and its review. */

import {
  approveSchema,
  createReviewCommentSchema,
  optionalReasonSchema,
  proposeSchema,
  reasonSchema,
  reviewCommentSchema,
  reviewSchema,
} from '@fortnight/shared/contract';
import { createRoute, z } from '@hono/zod-openapi';
import { caller, createRouter } from '../environment.ts';
import { body, created, ok, optionalBody, processParams, versionParams } from '../operation.ts';
import type { Services } from '../services.ts';

const commentParams = versionParams.extend({ commentId: z.string().min(1).max(255) });

export const reviewsRoutes = ({ releases }: Services) =>
  createRouter()
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/reviews',
        operationId: 'propose',
        tags: ['reviews'],
        summary: 'Proposes the draft as a version: its number is taken and its content frozen',
        request: { params: processParams, body: optionalBody(proposeSchema) },
        responses: created(reviewSchema),
      }),
      async (context) =>
        context.json(
          await releases.propose(caller(context), context.req.valid('param').processId, context.req.valid('json')),
          201,
        ),
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/processes/{processId}/reviews/{version}',
        operationId: 'getReview',
        tags: ['reviews'],
        summary: 'Reads the review of a version: votes, comments, and what the reader can do',
        request: { params: versionParams },
        responses: ok(reviewSchema),
      }),
      async (context) => {
        const { processId, version } = context.req.valid('param');
        return context.json(await releases.getReview(caller(context), processId, version), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/reviews/{version}/approve',
        operationId: 'approveVersion',
        tags: ['reviews'],
        summary: 'Approves a version; its maker cannot',
        request: { params: versionParams, body: optionalBody(approveSchema) },
        responses: ok(reviewSchema),
      }),
      async (context) => {
        const { processId, version } = context.req.valid('param');
        return context.json(await releases.approve(caller(context), processId, version, context.req.valid('json')), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/reviews/{version}/decline',
        operationId: 'declineVersion',
        tags: ['reviews'],
        summary: 'Asks for changes: the version is declined, its reason stays with it',
        request: { params: versionParams, body: body(reasonSchema) },
        responses: ok(reviewSchema),
      }),
      async (context) => {
        const { processId, version } = context.req.valid('param');
        return context.json(await releases.decline(caller(context), processId, version, context.req.valid('json')), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/reviews/{version}/withdraw',
        operationId: 'withdrawVersion',
        tags: ['reviews'],
        summary: 'Takes back a version before it is published',
        request: { params: versionParams, body: optionalBody(optionalReasonSchema) },
        responses: ok(reviewSchema),
      }),
      async (context) => {
        const { processId, version } = context.req.valid('param');
        return context.json(await releases.withdrawVersion(caller(context), processId, version, context.req.valid('json')), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/reviews/{version}/unschedule',
        operationId: 'unschedule',
        tags: ['reviews'],
        summary: 'Takes back the time at which a version is published; it stays approved',
        request: { params: versionParams },
        responses: ok(reviewSchema),
      }),
      async (context) => {
        const { processId, version } = context.req.valid('param');
        return context.json(await releases.unschedule(caller(context), processId, version), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/reviews/{version}/comments',
        operationId: 'commentReview',
        tags: ['reviews'],
        summary: 'Comments on a version, on an element of it, or on a comment',
        request: { params: versionParams, body: body(createReviewCommentSchema) },
        responses: created(reviewCommentSchema),
      }),
      async (context) => {
        const { processId, version } = context.req.valid('param');
        return context.json(await releases.commentReview(caller(context), processId, version, context.req.valid('json')), 201);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/reviews/{version}/comments/{commentId}/resolve',
        operationId: 'resolveReviewComment',
        tags: ['reviews'],
        summary: 'Says that a comment needs nothing more',
        request: { params: commentParams },
        responses: ok(reviewCommentSchema),
      }),
      async (context) => {
        const { processId, version, commentId } = context.req.valid('param');
        const resolved = { isResolved: true };
        return context.json(await releases.resolveComment(caller(context), processId, version, commentId, resolved), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/processes/{processId}/reviews/{version}/comments/{commentId}/reopen',
        operationId: 'reopenReviewComment',
        tags: ['reviews'],
        summary: 'Says that a comment needs something again',
        request: { params: commentParams },
        responses: ok(reviewCommentSchema),
      }),
      async (context) => {
        const { processId, version, commentId } = context.req.valid('param');
        const resolved = { isResolved: false };
        return context.json(await releases.resolveComment(caller(context), processId, version, commentId, resolved), 200);
      },
    );
