import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Principal } from '../access/index.ts';
import { problem, RequestRefused } from './problem.ts';

/** What the middleware leaves for the routes. */
export interface Environment {
  Variables: { principal: Principal | null };
}

/** A router whose bad input is answered 400, every field named. */
export const createRouter = () =>
  new OpenAPIHono<Environment>({
    defaultHook: (result, context) => {
      if (result.success) return;
      const fields = result.error.issues.map((issue) => ({
        path: [result.target, ...issue.path.map(String)].join('.'),
        message: issue.message,
      }));
      const first = fields[0];
      const detail = first ? `${first.path}: ${first.message}` : 'The request does not have the expected shape.';
      return problem(context, { status: 400, code: 'invalid-request', detail, fields });
    },
  });

/** The principal of a route that asks for one. */
export function caller(context: Context<Environment>): Principal {
  const principal = context.var.principal;
  if (!principal) throw new RequestRefused(401, 'not-signed-in', 'Send an API key as bearer token, or sign in.');
  return principal;
}
