/** Fortnight as a library: a runtime on a database, with its HTTP app to mount anywhere. */
import { defaultCalendar, type WorkingCalendar } from '@fortnight/shared/calendar';
import { createAccess, type DemoAccount, type HostPeople, type Principal, withHostPeople } from './access/index.ts';
import { type Clock, isManual, systemClock } from './base/index.ts';
import { contentOf, openDataFolder } from './data-folder.ts';
import { openDatabase } from './database.ts';
import { createEngine } from './engine/index.ts';
import { evaluateExpression } from './evaluate-expression.ts';
import { createFiles } from './files/index.ts';
import { createGoingBack } from './going-back.ts';
import { createApp, createMetrics, type Services } from './http/index.ts';
import { createInsight } from './insight/index.ts';
import { withDefaults } from './lists.ts';
import { createDocuments, createReleases } from './releases/index.ts';
import { createSecondOpinions } from './second-opinion/index.ts';
import { createVersionReports } from './version-report.ts';
import { watchDue } from './watch-due.ts';
import { type JobHandler, startWorker, type Worker, type WorkerOptions } from './worker.ts';

export type { DemoAccount, HostPeople, Principal, SystemRole } from './access/index.ts';
export { type Clock, createManualClock, type ManualClock } from './base/index.ts';
export type { Api } from './http/index.ts';
export { BpmnError, type JobHandler, type Worker, type WorkerOptions } from './worker.ts';

export interface RuntimeOptions extends HostPeople {
  /** `sqlite:PATH`, or `memory:` for one that is gone when the runtime is closed. */
  readonly database: string;
  /** Where files and the secret of the cookies are kept; `name-data` beside `name.db` unless given. */
  readonly data?: string;
  /** Signs cookies and seals one-time secrets, at least 32 characters; one of its own, kept in the data folder, unless given. */
  readonly secret?: string;
  /** What every command takes its time from; the machine's unless given. */
  readonly clock?: Clock;
  /** A bearer key with the role admin. */
  readonly adminKey?: string;
  /** Where people reach the server; with `https:` the cookies are secure. */
  readonly address?: string;
  /** The calendars that time limits may name; `working` (Shanghai office hours) unless given. */
  readonly calendars?: readonly WorkingCalendar[];
  /** The folder of the built designer; without it the app is the API alone. */
  readonly designerFolder?: string;
  /** Further origins whose pages may use the session cookie. */
  readonly origins?: readonly string[];
  /** The accounts of a demo workspace, and how far it is filled. */
  readonly demo?: { readonly accounts: readonly DemoAccount[]; readonly progress: () => { done: number; total: number } | null };
  /** Lets admins on this machine move a manual clock over HTTP. */
  readonly isClockOffered?: boolean;
  /** What nobody foresaw. */
  readonly log?: (error: unknown, about?: Readonly<Record<string, unknown>>) => void;
}

/** How often what is rolled out, and what is planned, is looked after. */
const watchesEveryMs = 60_000;

/** The program that holds the runtime: may do everything that needs no person. */
export const hostPrincipal: Principal = {
  userId: null,
  roles: ['admin', 'worker'],
  groups: [],
  via: { kind: 'library', id: 'host' },
};

export type Runtime = Awaited<ReturnType<typeof createRuntime>>;

/**
 * Opens the database and begins to run cases.
 *
 * Every call names its actor first: `hostPrincipal`, a person by `principalOf(userId)`, or a principal of the host's own.
 * Errors: rejects when the database cannot be opened durably, or another server has it open; `postgres://` is refused in words.
 */
