/** The routes of version 1, in one chain, so that the typed client knows them all. */
import { problemDocumentSchema } from '@fortnight/shared/contract';
import { createRoute, z } from '@hono/zod-openapi';
import { describeApi } from './description.ts';
import { createRouter } from './environment.ts';
import { apiPrefix } from './gate.ts';
import { apiKeysRoutes } from './routes/api-keys.ts';
import { baselinesRoutes } from './routes/baselines.ts';
import { blackoutRoutes } from './routes/blackout.ts';
import { bundlesRoutes } from './routes/bundles.ts';
import { draftsRoutes } from './routes/drafts.ts';
import { eventsRoutes } from './routes/events.ts';
import { expressionsRoutes } from './routes/expressions.ts';
import { filesRoutes } from './routes/files.ts';
import { impactRoutes } from './routes/impact.ts';
import { incidentsRoutes } from './routes/incidents.ts';
import { insightRoutes } from './routes/insight.ts';
import { instancesRoutes } from './routes/instances.ts';
import { invitationsRoutes } from './routes/invitations.ts';
import { iterationsRoutes } from './routes/iterations.ts';
import { jobsRoutes } from './routes/jobs.ts';
import { meRoutes } from './routes/me.ts';
import { messagesRoutes } from './routes/messages.ts';
import { migrationsRoutes } from './routes/migrations.ts';
import { opinionsRoutes } from './routes/opinions.ts';
import { processesRoutes } from './routes/processes.ts';
import { reviewsRoutes } from './routes/reviews.ts';
import { rolloutsRoutes } from './routes/rollouts.ts';
import { limitsRoutes } from './routes/server.ts';
import { sessionRoutes } from './routes/session.ts';
import { stopsRoutes } from './routes/stops.ts';
import { suggestionsRoutes } from './routes/suggestions.ts';
import { tasksRoutes } from './routes/tasks.ts';
import { usersRoutes } from './routes/users.ts';
import { versionsRoutes } from './routes/versions.ts';
import type { Services } from './services.ts';

export const createApi = (services: Services, closing: AbortSignal) => {
  const api = createRouter()
    .route('/', sessionRoutes(services))
    .route('/', meRoutes(services))
    .route('/', instancesRoutes(services))
    .route('/', migrationsRoutes(services))
    .route('/', tasksRoutes(services))
    .route('/', processesRoutes(services))
    .route('/', draftsRoutes(services))
    .route('/', versionsRoutes(services))
    .route('/', bundlesRoutes(services))
    .route('/', reviewsRoutes(services))
    .route('/', rolloutsRoutes(services))
    .route('/', baselinesRoutes(services))
    .route('/', blackoutRoutes(services))
    .route('/', iterationsRoutes(services))
    .route('/', suggestionsRoutes(services))
    .route('/', opinionsRoutes(services))
    .route('/', impactRoutes(services))
    .route('/', incidentsRoutes(services))
    .route('/', stopsRoutes(services))
    .route('/', insightRoutes(services))
    .route('/', messagesRoutes(services))
    .route('/', jobsRoutes(services))
    .route('/', expressionsRoutes(services))
    .route('/', filesRoutes(services))
    .route('/', usersRoutes(services))
    .route('/', invitationsRoutes(services))
    .route('/', apiKeysRoutes(services))
    .route('/', eventsRoutes(services, closing))
    .route('/', limitsRoutes());
  let description: ReturnType<typeof describeApi> | undefined;
  api.openapi(
    createRoute({
      method: 'get',
      path: '/openapi.json',
      operationId: 'getDescription',
      tags: ['server'],
      summary: 'Describes the API as OpenAPI 3.1',
      responses: {
        200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: z.looseObject({}) } } },
        // Named once here, so that the description knows the schema that all operations refer to.
        default: { description: 'Refused', content: { 'application/problem+json': { schema: problemDocumentSchema } } },
      },
    }),
    (context) => {
      description ??= describeApi(api, context.req.path.replace(/\/openapi\.json$/, '') || apiPrefix);
      return context.json(description, 200);
    },
  );
  return api;
};

/** The routes as a type, for Hono's typed client: `hc<Api>('http://localhost:3014/api/v1')`. */
export type Api = ReturnType<typeof createApi>;
