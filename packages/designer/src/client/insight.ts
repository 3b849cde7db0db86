/** What screens read: home, funnel, operations. */
import type * as wire from '@fortnight/shared/contract';
import { part, request } from './request.ts';

export const insight = {
  home: () => request<wire.Home>('GET', '/home'),
  funnel: (processId: string, version?: number) =>
    request<wire.Funnel>('GET', `/processes/${part(processId)}/funnel`, { query: { version } }),
  incidentGroups: () => request<{ items: wire.IncidentGroup[] }>('GET', '/incident-groups'),
  operationsHealth: () => request<wire.OperationsHealth>('GET', '/operations/health'),
};
