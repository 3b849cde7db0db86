import type {
  Funnel,
  Home,
  IncidentGroup,
  IterationReminder,
  IterationSummary,
  OperationsHealth,
  WaitingVersion,
} from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { Refused } from '../base/index.ts';
import type { Engine, VersionSource } from '../engine/index.ts';
import { changesFor } from './changes.ts';
import { funnelOf, stageCounts } from './funnel.ts';
import type { IncidentGroupRow, InsightReads } from './host.ts';

export interface InsightOptions {
  /** The store's read port. */
  readonly reads: InsightReads;
  readonly engine: Pick<Engine, 'listTasks' | 'sightOf' | 'outlineOf' | 'endedBy' | 'lateTimerCount'>;
  readonly versions: VersionSource;
  /** From the releases room. */
  readonly waitingVersions: (by: Principal) => Promise<WaitingVersion[]>;
  readonly iterations: (by: Principal) => Promise<IterationSummary[]>;
  readonly iterationReminders: (by: Principal) => Promise<IterationReminder[]>;
  /** Of drafts that this reader may mend. */
  readonly draftErrorCounts: (by: Principal) => Promise<ReadonlyMap<string, number>>;
  /** Epoch ms. */
  readonly now: () => number;
  /** How far the demo workspace has come, while it is made. */
  readonly demo?: () => { readonly done: number; readonly total: number } | null;
}

const tasksShown = 6;
const processesShown = 6;
const groupsShown = 200;
const watchers: readonly string[] = ['admin', 'analyst', 'risk', 'audit'];
const instant = (at: number): string => new Date(at).toISOString();
const instantOrNull = (at: number | null): string | null => (at === null ? null : instant(at));

/** The read side: what the first screen, the funnel and operations show. Queries only. */
export function createInsight(options: InsightOptions) {
  const { reads, engine, versions, now } = options;
  const liveOutline = async (processId: string, version?: number) => {
    const live = async () => (await versions.live(processId))?.versions.at(-1)?.versionId;
    const versionId = version === undefined ? await live() : await versions.find(processId, { version });
    return versionId === undefined ? undefined : engine.outlineOf(versionId);
  };

  const groupOf = async (row: IncidentGroupRow): Promise<IncidentGroup> => {
    const outline = await liveOutline(row.processId, row.versions.at(-1));
    return {
      id: row.groupId,
      processId: row.processId,
      processName: outline?.name ?? row.processId,
      versions: [...row.versions],
      elementId: row.elementId,
      elementName: outline?.nameOf(row.elementId) ?? row.elementId,
      code: row.code,
      message: row.message,
      params: { ...row.params },
      count: row.count,
      firstAt: instant(row.firstAt),
      lastAt: instant(row.lastAt),
    };
  };

  const incidentGroups = async (by: Principal): Promise<{ items: IncidentGroup[] }> => {
    const { sight } = await engine.sightOf(by);
    return { items: await Promise.all(reads.incidentGroups(sight, groupsShown).map(groupOf)) };
  };

  const myTasks = async (by: Principal, at: number): Promise<Home['tasks']> => {
    const { userIds, groups } = await engine.sightOf(by);
    const ask = { limit: tasksShown, sort: 'dueAt' as const };
    const mine = by.userId === null ? [] : (await engine.listTasks(by, { ...ask, scope: 'mine' })).items;
    const open = mine.length < tasksShown ? (await engine.listTasks(by, { ...ask, scope: 'groups' })).items : [];
    return { items: [...mine, ...open].slice(0, tasksShown), ...reads.taskCounts(userIds, groups, at) };
  };

  const runningProcesses = async (by: Principal, at: number): Promise<Home['processes']> => {
    const isWatcher = by.roles.some((role) => watchers.includes(role));
    if (!isWatcher && !(by.roles.includes('owner') && by.userId !== null)) return [];
    const errors = await options.draftErrorCounts(by);
    const rows = reads.processes(isWatcher ? undefined : (by.userId ?? undefined), processesShown);
    // Their own, or everybody's: either way all cases of the process are theirs to see.
    return Promise.all(
      rows.map(async ({ id, name, runningCount }) => {
        const stages = (await liveOutline(id))?.stages ?? [];
        const counts = stageCounts(stages, reads.stages(id, undefined, at, undefined), []);
        return { id, name, runningCount, stages: counts, draftErrorCount: errors.get(id) ?? 0 };
      }),
    );
  };

  return {
    incidentGroups,

    async home(by: Principal): Promise<Home> {
      const at = now();
      const { sight } = await engine.sightOf(by);
      const seesIncidents = by.roles.some((role) => role === 'owner' || watchers.includes(role));
      const elementName = async (versionId: string, elementId: string) => (await engine.outlineOf(versionId)).nameOf(elementId);
      return {
        tasks: await myTasks(by, at),
        processes: await runningProcesses(by, at),
        changes: await changesFor(reads, by, sight, at, { elementName, endedBy: engine.endedBy }),
        incidentGroups: seesIncidents ? (await incidentGroups(by)).items : [],
        waitingVersions: await options.waitingVersions(by),
        iterations: await options.iterations(by),
        iterationReminders: await options.iterationReminders(by),
      };
    },

    /** Errors: 404 when there is no such process, or no such version of it. */
    async funnel(by: Principal, processId: string, version: number | undefined): Promise<Funnel> {
      const process = reads.process(processId);
      if (!process) throw new InsightRefused('process-not-found', `There is no process "${processId}".`, { id: processId });
      const outline = await liveOutline(processId, version);
      if (version !== undefined && !outline)
        throw new InsightRefused('version-not-found', `The process "${processId}" has no version ${version}.`, {
          processId,
          version,
        });
      const { sight } = await engine.sightOf(by);
      const seesAll = !sight || (sight.ownerId !== null && process.owner === sight.ownerId);
      const rows = reads.stages(processId, version, now(), seesAll ? undefined : sight);
      return funnelOf(processId, version ?? null, outline?.stages ?? [], rows, seesAll ? reads.moves(processId, version) : []);
    },

    async operationsHealth(_by: Principal): Promise<OperationsHealth> {
      const at = now();
      const endOfDay = new Date(at).setUTCHours(24, 0, 0, 0);
      const { incidents, jobs, timers, outbox, database, commands } = reads.health(at, endOfDay);
      return {
        at: instant(at),
        incidents,
        jobs: jobs.map((job) => ({ ...job, oldestAt: instantOrNull(job.oldestAt) })),
        timers: { ...timers, firedLateCount: engine.lateTimerCount() },
        outbox: { ...outbox, oldestAt: instantOrNull(outbox.oldestAt) },
        database: { ...database, lastBackupAt: instantOrNull(database.lastBackupAt) },
        commands,
        demo: options.demo?.() ?? null,
      };
    },

    /** For the gauge of `/metrics`. */
    openIncidentCount: async (): Promise<number> => reads.openIncidentCount(),
  };
}
export type Insight = ReturnType<typeof createInsight>;

/** What is not there. */
class InsightRefused extends Refused {
  override readonly name = 'InsightRefused';

  constructor(code: string, message: string, params: Readonly<Record<string, string | number>>) {
    super(404, code, message, { params });
  }
}
