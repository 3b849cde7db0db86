import type { Context } from 'hono';

/** Writes a strong ETag. */
export const etagOf = (etag: string): string => `"${etag}"`;

/** Reads the one ETag that a caller asks for, without its quotes; `*` means whatever stands. */
export function ifMatchOf(context: Context): string | undefined {
  const value = context.req.header('If-Match')?.trim();
  if (!value) return undefined;
  return value.replace(/^W\//, '').replace(/^"(.*)"$/, '$1');
}
