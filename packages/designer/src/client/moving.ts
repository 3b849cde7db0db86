/** Cases that are moved to another version. */
import type * as wire from '@fortnight/shared/contract';
import type { Query } from './engine.ts';
import { part, request } from './request.ts';

const migration = (id: string, what = ''): string => `/migrations/${part(id)}${what}`;

export const moving = {
  planCaseMigration: (processId: string, body: wire.PlanMigration) =>
    request<wire.MigrationImpact>('POST', `/processes/${part(processId)}/migrations/plan`, { body }),
  startMigration: (processId: string, body: wire.StartMigration) =>
    request<wire.Migration>('POST', `/processes/${part(processId)}/migrations`, { body }),
  listMigrations: (processId: string, query: Query<wire.PageQuery> = {}) =>
    request<wire.Page<wire.Migration>>('GET', `/processes/${part(processId)}/migrations`, { query }),
  listMigratedCases: (id: string, query: Query<wire.ListMigratedCasesQuery> = {}) =>
    request<wire.Page<wire.MigratedCase>>('GET', migration(id, '/cases'), { query }),
  pauseMigration: (id: string) => request<wire.Migration>('POST', migration(id, '/pause')),
  resumeMigration: (id: string) => request<wire.Migration>('POST', migration(id, '/resume')),
  retryMigration: (id: string) => request<wire.Migration>('POST', migration(id, '/retry')),
  undoMigration: (id: string) => request<wire.Migration>('POST', migration(id, '/undo')),
};
