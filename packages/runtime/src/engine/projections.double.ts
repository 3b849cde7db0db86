/** Holds what people see of every case against its state, and its state against its history: for tests. */
import { replay } from '@fortnight/shared/kernel';
import { bucketOf } from '@fortnight/shared/statistics';
import { expect } from 'vitest';
import type { EngineReads } from './host.ts';
import { wireId } from './ids.ts';
import { stateOf } from './state.ts';
import type { StoredVersion } from './versions.ts';

const page = { limit: 1_000 };
const dayMs = 86_400_000;
const hourOf = (at: number): string => String(Math.floor(at / 3_600_000) % 24);

export function checkProjections(reads: EngineReads, versionOf: (id: string) => StoredVersion | undefined): void {
  for (const { id } of reads.listInstances({ sort: 'startedAt' }, undefined, page).items) {
    const record = reads.instances.get(id);
    const version = record && versionOf(record.versionId);
    if (!record || !version) throw new Error(`case ${id}: its version is not known`);
    const state = stateOf(record);
    const events = reads.listEvents(id, { order: 'asc', from: 0, limit: 10_000 }).flatMap((line) => line.events);
    const moves = reads.versionMoves.find({ instanceId: id }, { orderBy: 'seq' });
    const programs = moves.flatMap(({ fromVersionId }) => versionOf(fromVersionId)?.program ?? []);
    expect(replay([...programs, version.program], events), 'the history replays to the state').toEqual(state);
    expect(record.state).toBe(state.status);

    const isOver = record.endedAt !== null;
    const idsOf = (open: readonly { readonly id: string }[]): string[] =>
      (isOver ? [] : open.map((each) => wireId(id, each.id))).sort();
    const idsIn = (rows: readonly { readonly id: string }[]): string[] => rows.map((row) => row.id).sort();
    expect(idsIn(reads.tasks.find({ instanceId: id, state: 'open' })), 'open tasks').toEqual(idsOf(state.tasks));
    expect(idsIn(reads.timers.find({ instanceId: id })), 'timers').toEqual(idsOf(state.timers));
    expect(idsIn(reads.subscriptions.find({ instanceId: id })), 'subscriptions').toEqual(idsOf(state.subscriptions));
    expect(idsIn(reads.jobs.find({ instanceId: id })), 'jobs').toEqual(idsOf(state.jobs));
    for (const call of state.calls ?? []) {
      const isAskedFor = reads.outbox.find({ instanceId: id, kind: 'call' }).some(({ body }) => body.callId === call.id);
      expect(isAskedFor || reads.calledCase(id, call.id) !== undefined, `the case of the call ${call.id}`).toBe(true);
    }
    const incidents = state.incidents
      .filter(({ stop }) => stop === undefined)
      .map((incident) => wireId(id, incident.id))
      .sort();
    const still = state.incidents.filter(({ stop }) => stop !== undefined);
    expect(idsIn(reads.standstills.find({ instanceId: id })), 'standstills').toEqual(idsOf(still));
    expect(idsIn(reads.incidents.find({ instanceId: id, state: 'open' })), 'open incidents').toEqual(incidents);
    expect(record.openIncidentCount).toBe(incidents.length);
    expect(record.openTaskCount).toBe(isOver ? 0 : state.tasks.length);
    for (const task of state.tasks) {
      const row = reads.tasks.get(wireId(id, task.id));
      expect(row?.assignee ?? undefined, `who holds ${task.id}`).toBe(task.assignee);
      expect(row?.dueAt ?? undefined, `when ${task.id} is due`).toBe(task.dueAt);
    }
  }
  checkFigures(reads);
}

type Counts = Record<string, number | Record<string, number | number[]>>;
type Table = Map<string, Counts>;

/** Holds what is counted by days against the cases and tasks that there are. */
function checkFigures(reads: EngineReads): void {
  const [cases, steps]: [Table, Table] = [new Map(), new Map()];
  const into = (table: Table, id: string, none: () => Counts): Counts => {
    const counts = table.get(id) ?? none();
    table.set(id, counts);
    return counts;
  };
  const add = (counts: Counts, name: string, count: number): void => {
    counts[name] = Number(counts[name]) + count;
  };
  const addRunning = ({ running }: Counts, at: number): void => {
    const hours = running as Record<string, number>;
    hours[hourOf(at)] = (hours[hourOf(at)] ?? 0) + 1;
  };
  const addDuration = ({ durations }: Counts, ms: number, more: readonly number[]): void => {
    const classes = durations as Record<string, number[]>;
    const before = classes[bucketOf(ms)];
    classes[bucketOf(ms)] = more.map((count, index) => (before?.[index] ?? 0) + count);
  };
  for (const { id: instanceId, ...each } of reads.listInstances({ sort: 'startedAt' }, undefined, page).items) {
    const { processId, version, startedAt, endedAt, outcome, state, marks } = each;
    const counts = into(cases, `${processId}~${version}~${Math.floor(startedAt / dayMs)}`, () => ({
      ...{ started: 0, ended: 0, sentBack: 0, late: 0, incident: 0, review: 0 },
      durations: {},
      running: {},
    }));
    add(counts, 'started', 1);
    if (endedAt === null) addRunning(counts, startedAt);
    else {
      for (const [index, name] of ['sentBack', 'late', 'incident', 'review'].entries())
        add(counts, name, Math.floor(marks / 2 ** index) % 2);
      add(counts, 'ended', 1);
      const won = outcome === 'won' ? 1 : 0;
      const lost = outcome === 'lost' ? 1 : 0;
      addDuration(counts, endedAt - startedAt, [1, won, lost, state === 'completed' || outcome !== null ? 1 : 0]);
    }
    for (const task of reads.tasks.find({ instanceId })) {
      const { createdAt, completedAt } = task;
      const step = `${processId}~${task.version}~${task.elementId}~${Math.floor(createdAt / dayMs)}`;
      const runs = into(steps, step, () => ({ opened: 0, completed: 0, votes: 0, openMs: 0, durations: {}, running: {} }));
      add(runs, 'opened', 1);
      if (task.state === 'open') addRunning(runs, createdAt);
      if (completedAt === null) continue;
      const isCompleted = task.state === 'completed';
      add(runs, 'openMs', completedAt - createdAt);
      addDuration(runs, completedAt - createdAt, isCompleted ? [1, 0] : [0, 1]);
      if (isCompleted) add(runs, 'completed', 1);
      if (isCompleted && task.kind === 'approval') add(runs, 'votes', 1);
    }
  }
  const kept = (rows: readonly { readonly id: string; readonly running: object }[], table: Table): void => {
    const counted = rows.filter((row) => Number(Reflect.get(row, 'started') ?? Reflect.get(row, 'opened')) !== 0);
    expect(counted.map(({ id }) => id).sort(), 'days that are counted').toEqual([...table.keys()].sort());
    for (const row of counted) {
      const running = Object.fromEntries(Object.entries(row.running).filter(([, count]) => count !== 0));
      expect({ ...row, running }, row.id).toMatchObject(table.get(row.id) ?? {});
    }
  };
  kept(reads.caseDays.find({}), cases);
  kept(reads.stepDays.find({}), steps);
}
