import { z } from 'zod';
import { commentTextSchema, idSchema, instantSchema, page } from './wire.ts';

export const commentSchema = z
  .object({
    id: z.string(),
    instanceId: z.string(),
    taskId: z.string().optional(),
    by: z.string().nullable(),
    at: instantSchema,
    text: z.string(),
    mentions: z.array(z.string()),
  })
  .meta({ id: 'Comment' });
export type Comment = z.infer<typeof commentSchema>;
export const commentPageSchema = page(commentSchema);
export const createCommentSchema = z
  .strictObject({ text: commentTextSchema, mentions: z.array(idSchema).max(50).optional() })
  .meta({ id: 'CreateComment' });
export type CreateComment = z.infer<typeof createCommentSchema>;

/** An attachment or a piece of evidence, known by the hash of its bytes. */
export const fileSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    sizeBytes: z.number().int(),
    sha256: z.string(),
    uploadedBy: z.string().nullable(),
    uploadedAt: instantSchema,
    instanceId: z.string().optional(),
  })
  .meta({ id: 'File' });
export type WireFile = z.infer<typeof fileSchema>;