export async function createRuntime(options: RuntimeOptions) {
  const { clock = systemClock, calendars = [defaultCalendar], log = console.error } = options;
  const now = () => clock.now();
  const metrics = createMetrics();
  const store = openDatabase(options.database, now, { onCommit: metrics.observeCommit });
  const data = openDataFolder(options.database, options.data, options.secret);
  const own = createAccess({
    database: store.database(),
    audit: store.audit,
    afterCommit: (hook) => store.write((tx) => tx.onCommit(hook)),
    now,
    secret: data.secret,
    ...(options.address !== undefined && { address: options.address }),
    ...(options.adminKey !== undefined && { adminKey: options.adminKey }),
    ...(options.demo && { demoAccounts: options.demo.accounts, demoProgress: options.demo.progress }),
  });
  const access = withHostPeople(own, options);
  const documents = createDocuments();
  const releases = createReleases({
    store,
    documents,
    ...(options.address !== undefined && { address: options.address }),
    now,
    directory: access.directory,
    groups: async () =>
      options.identify && !options.directory ? null : (await access.listGroups(hostPrincipal)).items.map(({ id }) => id),
    calendar: () => calendars[0] ?? defaultCalendar,
    liveVersionsChanged: (processId) => engine.liveVersionsChanged(processId),
    changed: () => engine.changed(),
    scheduled: (at) => publications.expect(at),
  });
  const publications = watchDue({
    fire: releases.publishDue,
    nextAt: releases.nextPublicationAt,
    now,
    log: (error) => log(error, { about: 'publications' }),
  });
  const engine = createEngine({
    store: store.engineHost,
    versions: releases.versions,
    directory: access.directory,
    calendars: () => calendars,
    now,
    log: (error, about) => log(error, { about }),
  });
  const insight = createInsight({
    reads: store.insightReads,
    engine,
    versions: releases.versions,
    waitingVersions: releases.waitingVersions,
    iterations: releases.runningIterations,
    iterationReminders: async (by) => (await releases.listReminders(by)).items,
    draftErrorCounts: releases.draftErrorCounts,
    now,
    ...(options.demo && { demo: options.demo.progress }),
  });
  const opinions = createSecondOpinions();
  const goingBack = createGoingBack({ engine, releases, store });
  const reports = createVersionReports({ engine, releases, opinions });
  const content = contentOf(data.path);
  const files = createFiles({
    content,
    records: store.files,
    assertMayRead: (by, instanceId) => engine.assertMayRead(by, instanceId),
    now,
  });
  const closing = new AbortController();
  const workers = new Set<Worker>();
  const services: Services = {
    engine: {
      ...engine,
      // A worker's long poll ends when the server drains.
      activateJobs: (by, body, signal) => engine.activateJobs(by, body, AbortSignal.any([signal, closing.signal])),
    },
    insight,
    releases: { ...releases, ...goingBack },
    reports,
    opinions,
    access,
    files,
    idempotency: store.idempotency,
    evaluateExpression: async (body) => evaluateExpression(body, now()),
    validate: releases.validate,
    async readiness() {
      if (closing.signal.aborted) return { isReady: false, reason: 'The server drains.' };
      const takesCommands = await store.write(() => true).catch(() => false);
      return takesCommands ? { isReady: true } : { isReady: false, reason: 'The database takes no commands.' };
    },
    openIncidentCount: insight.openIncidentCount,
  };

  async function nextDueAt(): Promise<number | null> {
    const [inCases, ofVersions] = [await engine.nextDueAt(), await releases.nextPublicationAt()];
    return inCases === null || ofVersions === null ? (inCases ?? ofVersions) : Math.min(inCases, ofVersions);
  }

  /** Moves a manual clock from one due moment to the next, so that every timer fires at its own time. */
  async function advanceTo(at: number): Promise<number> {
    if (!isManual(clock)) throw new Error('expected a manual clock; this runtime runs on one that moves by itself');
    if (at < clock.now()) clock.moveTo(at);
    for (let due = await nextDueAt(); due !== null && due <= at; due = await nextDueAt()) {
      if (due > clock.now()) clock.moveTo(due);
      await releases.publishDue();
      await engine.tick();
    }
    clock.moveTo(at);
    await store.clock.keep(at);
    await engine.tick();
    await releases.watchRollouts();
    await releases.beginDueIterations();
    return clock.now();
  }

  const app = createApp(services, {
    closing: closing.signal,
    metrics,
    log: (error, request) => log(error, request),
    ...(options.designerFolder !== undefined && { designerFolder: options.designerFolder }),
    ...(options.origins && { origins: options.origins }),
    ...(options.isClockOffered && { moveClock: advanceTo }),
  });
  // Time does not go back where it was moved by hand and the server started again.
  const last = isManual(clock) && options.isClockOffered ? store.clock.last() : undefined;
  if (isManual(clock) && last !== undefined && last > clock.now()) clock.moveTo(last);
  await engine.start();
  await releases.takeUp();
  await releases.beginDueIterations();
  await publications.start();
  const watching = setInterval(() => {
    void releases.watchRollouts().catch((error) => log(error, { about: 'roll-outs' }));
    void releases.beginDueIterations().catch((error) => log(error, { about: 'iterations' }));
  }, watchesEveryMs);
  watching.unref();

  return {
    ...engine,
    ...releases,
    ...goingBack,
    ...reports,
    ...withDefaults({ ...engine, ...releases }),
    /** A Hono app with the API, its reference, and the designer where its folder is given; mount it anywhere. */
    app,
    /** People, keys, groups, one-time links. */
    access,
    files,
    /** Home, funnels, incidents by cause, the health of the server. */
    insight,
    advanceTo,
    /** A person as an actor. Errors: rejects when there is no such active person. */
    async principalOf(userId: string): Promise<Principal> {
      const principal = await access.principalOf(userId, { kind: 'library', id: userId });
      if (!principal) throw new Error(`expected the id of an active person; there is no "${userId}"`);
      return principal;
    },
    /** Does the jobs of one type in this process until the runtime is closed. */
    worker(type: string, handler: JobHandler, workerOptions: WorkerOptions = {}): Worker {
      const worker = startWorker(engine, type, handler, { ...workerOptions, log });
      workers.add(worker);
      return worker;
    },
    /** Says no to the readiness probe and ends event streams and long polls; calls in hand go on. */
    drain: () => closing.abort(),
    /** Computes the hash chains of the history and the audit log again. */
    verify: () => store.verify(),
    /** Writes the whole database and the bytes of its attachments into one new file. */
    backup: (file: string) => store.backup(file, content),
    async close(): Promise<void> {
      closing.abort();
      clearInterval(watching);
      await publications.stop();
      await Promise.all([...workers].map((worker) => worker.stop()));
      await documents.close();
      await Promise.all([engine.stop(), opinions.close()]);
      await store.close();
      data.close();
    },
  };
}
