import { z } from 'zod';
import { capabilitiesSchema } from './task.ts';
import { versionSchema } from './version.ts';
import { commentTextSchema, idSchema, instantSchema } from './wire.ts';

/** What a reviewer said of a version; it stays with the version. */
export const reviewVoteSchema = z
  .object({
    by: z.string(),
    roles: z.array(z.enum(['admin', 'risk'])),
    outcome: z.enum(['approve', 'decline']),
    comment: z.string().nullable(),
    at: instantSchema,
  })
  .meta({ id: 'ReviewVote' });
export type ReviewVote = z.infer<typeof reviewVoteSchema>;

export const reviewCommentSchema = z
  .object({
    id: z.string(),
    inReplyTo: z.string().nullable(),
    elementId: z.string().nullable().meta({ description: 'An element of the version, or of the one that it is compared with.' }),
    by: z.string(),
    at: instantSchema,
    text: z.string(),
    resolvedBy: z.string().nullable(),
    resolvedAt: instantSchema.nullable(),
  })
  .meta({ id: 'ReviewComment' });
export type ReviewComment = z.infer<typeof reviewCommentSchema>;

/** A proposed version with all that was said of it. */
export const reviewSchema = z
  .object({
    version: versionSchema,
    makers: z.array(z.string()).meta({ description: 'Who proposed it and who drew it last: they approve nothing of it.' }),
    votes: z.array(reviewVoteSchema),
    comments: z.array(reviewCommentSchema),
    can: capabilitiesSchema,
  })
  .meta({ id: 'Review' });
export type Review = z.infer<typeof reviewSchema>;

export const approveSchema = z.strictObject({ comment: commentTextSchema.optional() }).meta({ id: 'Approve' });
export type Approve = z.infer<typeof approveSchema>;
export const createReviewCommentSchema = z
  .strictObject({ text: commentTextSchema, elementId: idSchema.optional(), inReplyTo: idSchema.optional() })
  .meta({ id: 'CreateReviewComment' });
export type CreateReviewComment = z.infer<typeof createReviewCommentSchema>;

/** A version that waits for the reader: to be looked at, or to be published. */
export const waitingVersionSchema = z
  .object({
    processId: z.string(),
    processName: z.string(),
    version: z.number().int(),
    versionTag: z.string().nullable(),
    note: z.string().nullable(),
    proposedBy: z.string().nullable(),
    proposedAt: instantSchema,
    waitsFor: z.enum(['review', 'publication']),
  })
  .meta({ id: 'WaitingVersion' });
export type WaitingVersion = z.infer<typeof waitingVersionSchema>;
