/** Holds what people see of every case against its state, and its state against its history: for tests. */
import { replay } from '@fortnight/shared/kernel';
import { expect } from 'vitest';
import type { EngineReads } from './host.ts';
import { wireId } from './ids.ts';
import { stateOf } from './state.ts';
import type { StoredVersion } from './versions.ts';

const page = { limit: 1_000 };

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
    const incidents = state.incidents.map((incident) => wireId(id, incident.id)).sort();
    expect(idsIn(reads.incidents.find({ instanceId: id, state: 'open' })), 'open incidents').toEqual(incidents);
    expect(record.openIncidentCount).toBe(incidents.length);
    expect(record.openTaskCount).toBe(isOver ? 0 : state.tasks.length);
    for (const task of state.tasks) {
      const row = reads.tasks.get(wireId(id, task.id));
      expect(row?.assignee ?? undefined, `who holds ${task.id}`).toBe(task.assignee);
      expect(row?.dueAt ?? undefined, `when ${task.id} is due`).toBe(task.dueAt);
    }
  }
}
