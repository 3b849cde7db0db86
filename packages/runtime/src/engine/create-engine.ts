import type { WorkingCalendar } from '@fortnight/shared/calendar';
import type { CaseAhead, CasesAhead, InstanceDetail, ListCasesAheadQuery, Page, StreamEvent } from '@fortnight/shared/contract';
import type { Directory } from '@fortnight/shared/people';
import type { Principal } from '../access/index.ts';
import { createConditions } from './conditions.ts';
import { DueScan } from './due.ts';
import { createHistory, endedBy } from './history.ts';
import type { EngineHost, Sight } from './host.ts';
import { createIncidents } from './incidents.ts';
import { createInstances } from './instances.ts';
import { createJobs, JobBell } from './jobs.ts';
import type { Wake } from './knowledge.ts';
import { createMessages } from './messages.ts';
import { MigrationLoop } from './moving/batch-loop.ts';
import { createBatches } from './moving/batches.ts';
import { createMoves } from './moving/moves.ts';
import { type Ahead, VersionImpacts } from './moving/version-impact.ts';
import { notFound } from './refusal.ts';
import { Runner } from './runner.ts';
import { outlineOf, type VersionOutline } from './sheet.ts';
import { createSignals } from './signals.ts';
import { GoOnLoop } from './stopping/go-on-loop.ts';
import { createStops } from './stopping/stops.ts';
import { StopsInForce } from './stopping/stops-in-force.ts';
import { ChangeBell, subscribe } from './stream.ts';
import { createTasks } from './tasks.ts';
import { arm } from './triggers.ts';
import { type VersionSource, Versions } from './versions.ts';
import { callingCaseOf } from './views/calls.ts';
import { instanceDetailOf } from './views/instance-detail.ts';
import { mayRead, sightOf } from './visibility.ts';

export interface EngineOptions {
  /** The store's host port. */
  readonly store: EngineHost;
  readonly versions: VersionSource;
  readonly directory: () => Promise<Directory>;
  readonly calendars: () => readonly WorkingCalendar[];
  /** Epoch ms. */
  readonly now: () => number;
  readonly log?: (error: unknown, about: string) => void;
}

/** The engine: what the API's routes call, and what the process that runs it starts and stops. */
export function createEngine(options: EngineOptions) {
  const { store: host, versions: source, directory, calendars, now } = options;
  const log = options.log ?? ((error, about) => console.error(about, error));
  const jobBell = new JobBell();
  const changeBell = new ChangeBell();
  const wake = (what: Wake): void => {
    if (what.kind === 'job') jobBell.ring(what.type);
    else if (what.kind === 'due') {
      if (what.freed) due.free(what.freed, what.at);
      due.schedule(what.at);
    } else if (what.kind === 'goOn') goingOn.wake();
    else changeBell.ring();
  };
  const stops = new StopsInForce(host);
  const versions = new Versions(source, (sheet) => stops.ofStarts(sheet) === undefined);
  const runner = new Runner({ host, versions, stops, directory, calendars, now, wake });
  const due = new DueScan(runner, log);
  const migrations = new MigrationLoop(runner, log);
  const goingOn = new GoOnLoop(runner, log);
  const impacts = new VersionImpacts(runner);

  const liveVersionsChanged = async (processId: string): Promise<void> => {
    versions.liveChanged(processId);
    const live = await source.live(processId);
    const sheets = await Promise.all((live?.versions ?? []).map(({ versionId }) => versions.get(versionId)));
    await runner.command((tx, knowledge) => {
      arm(tx, knowledge, processId, sheets);
      // What was published may be committed only now.
      tx.onCommit(() => versions.liveChanged(processId));
    });
    await versions.liveOf(processId);
    changeBell.ring();
  };

  const readable = async (by: Principal, id: string) => {
    const reader = await runner.reader(by);
    const record = host.reads.instances.get(id);
    if (!record || !mayRead(host.reads, reader, record)) throw notFound('instance', id);
    return { reader, record };
  };

  return {
    ...createInstances(runner),
    ...createTasks(runner),
    ...createHistory(runner),
    ...createMessages(runner),
    ...createSignals(runner, () => due.tick()),
    ...createConditions(runner),
    ...createJobs(runner, jobBell),
    ...createIncidents(runner),
    ...createMoves(runner),
    ...createBatches(runner, migrations),
    ...createStops(runner),

    async getInstance(by: Principal, id: string): Promise<InstanceDetail> {
      const { reader, record } = await readable(by, id);
      const sheet = await versions.get(record.versionId);
      const parent = await callingCaseOf(host.reads, versions, reader, record);
      return instanceDetailOf({ record, sheet, reader, parent, reads: host.reads, stops, at: now(), calendars: calendars() });
    },
    /** Errors: 404 when this principal may not read the case. */
    async assertMayRead(by: Principal, instanceId: string): Promise<void> {
      await readable(by, instanceId);
    },
    /** What a version, or a draft, would mean for the cases that run on others. */
    lookAhead: (by: Principal, ahead: Ahead): Promise<CasesAhead> => impacts.look(by, ahead),
    /** Those cases, by what would become of them. */
    listAhead: (by: Principal, ahead: Ahead, query: ListCasesAheadQuery): Promise<Page<CaseAhead>> =>
      impacts.list(by, ahead, query),
    subscribe: (by: Principal, given: { readonly after?: number; readonly signal: AbortSignal }): AsyncIterable<StreamEvent> =>
      subscribe(runner, changeBell, by, given),

    /** Whose cases and tasks this principal sees; without `sight`, everybody's. */
    async sightOf(by: Principal): Promise<{ sight: Sight | undefined; userIds: readonly string[]; groups: readonly string[] }> {
      const reader = await runner.reader(by);
      return { sight: sightOf(reader), userIds: reader.userIds, groups: reader.groups };
    },
    outlineOf: async (versionId: string): Promise<VersionOutline> => outlineOf(await versions.get(versionId)),
    /** Who ended a case by hand. */
    endedBy: (instanceId: string): string | null => endedBy(host.reads, instanceId),

    /** Wakes the event streams after something was committed beside the engine. */
    changed: (): void => changeBell.ring(),
    /** Arms the start events of the process's live version, and disarms those of the one before. */
    liveVersionsChanged,
    /** Begins to fire what is due: whatever fell due while nobody ran fires once, now. */
    async start(): Promise<void> {
      for (const processId of await source.listLive()) await liveVersionsChanged(processId);
      due.start();
      migrations.start();
      goingOn.start();
    },
    async stop(): Promise<void> {
      await Promise.all([due.stop(), migrations.stop(), goingOn.stop(), impacts.stop()]);
    },
    /** Answers once no migration has anything left to do. */
    migrationsIdle: (): Promise<void> => migrations.idle(),
    /** Answers once nothing is left that is to go on after a stop. */
    goingOnIdle: (): Promise<void> => goingOn.idle(),
    /** Fires everything that is due by the clock, and answers when nothing more is. */
    tick: (): Promise<void> => due.tick(),
    /** Epoch ms of the next moment at which something is due. */
    nextDueAt: async (): Promise<number | null> => host.reads.nextDueAt() ?? null,
    /** How many timers fired more than a minute late since the start. */
    lateTimerCount: (): number => due.lateCount,
  };
}
export type Engine = ReturnType<typeof createEngine>;
