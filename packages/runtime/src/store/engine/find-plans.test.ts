/** Whatever the engine looks for by equality is found by an index that knows it: no look grows with the cases that there were. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connection } from '../connection.ts';
import { openStore } from '../index.ts';
import { RecordTable, type Shape } from './record-table.ts';
import { shapes } from './shapes.ts';

let folder: string;
let database: Database.Database;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fortnight-plans-'));
  const path = join(folder, 'a.db');
  await openStore({ database: `sqlite:${path}`, now: () => 1_000 }).close();
  database = new Database(path, { readonly: true });
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

/** How SQLite finds the rows of one `find`. */
function planOf<R extends { readonly id: string }>(shape: Shape<R>, where: Partial<R>): string {
  const details: string[] = [];
  const all = (sql: string, values: readonly unknown[]): [] => {
    const rows = database
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .raw()
      .all(...values) as [number, number, number, string][];
    details.push(...rows.map(([, , , detail]) => detail));
    return [];
  };
  new RecordTable<R>({ all } as unknown as Connection, shape).find(where);
  return details.join('; ');
}

const { instances, tasks, incidents, timers, jobs, subscriptions, stageVisits, comments, outbox, triggers, correlations } =
  shapes;
const instanceId = 'i';
const plans: readonly (readonly [what: string, plan: () => string, expected: RegExp])[] = [
  [
    'the holder of a key',
    () => planOf(instances, { businessKey: 'k', processId: 'p' }),
    /INDEX instancesByKey \(businessKey=\? AND processId=\?\)/,
  ],
  [
    'the votes at an element of a case',
    () => planOf(tasks, { instanceId, tokenId: 't', elementId: 'e' }),
    /PRIMARY KEY \(id>\? AND id<\?\)/,
  ],
  ['the open tasks of a case', () => planOf(tasks, { instanceId, state: 'open' }), /PRIMARY KEY \(id>\? AND id<\?\)/],
  ['the open incidents of a case', () => planOf(incidents, { instanceId, state: 'open' }), /\(id>\? AND id<\?\)/],
  ['the timers of a case', () => planOf(timers, { instanceId }), /PRIMARY KEY \(id>\? AND id<\?\)/],
  ['the jobs of a case', () => planOf(jobs, { instanceId }), /PRIMARY KEY \(id>\? AND id<\?\)/],
  ['what a case waits for', () => planOf(subscriptions, { instanceId, kind: 'message' }), /PRIMARY KEY \(id>\? AND id<\?\)/],
  ['the stages of a case', () => planOf(stageVisits, { instanceId, leftAt: null }), /PRIMARY KEY \(id>\? AND id<\?\)/],
  ['the comments of a case', () => planOf(comments, { instanceId }), /INDEX commentsByInstance \(instanceId=\?\)/],
  [
    'who waits for a message',
    () => planOf(subscriptions, { kind: 'message', name: 'm', isHeld: 0, correlationKey: 'k' }),
    /INDEX subscriptionsByName \(kind=\? AND name=\? AND isHeld=\? AND correlationKey=\?\)/,
  ],
  [
    'who waits for a signal',
    () => planOf(subscriptions, { kind: 'signal', name: 's', isHeld: 0 }),
    /INDEX subscriptionsByName \(kind=\? AND name=\? AND isHeld=\?\)/,
  ],
  [
    'what a message starts',
    () => planOf(triggers, { kind: 'message', name: 'm' }),
    /INDEX triggersByName \(kind=\? AND name=\?\)/,
  ],
  ['what begins by a condition', () => planOf(triggers, { kind: 'condition' }), /INDEX triggersByName \(kind=\?\)/],
  ['what a process begins by', () => planOf(triggers, { processId: 'p' }), /INDEX triggersByProcess \(processId=\?\)/],
  ['how a message says its key', () => planOf(correlations, { name: 'm' }), /INDEX correlationsByName \(name=\?\)/],
  ['what is on its way to a case', () => planOf(outbox, { target: instanceId }), /INDEX outboxByTarget \(target=\?\)/],
  [
    'what a called case has for its caller',
    () => planOf(outbox, { instanceId, target: 'c', kind: 'callEscalated' }),
    /INDEX outboxBy(Target|Instance) \(\w+=\?\)/,
  ],
];

it.each(plans)('%s is found by an index', (_, plan, expected) => {
  expect(plan()).toMatch(expected);
});
