/** What the library answers about a case, held against the kernel's state. */
import type { State } from '@fortnight/shared/kernel';
import { expect } from 'vitest';
import { host } from './principals.ts';
import type { RuntimeHost } from './runtime-host.ts';

const page = { limit: 200 } as const;
/** Members that hold a moment, which the wire tells as ISO instants. */
const moments: ReadonlySet<string> = new Set(['at', 'dueAt', 'targetAt', 'availableAt']);

/** A case's journal as the kernel's events: without what the wire adds, with the names that the scenario gave. */
export async function historyOf({ runtime, names }: RuntimeHost, instanceId: string): Promise<unknown[]> {
  const events: unknown[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const { items, nextCursor } = await runtime.listEvents(host, instanceId, {
      ...page,
      ...(cursor !== undefined && { cursor }),
    });
    for (const { hash: _, elementName: _name, ...event } of items)
      events.push(
        Object.fromEntries(Object.entries(event).map(([name, value]) => [name, moments.has(name) ? momentOf(value) : value])),
      );
    cursor = nextCursor;
  }
  if (names.size === 0) return events;
  let text = JSON.stringify(events);
  for (const [own, given] of names) text = text.replaceAll(own, given);
  return JSON.parse(text);
}

const momentOf = (value: unknown): unknown => (typeof value === 'string' ? Date.parse(value) : value);
const instant = (at: number | undefined): string | null => (at === undefined ? null : new Date(at).toISOString());

interface Expected {
  readonly state: State;
  /** When something is due next, in whichever case. */
  readonly next: number;
  readonly when: string;
}

/** Holds a case's summary, its tasks, incidents, jobs, stages and next due moment against the state. */
export async function checkLists(on: RuntimeHost, instanceId: string, { state, next, when }: Expected): Promise<void> {
  const { runtime, names, now } = on;
  const idOf = (local: string): string => `${instanceId}~${local}`;
  const detail = await runtime.getInstance(host, instanceId);
  const isOver = state.status !== 'active' && state.status !== 'suspended';
  const { variables, outcome, lossReason } = detail;
  expect({ state: detail.state, outcome, lossReason }, `the case ${when}`).toEqual({
    state: state.status,
    outcome: state.outcome,
    lossReason: state.lossReason,
  });
  expect(renamed(names, variables), `the variables ${when}`).toEqual({ ...state.variables, starter: state.starter });
  expect(detail.openTaskCount, `how many tasks ${when}`).toBe(state.tasks.length);
  expect(detail.openIncidentCount, `how many incidents ${when}`).toBe(state.incidents.length);

  const tasks = (await runtime.listTasks(host, { instanceId, state: 'open', ...page })).items;
  expect(
    tasks
      .map(({ id, assignee, candidateUsers, candidateGroups, dueAt, kind }) => ({
        id,
        assignee,
        users: others(candidateUsers, assignee),
        groups: candidateGroups,
        dueAt,
        kind,
      }))
      .toSorted(byId),
    `the open tasks ${when}`,
  ).toEqual(
    state.tasks
      .map(({ id, assignee, users, groups, dueAt, kind }) => ({
        id: idOf(id),
        assignee: assignee ?? null,
        users: others(users, assignee),
        groups,
        dueAt: instant(dueAt),
        kind: kind ?? 'task',
      }))
      .toSorted(byId),
  );
  const incidents = (await runtime.listIncidents(host, { instanceId, state: 'open', ...page })).items;
  expect(incidents.map(({ id }) => id).toSorted(), `the open incidents ${when}`).toEqual(
    state.incidents.map(({ id }) => idOf(id)).toSorted(),
  );
  const visits = Object.fromEntries(
    detail.stages.flatMap(({ elementId, visits: count }) => (count > 0 ? [[elementId, count]] : [])),
  );
  expect(visits, `the visits of stages ${when}`).toEqual(state.stages?.visits ?? {});
  const found = (await runtime.nextDueAt()) ?? Number.POSITIVE_INFINITY;
  // What is due by now is about to happen, a message on its way among it.
  if (found > now()) expect(found, `what is due next ${when}`).toBe(next);
  const at = new Map(detail.tokens.map(({ id, waitsFor }) => [id, waitsFor]));
  if (isOver) expect(detail.tokens, `where it stands ${when}`).toEqual([]);
  for (const id of at.keys())
    expect(
      state.tokens.map((token) => token.id),
      `where it stands ${when}`,
    ).toContain(id);
}

/** Whoever holds a task need not stand among its candidates. */
const others = (users: readonly string[], assignee: string | null | undefined): readonly string[] =>
  users.filter((id) => id !== assignee);
const byId = (left: { id: string }, right: { id: string }): number => (left.id < right.id ? -1 : 1);
function renamed<T>(names: ReadonlyMap<string, string>, value: T): T {
  let text = JSON.stringify(value);
  for (const [own, given] of names) text = text.replaceAll(own, given);
  return JSON.parse(text);
}
