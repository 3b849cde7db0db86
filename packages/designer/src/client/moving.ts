/** Cases that are moved to another version. */
import type * as wire from '@fortnight/shared/contract';
import type { Query } from './engine.ts';
import { part, request } from './request.ts';

const migration = (id: string, what = ''): string => `/migrations/${part(id)}${what}`;

/** A version by its number, or what is drawn. */
const ahead = (processId: string, which: number | 'draft', what = ''): string =>
  `/processes/${part(processId)}/${which === 'draft' ? which : `versions/${which}`}/impact${what}`;

export const moving = {
  getImpact: (processId: string, which: number | 'draft') => request<wire.VersionImpact>('GET', ahead(processId, which)),
  listImpactCases: (processId: string, which: number | 'draft', query: Query<wire.ListCasesAheadQuery> = {}) =>
    request<wire.Page<wire.CaseAhead>>('GET', ahead(processId, which, '/cases'), { query }),
  planCaseMigration: (processId: string, body: wire.PlanMigration) =>
    request<wire.MigrationImpact>('POST', `/processes/${part(processId)}/migrations/plan`, { body }),
  startMigration: (processId: string, body: wire.StartMigration) =>
    request<wire.Migration>('POST', `/processes/${part(processId)}/migrations`, { body }),
  listMigrations: (processId: string, query: Query<wire.PageQuery> = {}) =>
    request<wire.Page<wire.Migration>>('GET', `/processes/${part(processId)}/migrations`, { query }),
  getMigrationProgress: (id: string) => request<wire.MigrationProgress>('GET', migration(id, '/progress')),
  listMigratedCases: (id: string, query: Query<wire.ListMigratedCasesQuery> = {}) =>
    request<wire.Page<wire.MigratedCase>>('GET', migration(id, '/cases'), { query }),
  pauseMigration: (id: string) => request<wire.Migration>('POST', migration(id, '/pause')),
  resumeMigration: (id: string) => request<wire.Migration>('POST', migration(id, '/resume')),
  retryMigration: (id: string) => request<wire.Migration>('POST', migration(id, '/retry')),
  undoMigration: (id: string) => request<wire.Migration>('POST', migration(id, '/undo')),
};
