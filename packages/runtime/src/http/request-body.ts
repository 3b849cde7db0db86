/** Bodies: JSON, but for uploads and bundles; of limited size, of those who sign in a little one. */
import { limits } from '@fortnight/shared/contract';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Environment } from './environment.ts';
import { isUnsafe } from './gate.ts';
import { problem } from './problem.ts';

const multipartOverhead = 64 * 1024;
const isUpload = (path: string): boolean => path.endsWith('/files');
const isBundle = (path: string): boolean => path.endsWith('/bundles');

const limited = (maxSize: number): MiddlewareHandler =>
  bodyLimit({
    maxSize,
    onError: (context) =>
      problem(context, {
        status: 413,
        code: 'too-large',
        detail: `Expected at most ${maxSize} bytes.`,
        params: { limit: maxSize },
      }),
  });
const limitedJson = limited(limits.requestBytes);
const limitedUpload = limited(limits.fileBytes + multipartOverhead);
const limitedAnonymous = limited(limits.anonymousRequestBytes);

export const boundedBody: MiddlewareHandler<Environment> = (context, next) => {
  if (context.var.principal === null) return limitedAnonymous(context, next);
  return (isUpload(context.req.path) ? limitedUpload : limitedJson)(context, next);
};

export const jsonOnly: MiddlewareHandler = async (context, next) => {
  const { method, path } = context.req;
  if (!isUnsafe(method) || isUpload(path) || isBundle(path)) return next();
  const text = await context.req.text();
  const type = context.req.header('Content-Type');
  if (text !== '' && !/^application\/(json|[\w.+-]+\+json)\s*(;|$)/i.test(type ?? ''))
    return problem(context, {
      status: 415,
      code: 'unsupported-type',
      detail: `Expected Content-Type application/json, found ${type ?? 'none'}.`,
    });
  // Many clients announce JSON and send nothing; that is an empty object, and the route says what it misses.
  if (text === '' && type !== undefined) Object.assign(context.req.bodyCache, { text: Promise.resolve('{}') });
  return next();
};
