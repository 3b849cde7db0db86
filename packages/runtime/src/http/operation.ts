/** The pieces that every route's description is made of. */
import { z } from '@hono/zod-openapi';

const json = <T extends z.ZodType>(schema: T) => ({ 'application/json': { schema } });

export const ok = <T extends z.ZodType>(schema: T, description = 'The answer') => ({
  200: { description, content: json(schema) },
});
export const created = <T extends z.ZodType>(schema: T, description = 'Made') => ({
  201: { description, content: json(schema) },
});
export const noContent = { 204: { description: 'Done' } } as const;

export const body = <T extends z.ZodType>(schema: T) => ({ content: json(schema), required: true });
/** A body whose every member is optional may be left out. */
export const optionalBody = <T extends z.ZodType>(schema: T) => ({ content: json(schema), required: false });

export const idParams = z.object({ id: z.string().min(1).max(600) });
export const processParams = z.object({ processId: z.string().min(1).max(255) });
export const versionParams = processParams.extend({
  version: z.coerce.number('expected a version number').int('expected a whole number').positive('expected 1 or more'),
});
/** A short list that needs no pages. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });
