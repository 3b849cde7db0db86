/** Lists as a program calls them: what the API has a default for may be left out. */
import * as wire from '@fortnight/shared/contract';
import type { Principal } from './access/index.ts';

interface Listing {
  listInstances(by: Principal, query: wire.ListInstancesQuery): Promise<wire.Page<wire.InstanceSummary>>;
  listEvents(by: Principal, id: string, query: wire.ListEventsQuery): Promise<wire.Page<wire.HistoryEvent>>;
  listComments(by: Principal, id: string, query: wire.PageQuery): Promise<wire.Page<wire.Comment>>;
  listTasks(by: Principal, query: wire.ListTasksQuery): Promise<wire.Page<wire.Task>>;
  listIncidents(by: Principal, query: wire.ListIncidentsQuery): Promise<wire.Page<wire.Incident>>;
  listStops(by: Principal, query: wire.ListStopsQuery): Promise<wire.Page<wire.Stop>>;
  listStopCases(by: Principal, id: string, query: wire.PageQuery): Promise<wire.Page<wire.InstanceSummary>>;
  listProcesses(by: Principal, query: wire.ListProcessesQuery): Promise<wire.Page<wire.Process>>;
  listVersions(by: Principal, id: string, query: wire.PageQuery): Promise<wire.Page<wire.Version>>;
  listIterations(by: Principal, query: wire.ListIterationsQuery): Promise<wire.Page<wire.IterationSummary>>;
  listKeptChanges(by: Principal, query: wire.ListKeptChangesQuery): Promise<wire.Page<wire.KeptChange>>;
  listSuggestions(by: Principal, id: string, query: wire.ListSuggestionsQuery): Promise<wire.Page<wire.Suggestion>>;
}

const page = { limit: wire.limits.pageSizeDefault };

/** The same lists, whose queries may say as little as they like. */
export const withDefaults = (lists: Listing) => ({
  listInstances: (by: Principal, query: Partial<wire.ListInstancesQuery> = {}) =>
    lists.listInstances(by, { ...page, sort: '-updatedAt', ...query }),
  listEvents: (by: Principal, id: string, query: Partial<wire.ListEventsQuery> = {}) =>
    lists.listEvents(by, id, { ...page, order: 'asc', ...query }),
  listComments: (by: Principal, id: string, query: Partial<wire.PageQuery> = {}) =>
    lists.listComments(by, id, { ...page, ...query }),
  listTasks: (by: Principal, query: Partial<wire.ListTasksQuery> = {}) =>
    lists.listTasks(by, { ...page, sort: 'dueAt', ...query }),
  listIncidents: (by: Principal, query: Partial<wire.ListIncidentsQuery> = {}) =>
    lists.listIncidents(by, { ...page, state: 'open', ...query }),
  listStops: (by: Principal, query: Partial<wire.ListStopsQuery> = {}) =>
    lists.listStops(by, { ...page, state: 'inForce', ...query }),
  listStopCases: (by: Principal, id: string, query: Partial<wire.PageQuery> = {}) =>
    lists.listStopCases(by, id, { ...page, ...query }),
  listProcesses: (by: Principal, query: Partial<wire.ListProcessesQuery> = {}) =>
    lists.listProcesses(by, { ...page, archived: false, ...query }),
  listVersions: (by: Principal, id: string, query: Partial<wire.PageQuery> = {}) =>
    lists.listVersions(by, id, { ...page, ...query }),
  listIterations: (by: Principal, query: Partial<wire.ListIterationsQuery> = {}) =>
    lists.listIterations(by, { ...page, ...query }),
  listKeptChanges: (by: Principal, query: Partial<wire.ListKeptChangesQuery> = {}) =>
    lists.listKeptChanges(by, { ...page, ...query }),
  listSuggestions: (by: Principal, id: string, query: Partial<wire.ListSuggestionsQuery> = {}) =>
    lists.listSuggestions(by, id, { ...page, ...query }),
});
