/** The HTTP surface: routes, the policy table, problem documents, and the designer's files; the only room that knows Hono. */
export type { Api } from './api.ts';
export { createApp, type HttpOptions } from './app.ts';
export type { IdempotencyStore, KeptAnswer } from './idempotency.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { type Policy, policies } from './policy.ts';
export type {
  AccessService,
  EngineService,
  FilesService,
  InsightService,
  ReleasesService,
  Services,
} from './services.ts';
