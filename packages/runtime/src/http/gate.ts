/** Who gets as far as a route: identification, the policy table, the Origin check. */
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { Principal } from '../access/index.ts';
import type { Environment } from './environment.ts';
import { type Policy, policies } from './policy.ts';
import { problem } from './problem.ts';
import type { AccessService } from './services.ts';

export const apiPrefix = '/api/v1';
const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
export const isUnsafe = (method: string): boolean => !safeMethods.has(method);

/** A Hono pattern as the policy table writes it: `/api/v1/tasks/:id` is `/tasks/{id}`, wherever the app is mounted. */
export const toTemplate = (pattern: string): string =>
  pattern.slice(pattern.indexOf(apiPrefix) + apiPrefix.length).replace(/:(\w+)(\{[^/]*\})?/g, '{$1}') || '/';

/** The route that will answer, as `GET /tasks/{id}`; undefined when there is none. */
export function operationOf(context: Context): string | undefined {
  const route = matchedRoutes(context).find(({ method }) => method !== 'ALL');
  return route && `${route.method} ${toTemplate(route.path)}`;
}

const remoteAddress = (context: Context): string | undefined =>
  (context.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress;

const loopback = /^(127\.|::1$|::ffff:127\.)/;

/** From this machine: over the loopback device, or from within the process. */
export function isLoopback(context: Context): boolean {
  if (context.req.header('Forwarded') ?? context.req.header('X-Forwarded-For')) return false;
  const address = remoteAddress(context);
  return address === undefined || loopback.test(address);
}

/** The other machine that is connected, whatever it says of others; undefined for this one. */
export function connectedFrom(context: Context): string | undefined {
  const address = remoteAddress(context);
  return address === undefined || loopback.test(address) ? undefined : address;
}

/** Browsers send Origin with every unsafe request; a page of somebody else's must not act with our cookie. */
function isForeignOrigin(context: Context, principal: Principal | null, origins: readonly string[]): boolean {
  if (!isUnsafe(context.req.method) || (principal && principal.via.kind !== 'session')) return false;
  const origin = context.req.header('Origin');
  if (origin === undefined) return principal !== null && context.req.header('Sec-Fetch-Site') !== 'same-origin';
  const host = context.req.header('Host') ?? new URL(context.req.url).host;
  return !origins.includes(origin) && (!URL.canParse(origin) || new URL(origin).host !== host);
}

const permits = ({ who }: Policy, principal: Principal | null): boolean =>
  who === 'anyone' || (principal !== null && (who === 'signedIn' || principal.roles.some((role) => who.includes(role))));

/** Lets a request through to its route, or answers 401 or 403; what is no route goes on to the 404. */
export const gate =
  (access: AccessService, origins: readonly string[]): MiddlewareHandler<Environment> =>
  async (context, next) => {
    const operation = operationOf(context);
    const policy = operation === undefined ? undefined : policies[operation];
    const principal = await access.identify(context.req.raw.headers);
    context.set('principal', principal);
    if (!policy) return next();
    if (context.req.header('Authorization') !== undefined && principal === null)
      return problem(
        context,
        { status: 401, code: 'unknown-key', detail: 'The API key is not known, or was revoked.' },
        { 'WWW-Authenticate': 'Bearer' },
      );
    if (isForeignOrigin(context, principal, origins))
      return problem(context, {
        status: 403,
        code: 'foreign-origin',
        detail: 'Expected the Origin of this server; a session cookie acts for its own pages only.',
      });
    if (policy.isLoopbackOnly && !isLoopback(context))
      return problem(context, { status: 403, code: 'loopback-only', detail: 'This is open to callers on this machine only.' });
    if (!permits(policy, principal))
      return principal === null
        ? problem(
            context,
            { status: 401, code: 'not-signed-in', detail: 'Send an API key as bearer token, or sign in.' },
            { 'WWW-Authenticate': 'Bearer' },
          )
        : problem(context, {
            status: 403,
            code: 'role-missing',
            detail: `Expected one of the roles ${[policy.who].flat().join(', ')}; found ${principal.roles.join(', ') || 'none'}.`,
            params: { expected: [policy.who].flat(), found: [...principal.roles] },
          });
    return next();
  };
