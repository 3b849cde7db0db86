import { limits } from '@fortnight/shared/contract';
import { Hono } from 'hono';
import { timeout } from 'hono/timeout';
import { createApi } from './api.ts';
import { designerFiles } from './designer-files.ts';
import { createRouter, type Environment } from './environment.ts';
import { apiPrefix, gate, isLoopback, toTemplate } from './gate.ts';
import { idempotent } from './idempotency.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import { assertEveryRouteHasPolicy } from './policy.ts';
import { onError, problem } from './problem.ts';
import { referencePage } from './reference-page.ts';
import { boundedBody, jsonOnly } from './request-body.ts';
import { clockRoutes } from './routes/server.ts';
import { securityHeaders } from './security-headers.ts';
import type { Services } from './services.ts';

export interface HttpOptions {
  /** The folder of the built designer; without it there are no pages, for those who embed the API alone. */
  readonly designerFolder?: string;
  /** Further origins whose pages may use the session cookie. */
  readonly origins?: readonly string[];
  /** Moves a manual clock and answers where it stands; without it there is no such route. */
  readonly moveClock?: (atMs: number) => Promise<number>;
  /** Ends the event streams when the server drains. */
  readonly closing?: AbortSignal;
  readonly metrics?: Metrics;
  readonly log?: (error: unknown, request: { method: string; path: string }) => void;
  /** Routes that a host adds under `/api/v1`; each needs its line in the policy table. */
  readonly extend?: (api: Hono<Environment>) => void;
}

const waitsLong = /\/(events\/stream|jobs\/activate|files(\/[^/]+)?)$/;

/**
 * Makes the HTTP surface: the API, its reference, health, metrics, and the designer's files.
 *
 * Errors: throws when a route has no policy, or a policy no route.
 */
export function createApp(services: Services, options: HttpOptions = {}) {
  const metrics = options.metrics ?? createMetrics();
  const api = createApi(services, options.closing ?? new AbortController().signal);
  if (options.moveClock) api.route('/', clockRoutes(options.moveClock));
  options.extend?.(api);
  const routes = api.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method} ${toTemplate(apiPrefix + path)}`);
  assertEveryRouteHasPolicy([...new Set(routes)]);

  const limitTime = timeout(limits.requestTimeoutMs);
  const front = createRouter();
  front.use('*', (context, next) => (waitsLong.test(context.req.path) ? next() : limitTime(context, next)));
  // Who may not come in is not listened to.
  front.use('*', gate(services.access, options.origins ?? []), boundedBody, jsonOnly, idempotent(services.idempotency));
  front.route('/', api);
  front.all('*', (context) => {
    const path = context.req.path.slice(context.req.path.indexOf(apiPrefix) + apiPrefix.length);
    const allowed = api.routes.filter((route) => matches(route.path, path)).map(({ method }) => method);
    if (allowed.length === 0)
      return problem(context, {
        status: 404,
        code: 'no-such-route',
        detail: `There is no ${context.req.method} ${context.req.path}; ${apiPrefix}/openapi.json lists what there is.`,
      });
    const list = [...new Set(allowed)].join(', ');
    return problem(
      context,
      { status: 405, code: 'method-not-allowed', detail: `Expected ${list}, found ${context.req.method}.` },
      { Allow: list },
    );
  });

  const app = new Hono<Environment>();
  app.onError(onError((error, { req }) => (options.log ?? console.error)(error, { method: req.method, path: req.path })));
  app.use('*', securityHeaders(), metrics.measure);
  app.get('/health/live', (context) => context.json({ status: 'ok' }));
  app.get('/health/ready', async (context) => {
    const { isReady, reason } = await services.readiness();
    return isReady
      ? context.json({ status: 'ok' })
      : problem(context, { status: 503, code: 'not-ready', detail: reason ?? 'The server does not take requests now.' });
  });
  app.get('/metrics', async (context) => {
    const principal = isLoopback(context) ? null : await services.access.identify(context.req.raw.headers);
    if (!isLoopback(context) && !principal?.roles.includes('admin'))
      return problem(context, {
        status: principal ? 403 : 401,
        code: 'role-missing',
        detail: 'Expected an admin key, or a caller on this machine.',
      });
    return context.body(await metrics.read(await services.openIncidentCount()), 200, {
      'Content-Type': 'text/plain; version=0.0.4',
    });
  });
  app.route('/api/docs', referencePage());
  app.route(apiPrefix, front);
  app.all('/api/*', (context) =>
    problem(context, { status: 404, code: 'no-such-route', detail: `There is no ${context.req.path}.` }),
  );
  if (options.designerFolder !== undefined) app.get('*', designerFiles(options.designerFolder));
  app.all('*', (context) => problem(context, { status: 404, code: 'no-such-route', detail: `There is no ${context.req.path}.` }));
  return app;
}

/** Whether a pattern of Hono's fits a path, segment by segment. */
function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const found = path.split('/');
  return (
    !pattern.includes('*') &&
    wanted.length === found.length &&
    wanted.every((segment, index) => segment.startsWith(':') || segment === found[index])
  );
}
