import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TaskFilter } from '../../engine/index.ts';
import { Connection } from '../connection.ts';
import { casesTogether } from './cases-together.ts';
import { engineSchema } from './engine-tables.ts';
import { listTasks } from './lists.ts';
import { RecordTable } from './record-table.ts';
import { shapes } from './shapes.ts';
import { taskPathsSchema } from './task-paths.ts';

type Filter = Omit<TaskFilter, 'sort'>;

let folder: string;
let connection: Connection;
/** What was asked, for its plan. */
let asked: { sql: string; values: readonly unknown[] };
const rowsOf = (sql: string, values: readonly unknown[]) => {
  asked = { sql, values };
  return connection.all<Record<string, never>>(sql, values);
};
const list = (filter: Filter, sort: TaskFilter['sort'] = 'dueAt') => {
  const { items } = listTasks(rowsOf, new RecordTable(connection, shapes.tasks), { ...filter, sort }, undefined, { limit: 3 });
  const plan = connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${asked.sql}`, asked.values);
  return { ids: items.map(({ id }) => id), plan: plan.map(({ detail }) => detail).join('\n') };
};

/** 3,000 cases with a task that is over and one that is open, three of them elsewhere and of another process. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fortnight-paths-'));
  connection = new Connection(join(folder, 'a.db'));
  for (const statement of [...engineSchema, ...taskPathsSchema, ...casesTogether]) connection.raw.exec(statement);
  connection.raw.exec('BEGIN');
  for (let id = 0; id < 3_000; id += 1) {
    const isRare = id % 1_000 === 7;
    const processId = isRare ? 'q' : 'p';
    connection.run(
      `INSERT INTO instances (id, processId, version, versionId, state, caseName, startedAt, updatedAt, openTaskCount,
        openIncidentCount, search, tokens, body) VALUES (?, ?, 1, 'v', 'active', 'c', 0, 0, 1, 0, '', '[]', '{}')`,
      [String(id), processId],
    );
    for (const [state, elementId] of [
      ['completed', 'begin'],
      ['open', isRare ? 'rare' : 'work'],
    ]) {
      const taskId = `${id}~${elementId}`;
      connection.run(
        `INSERT INTO tasks (id, instanceId, processId, version, versionId, elementId, elementKind, tokenId, kind, state, candidateUsers,
          candidateGroups, createdAt, dueAt, outcomes, votes) VALUES (?, ?, ?, 1, 'v', ?, 'userTask', 't', 'task', ?, '[]', '[]', ?, ?, '[]', '[]')`,
        [taskId, String(id), processId, elementId, state, id, id],
      );
      if (state === 'open')
        connection.run('INSERT INTO taskCandidates VALUES (?, ?, ?)', [taskId, isRare ? 'g:legal' : 'g:sales', String(id)]);
    }
  }
  connection.raw.exec('COMMIT');
});
afterAll(() => {
  connection.close();
  rmSync(folder, { recursive: true, force: true });
});

const rare = ['7~rare', '1007~rare', '2007~rare'];

it.each<[string, Filter, string]>([
  ['an element', { elementId: 'rare' }, 'tasksByElement'],
  ['an element, open', { elementId: 'rare', state: 'open' }, 'tasksByElement'],
  ['an element of a process', { elementId: 'rare', processId: 'q', state: 'open' }, 'tasksByElement'],
  ['a process', { processId: 'q', state: 'open' }, 'PRIMARY KEY'],
  ['a group', { group: 'legal' }, 'PRIMARY KEY'],
])('tasks that %s leaves few of are found by its index, in order', (_, filter, index) => {
  const { ids, plan } = list(filter);
  expect(ids).toEqual(rare);
  expect(plan).toContain(`SEARCH tasks USING ${index === 'PRIMARY KEY' ? index : `INDEX ${index}`}`);
  expect(list(filter, '-createdAt').ids).toEqual(rare.toReversed());
});

it.each<[string, Filter]>([
  ['an element', { elementId: 'nowhere' }],
  ['an element, open', { elementId: 'nowhere', state: 'open' }],
  ['an element where all is over', { elementId: 'begin', state: 'open' }],
  ['an element of another process', { elementId: 'rare', processId: 'p', state: 'open' }],
  ['a process', { processId: 'none' }],
  ['a process, open', { processId: 'none', state: 'open' }],
  ['a group', { group: 'nobody', state: 'open' }],
  ['a case', { instanceId: 'none' }],
  ['a person, open', { assignees: ['nobody'], state: 'open' }],
])('no task is looked through for %s that there is none of', (_, filter) => {
  for (const sort of ['dueAt', '-createdAt'] as const) {
    const { ids, plan } = list(filter, sort);
    expect(ids).toEqual([]);
    expect(plan).toMatch(/SEARCH tasks USING (INDEX|PRIMARY KEY)/);
    expect(plan).not.toContain('SCAN tasks');
  }
});

it.each<[string, Filter]>([
  ['an element', { elementId: 'work', state: 'open' }],
  ['a process', { processId: 'p', state: 'open' }],
  ['a group', { group: 'sales', state: 'open' }],
])('tasks that %s leaves many of are met along the order', (_, filter) => {
  const { ids, plan } = list(filter);
  expect(ids).toEqual(['0~work', '1~work', '2~work']);
  expect(plan).toMatch(/SCAN tasks USING INDEX tasks(Free|Held)/);
});
