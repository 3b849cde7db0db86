/**
 * How each reading is named in the cache. The first part of a key is what the event stream names
 * (`tasks`, `instances`, `processes` …), so that a change refreshes exactly those that stand on it.
 */
import type * as wire from '@fortnight/shared/contract';
import { limits } from '@fortnight/shared/contract';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';
import type { Query } from './engine.ts';

/** A list that is read page by page; `data.pages` holds them. */
function pages<T>(key: readonly unknown[], read: (cursor: string | undefined) => Promise<wire.Page<T>>) {
  return infiniteQueryOptions({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

/** Everybody's names: the directory is small, asked for once, and shared by all screens. */
async function everybody(): Promise<wire.Person[]> {
  const people: wire.Person[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.listPeople({ limit: 200, cursor });
    people.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && people.length < 2_000);
  return people;
}

const opinionReadMs = 700;
const movingReadMs = 1_000;

/** An opinion is asked for once and then read until it is formed; content does not change under its key. */
function opinionOptions(key: readonly unknown[], ask: () => Promise<wire.OpinionState>, read: () => Promise<wire.OpinionState>) {
  return queryOptions({
    queryKey: key,
    queryFn: async ({ client, queryKey }) => {
      const before = client.getQueryData<wire.OpinionState>(queryKey);
      const now = before ? await read() : await ask();
      // A server that was started again has forgotten it.
      return now.state === 'none' ? ask() : now;
    },
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? opinionReadMs : false),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export const queries = {
  me: () => queryOptions({ queryKey: ['me'], queryFn: api.me, staleTime: 60_000 }),
  setup: () => queryOptions({ queryKey: ['setup'], queryFn: api.setupState }),
  people: () => queryOptions({ queryKey: ['people'], queryFn: everybody, staleTime: 300_000 }),
  home: () => queryOptions({ queryKey: ['home'], queryFn: api.home }),

  tasks: (query: Query<wire.ListTasksQuery>) => pages(['tasks', query], (cursor) => api.listTasks({ ...query, cursor })),
  task: (id: string) => queryOptions({ queryKey: ['tasks', 'one', id], queryFn: () => api.getTask(id) }),
  instances: (query: Query<wire.ListInstancesQuery>) =>
    pages(['instances', query], (cursor) => api.listInstances({ ...query, cursor })),
  instance: (id: string) => queryOptions({ queryKey: ['instances', 'one', id], queryFn: () => api.getInstance(id) }),
  events: (id: string, query: Query<wire.ListEventsQuery> = {}) =>
    pages(['instances', 'events', id, query], (cursor) => api.listEvents(id, { ...query, cursor })),
  overrides: (id: string) => queryOptions({ queryKey: ['instances', 'overrides', id], queryFn: () => api.listOverrides(id) }),
  comments: (id: string) => pages(['instances', 'comments', id], (cursor) => api.listComments(id, { cursor })),

  processes: (query: Query<wire.ListProcessesQuery> = {}) =>
    queryOptions({ queryKey: ['processes', query], queryFn: () => api.listProcesses({ limit: 200, ...query }) }),
  process: (id: string) => queryOptions({ queryKey: ['processes', 'one', id], queryFn: () => api.getProcess(id) }),
  versions: (id: string) => pages(['processes', 'versions', id], (cursor) => api.listVersions(id, { cursor })),
  /** The last roll-out of a version. */
  rollout: (id: string, version: number) =>
    queryOptions({ queryKey: ['processes', 'rollout', id, version], queryFn: () => api.getRollout(id, { version }) }),
  /** All that run, in the order in which they began. */
  rollouts: (id: string) => queryOptions({ queryKey: ['processes', 'rollouts', id], queryFn: () => api.listRollouts(id) }),
  /** Where going back leads now, from what is live unless it is said. */
  wayBack: (id: string, from?: number) =>
    queryOptions({ queryKey: ['processes', id, 'way-back', from], queryFn: () => api.lookBack(id, { from }), retry: false }),
  /** What moving the cases of a version would do; asked again as cases go on. */
  caseMigrationPlan: (id: string, body: wire.PlanMigration) =>
    queryOptions({
      queryKey: ['processes', 'migration-plan', id, body],
      queryFn: () => api.planCaseMigration(id, body),
      placeholderData: keepPreviousData,
    }),
  /** What a version, or a draft as it was saved, would mean; read again until every case is examined, and then when it is asked for. */
  impact: (id: string, which: number | 'draft', etag = '') =>
    queryOptions({
      queryKey: ['impact', id, which, etag],
      queryFn: () => api.getImpact(id, which),
      refetchInterval: ({ state }) => (state.data?.cases.state === 'running' ? movingReadMs : false),
      staleTime: movingReadMs,
    }),
  /** The cases behind one of its counts. */
  impactCases: (id: string, which: number | 'draft', query: Query<wire.ListCasesAheadQuery>) =>
    pages(['impact-cases', id, which, query], (cursor) => api.listImpactCases(id, which, { ...query, cursor })),
  /** The newest one first; what is under way is read again by itself. */
  migrations: (id: string) =>
    queryOptions({
      queryKey: ['processes', 'migrations', id],
      queryFn: () => api.listMigrations(id, { limit: 20 }),
      refetchInterval: ({ state }) =>
        state.data?.items.some(({ state: how }) => how === 'running' || how === 'undoing') ? movingReadMs : false,
    }),
  /** Where its cases are by now; read again while it is under way. */
  migrationProgress: (id: string, isUnderWay: boolean) =>
    queryOptions({
      queryKey: ['processes', 'migration-progress', id],
      queryFn: () => api.getMigrationProgress(id),
      refetchInterval: isUnderWay ? movingReadMs : false,
    }),
  migratedCases: (id: string, state: 'failed' | 'moved') =>
    pages(['processes', 'migrated-cases', id, state], (cursor) => api.listMigratedCases(id, { state, cursor })),
  review: (id: string, version: number) =>
    queryOptions({ queryKey: ['processes', 'review', id, version], queryFn: () => api.getReview(id, version) }),
  /** What a version holds never changes. */
  version: (id: string, version: number) =>
    queryOptions({
      queryKey: ['version', id, version],
      queryFn: () => api.getVersion(id, version),
      staleTime: Number.POSITIVE_INFINITY,
    }),
  /** Not refreshed by the stream: who draws holds the newest state. */
  draft: (id: string) =>
    queryOptions({ queryKey: ['draft', id], queryFn: () => api.getDraft(id), staleTime: Number.POSITIVE_INFINITY }),
  /** Asks for it the first time, then reads how far it is; the save that it is about stands in the key. */
  draftOpinion: (id: string, etag: string) =>
    opinionOptions(
      ['opinion', id, etag],
      () => api.askDraftOpinion(id),
      () => api.getDraftOpinion(id),
    ),
  versionOpinion: (id: string, version: number) =>
    opinionOptions(
      ['opinion', id, version],
      () => api.askVersionOpinion(id, version),
      () => api.getVersionOpinion(id, version),
    ),
  funnel: (id: string, version?: number) =>
    queryOptions({ queryKey: ['funnel', id, version ?? null], queryFn: () => api.funnel(id, version) }),

  iterations: (query: Query<wire.ListIterationsQuery> = {}) =>
    pages(['iterations', 'list', query], (cursor) => api.listIterations({ ...query, cursor })),
  iteration: (id: string) => queryOptions({ queryKey: ['iterations', 'one', id], queryFn: () => api.getIteration(id) }),
  /** Reckoned from many cases: read again by the minute, not by every case. */
  evidence: (id: string) =>
    queryOptions({ queryKey: ['evidence', id], queryFn: () => api.getEvidence(id), staleTime: 30_000, refetchInterval: 60_000 }),
  keptChangesDue: () =>
    queryOptions({ queryKey: ['iterations', 'kept-due'], queryFn: () => api.listKeptChanges({ isDue: 'true', limit: 20 }) }),
  iterationRhythm: () => queryOptions({ queryKey: ['iterations', 'rhythm'], queryFn: api.getIterationRhythm }),
  blackout: () => queryOptions({ queryKey: ['blackout', 'periods'], queryFn: api.getBlackout }),
  /** Whether something of a process may go live, now or at a time (epoch ms). */
  processBlackout: (processId: string, at?: number) =>
    queryOptions({
      queryKey: ['blackout', 'of', processId, at ?? null],
      queryFn: () => api.getProcessBlackout(processId, at === undefined ? {} : { at: new Date(at).toISOString() }),
    }),
  baselines: (processId: string) =>
    queryOptions({ queryKey: ['iterations', 'baselines', processId], queryFn: () => api.listBaselines(processId) }),
  benchmarkPacks: () =>
    queryOptions({ queryKey: ['benchmark-packs'], queryFn: api.listBenchmarkPacks, staleTime: Number.POSITIVE_INFINITY }),
  suggestions: (processId: string, state?: wire.Suggestion['state']) =>
    pages(['suggestions', processId, state ?? null], (cursor) => api.listSuggestions(processId, { state, cursor })),
  releaseNotes: (processId: string, version: number) =>
    queryOptions({ queryKey: ['release-notes', processId, version], queryFn: () => api.getReleaseNotes(processId, version) }),
  changesForMe: () => queryOptions({ queryKey: ['release-notes', 'mine'], queryFn: api.listChangesForMe }),

  /** Who goes on after a stop is read again by itself. */
  /** Unless a limit says less, all that can be in force at once. */
  stops: (query: Query<wire.ListStopsQuery> = {}) =>
    queryOptions({
      queryKey: ['stops', query],
      queryFn: () => api.listStops({ limit: limits.stopsInForce, ...query }),
      refetchInterval: ({ state }) => (state.data?.items.some(({ state: how }) => how === 'goingOn') ? movingReadMs : false),
    }),
  stopCases: (id: string) => pages(['stops', 'cases', id], (cursor) => api.listStopCases(id, { limit: 20, cursor })),
  incidentGroups: () => queryOptions({ queryKey: ['incidents', 'groups'], queryFn: api.incidentGroups }),
  incidents: (query: Query<wire.ListIncidentsQuery>) =>
    pages(['incidents', query], (cursor) => api.listIncidents({ ...query, cursor })),
  operationsHealth: () => queryOptions({ queryKey: ['operations'], queryFn: api.operationsHealth, refetchInterval: 10_000 }),
  users: (search: string) => pages(['users', search], (cursor) => api.listUsers({ search: search || undefined, cursor })),
  invitations: () => queryOptions({ queryKey: ['invitations'], queryFn: api.listInvitations }),
  groups: () => queryOptions({ queryKey: ['groups'], queryFn: api.listGroups, staleTime: 300_000 }),
  apiKeys: () => queryOptions({ queryKey: ['api-keys'], queryFn: api.listApiKeys }),
  auditLog: (query: Query<wire.ListAuditLogQuery>) =>
    pages(['audit-log', query], (cursor) => api.listAuditLog({ ...query, cursor })),
};
