/** An engine on a database of its own, with versions given by the test and a clock that the test moves: for tests. */
import { defaultCalendar } from '@fortnight/shared/calendar';
import type { Form } from '@fortnight/shared/contract';
import { compile } from '@fortnight/shared/kernel';
import { type Model, readXml } from '@fortnight/shared/model';
import type { DirectoryUser } from '@fortnight/shared/people';
import type { Principal, SystemRole } from '../access/index.ts';
import { openStore } from '../store/index.ts';
import { createEngine, type LiveVersions, type StoredVersion, type VersionSource } from './index.ts';
import { checkProjections } from './projections.double.ts';

const nineOClock = Date.parse('2026-11-25T01:00:00Z');

export const person = (userId: string, groups: string[] = [], roles: SystemRole[] = ['participant']): Principal => ({
  userId,
  roles,
  groups,
  via: { kind: 'session', id: userId },
});
export const admin: Principal = { userId: null, roles: ['admin'], groups: [], via: { kind: 'key', id: 'admin' } };
export const worker: Principal = { userId: null, roles: ['worker'], groups: [], via: { kind: 'key', id: 'worker' } };

/** A process's XML around its flow elements; ids of flows are theirs to give. */
export const bpmn = (id: string, content: string, more = ''): string => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t" id="d">${more}<process id="${id}" name="Deal" isExecutable="true">${content}</process></definitions>`;

/** Two tasks, one after the other: the first for sales, the second for nobody in particular. */
export const twoTasks = bpmn(
  'deal',
  `<extensionElements><fortnight:process uniqueBusinessKey="true" caseName="= customer + &quot;, &quot; + title"/>
     <fortnight:data name="amount" type="money" currency="CNY"/></extensionElements>
   <startEvent id="start"/>
   <userTask id="prepare" name="Prepare"><extensionElements><fortnight:assignment groups="sales"/></extensionElements></userTask>
   <userTask id="sign" name="Sign"/>
   <endEvent id="end"/>
   <sequenceFlow id="f1" sourceRef="start" targetRef="prepare"/>
   <sequenceFlow id="f2" sourceRef="prepare" targetRef="sign"/>
   <sequenceFlow id="f3" sourceRef="sign" targetRef="end"/>`,
);

export async function openTestEngine(database = 'memory:', users: readonly Partial<DirectoryUser>[] = []) {
  let at = nineOClock;
  const now = () => at;
  const directory = {
    users: users.map((user) => ({ id: '', email: '', name: user.id ?? '', roles: [], groups: [], isActive: true, ...user })),
  };
  const versions = new Map<string, StoredVersion>();
  const live = new Map<string, LiveVersions>();
  const source: VersionSource = {
    load: async (id) => versions.get(id),
    find: async (processId, wanted) => {
      const versionTag = 'versionTag' in wanted ? wanted.versionTag : undefined;
      const tagged = [...versions.values()].findLast((each) => each.processId === processId && each.versionTag === versionTag);
      const found = 'version' in wanted ? `${processId}:${wanted.version}` : tagged?.id;
      return found !== undefined && versions.has(found) ? found : undefined;
    },
    live: async (processId) => live.get(processId),
    listLive: async () => [...live.keys()],
  };
  const schema = [
    'CREATE TABLE IF NOT EXISTS processes (id TEXT PRIMARY KEY, name TEXT NOT NULL, owner TEXT, isArchived INTEGER NOT NULL DEFAULT 0, liveVersion INTEGER) STRICT',
  ];
  const failures: unknown[] = [];
  let commitsLeft = Number.POSITIVE_INFINITY;
  let failing = { after: 0, count: 0 };
  const open = () => {
    const store = openStore({ database, now, schemas: { releases: [schema] } });
    const { engineHost } = store;
    const engine = createEngine({
      store: {
        ...engineHost,
        write(command) {
          if (commitsLeft-- <= 0) return Promise.reject(new Error('the process is gone'));
          if (failing.count === 0 || failing.after-- > 0) return engineHost.write(command);
          failing.count -= 1;
          return Promise.reject(new Error('the disk failed'));
        },
      },
      versions: source,
      directory: async () => directory,
      calendars: () => [defaultCalendar],
      now,
      log: (error) => failures.push(error),
    });
    return { store, engine };
  };
  let opened = open();
  const publishOne = async (
    model: Model,
    processId: string,
    { forms, owner, versionTag }: Pick<StoredVersion, 'forms' | 'versionTag'> & { readonly owner: string | null },
  ): Promise<StoredVersion> => {
    const result = compile(model, { processId });
    if (!result.ok) throw new Error(JSON.stringify(result.problems));
    const program = result.value;
    const process = model.processes.find((each) => each.id === processId);
    if (!process) throw new Error(`no process ${processId}`);
    const version = [...versions.values()].filter((each) => each.processId === processId).length + 1;
    const id = `${processId}:${version}`;
    const kept = program.elements.flatMap(({ plan: { call } }) =>
      call?.binding === 'deployment' && typeof call.process === 'string' ? [call.process] : [],
    );
    const pins = Object.fromEntries(kept.map((called) => [called, live.get(called)?.versions[0]?.versionId ?? '']));
    const stored = { id, processId, version, versionTag, contentHash: id, process, forms, program, pins };
    versions.set(id, stored);
    live.set(processId, { lineId: null, versions: [{ versionId: id, parts: [] }] });
    await opened.store.write((tx) =>
      tx.run('INSERT OR REPLACE INTO processes (id, name, owner, liveVersion) VALUES (?, ?, ?, ?)', [
        processId,
        processId,
        owner,
        version,
      ]),
    );
    await opened.engine.liveVersionsChanged(processId);
    return stored;
  };
  /** Lets several versions take new cases. */
  const rollOut = async (processId: string, liveVersions: LiveVersions): Promise<void> => {
    live.set(processId, liveVersions);
    await opened.engine.liveVersionsChanged(processId);
  };
  return {
    rollOut,
    get engine() {
      return opened.engine;
    },
    get store() {
      return opened.store;
    },
    directory,
    versions: source,
    failures,
    now,
    /** Publishes a version of every executable process of a document, the newest is live; answers the first. */
    async publish(
      xml: string,
      forms: Form[] = [],
      owner: string | null = null,
      versionTag: string | null = null,
    ): Promise<StoredVersion> {
      const { model } = await readXml(xml);
      const published: StoredVersion[] = [];
      for (const { id } of model.processes.filter(({ isExecutable }) => isExecutable))
        published.push(await publishOne(model, id, { forms, owner, versionTag }));
      const [first] = published;
      if (!first) throw new Error('no executable process');
      return first;
    },
    /** Moves the clock, and fires what fell due. */
    async advance(ms: number): Promise<void> {
      at += ms;
      await opened.engine.tick();
    },
    /** Nothing more is committed after so many commits, as if the process had been killed; until it is restarted. */
    dieAfter(commits: number): void {
      commitsLeft = commits;
    },
    /** So many commits are not kept, `after` others; those that follow are. */
    failCommits(count: number, after: number): void {
      failing = { after, count };
    },
    /** How many of these were not needed. */
    get commitsLeft(): number {
      return commitsLeft;
    },
    /** The process ends and starts again, `afterMs` later, on the same database. */
    async restart(afterMs = 0): Promise<void> {
      commitsLeft = Number.POSITIVE_INFINITY;
      await opened.engine.stop();
      await opened.store.close();
      at += afterMs;
      opened = open();
      await opened.engine.start();
      await opened.engine.tick();
    },
    /** Ends; holds every case against its history first. */
    async close(): Promise<void> {
      checkProjections(opened.store.engineHost.reads, (id) => versions.get(id));
      await opened.engine.stop();
      await opened.store.close();
    },
  };
}
export type TestEngine = Awaited<ReturnType<typeof openTestEngine>>;
