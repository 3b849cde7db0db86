import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InstanceFilter, Sight } from '../../engine/index.ts';
import { Connection } from '../connection.ts';
import { callsSchema } from './calls.ts';
import { casePathsSchema, casePeopleSchema } from './case-paths.ts';
import { drawnCases } from './drawn-cases.ts';
import { engineSchema } from './engine-tables.ts';
import { keptFigures } from './kept-figures.ts';
import { listInstances } from './lists.ts';
import { RecordTable } from './record-table.ts';
import { ruleFailures } from './rule-failures.ts';
import { shapes } from './shapes.ts';
import { stopQueries, stopsSchema } from './stops.ts';

let folder: string;
let connection: Connection;
/** What was asked, for its plan. */
let asked: { sql: string; values: readonly unknown[] };
const rowsOf = (sql: string, values: readonly unknown[]) => {
  asked = { sql, values };
  return connection.all<Record<string, never>>(sql, values);
};
const list = (filter: Omit<InstanceFilter, 'sort'>, sight?: Sight) => {
  const table = new RecordTable(connection, shapes.instances);
  const { items } = listInstances(rowsOf, table, { ...filter, sort: '-updatedAt' }, sight, { limit: 5 });
  const plan = connection.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${asked.sql}`, asked.values);
  return { ids: items.map(({ id }) => id), plan: plan.map(({ detail }) => detail).join('\n') };
};
const person = (id: string): Sight => ({ userIds: [id], groups: [], ownerId: null });

/** 3,000 cases at one task, of which three stand elsewhere: made before `places` were kept, so that the migration fills them. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fortnight-paths-'));
  connection = new Connection(join(folder, 'a.db'));
  for (const statement of engineSchema) connection.raw.exec(statement);
  connection.raw.exec('BEGIN');
  for (let id = 0; id < 3_000; id += 1) {
    const isRare = id % 1_000 === 7;
    const tokens = isRare ? [{ elementId: 'wait' }, { elementId: 'rare' }] : [{ elementId: 'work' }];
    connection.run(
      `INSERT INTO instances (id, processId, version, versionId, state, outcome, stageId, caseName, startedAt, updatedAt, openTaskCount,
        openIncidentCount, search, tokens, owner, starter, body) VALUES (?, 'p', 1, 'v', ?, ?, ?, 'c', 0, ?, 0, ?, '', ?, ?, ?, '{}')`,
      [
        String(id),
        isRare ? 'failed' : 'active',
        isRare ? 'lost' : null,
        isRare ? 'late' : 'early',
        id,
        isRare ? 1 : 0,
        JSON.stringify(tokens),
        isRare ? 'few' : 'many',
        isRare ? 'few' : null,
      ],
    );
    connection.run('INSERT INTO participants VALUES (?, ?)', [String(id), 'u:many']);
    if (isRare) connection.run('INSERT INTO participants VALUES (?, ?)', [String(id), 'u:few']);
  }
  connection.raw.exec('COMMIT');
  for (const statement of [
    ...casePathsSchema,
    ...casePeopleSchema,
    ...callsSchema,
    ...drawnCases,
    ...ruleFailures,
    ...keptFigures.slice(0, 1),
    ...stopsSchema,
  ])
    connection.raw.exec(statement);
  for (const id of ['7', '1007', '2007'])
    connection.run("UPDATE instances SET parentInstanceId = '1', callId = 'p1' WHERE id = ?", [id]);
});
afterAll(() => {
  connection.close();
  rmSync(folder, { recursive: true, force: true });
});

const rare = ['2007', '1007', '7'];
const last = ['2999', '2998', '2997', '2996', '2995'];
const alongTheOrder = 'SCAN instances USING INDEX instancesByChange';

it.each<[string, Omit<InstanceFilter, 'sort'>, string]>([
  ['an element', { elementIds: ['rare'] }, 'instancesByPlaces'],
  ['an element of a process', { elementIds: ['rare'], processId: 'p' }, 'instancesByPlaces'],
  ['an incident', { hasIncident: true }, 'instancesWithIncidents'],
  ['a state', { states: ['failed', 'suspended'], processId: 'p' }, 'instancesByState'],
  ['an outcome', { outcome: 'lost' }, 'instancesByOutcome'],
  ['the case that called them', { parentInstanceId: '1', processId: 'p' }, 'instancesByCall'],
  ['a stage', { stageId: 'late', processId: 'p', states: ['active', 'failed'] }, 'instancesByStage'],
  ['an owner', { owner: 'few' }, 'instancesByOwner'],
  ['a starter', { starter: 'few', processId: 'p' }, 'instancesByStarter'],
])('cases that %s leaves few of are found by its index', (_, filter, index) => {
  const { ids, plan } = list(filter);
  expect(ids).toEqual(rare);
  expect(plan).toContain(`USING INDEX ${index}`);
});

it.each<[string, Omit<InstanceFilter, 'sort'>]>([
  ['a process', { processId: 'p' }],
  ['an element', { elementIds: ['work'], processId: 'p' }],
  ['a stage', { stageId: 'early', processId: 'p' }],
  ['a state', { states: ['active'] }],
  ['an owner', { owner: 'many' }],
])('cases that %s leaves many of are met along the order', (_, filter) => {
  const { ids, plan } = list(filter);
  expect(ids).toEqual(last);
  expect(plan).toBe(alongTheOrder);
});

it.each<[string, Omit<InstanceFilter, 'sort'>]>([
  ['an element', { elementIds: ['nowhere'] }],
  ['an owner', { owner: 'nobody' }],
  ['a starter', { starter: 'nobody' }],
  ['a process', { processId: 'none' }],
  ['a stage', { stageId: 'none' }],
  ['a key', { businessKey: 'none' }],
])('no case is looked through for %s that there is none of', (_, filter) => {
  const { ids, plan } = list(filter);
  expect(ids).toEqual([]);
  expect(plan).toContain('SEARCH instances USING INDEX');
  expect(plan).not.toContain('SCAN');
});

it('no part of an id is taken for it', () => {
  expect(list({ elementIds: ['rar'] }).ids).toEqual([]);
  expect(list({ elementIds: ['work\nwait'] }).ids).toEqual([]);
});

it('who has few cases is not asked about those of others', () => {
  const { ids, plan } = list({ processId: 'p', states: ['failed'] }, person('few'));
  expect(ids).toEqual(rare);
  expect(plan).not.toMatch(/USING INDEX instancesBy/);
  expect(list({ processId: 'p' }, person('many'))).toMatchObject({ ids: last, plan: expect.stringContaining(alongTheOrder) });
});

it('cases of a process that stand in very many places are counted and listed, and those of another no slower for it', () => {
  for (let id = 0; id < 501; id += 1)
    connection.run(
      `INSERT INTO instances (id, processId, version, versionId, state, caseName, startedAt, updatedAt, openTaskCount, openIncidentCount,
        search, tokens, places, body) VALUES (?, 'q', 1, 'v', 'active', 'c', 0, 0, 0, 0, '', '[]', ?, '{}')`,
      [`q${id}`, `at${id}`],
    );
  const { countStanding } = stopQueries(connection, {} as never, rowsOf);
  expect(countStanding({ processId: 'q' }, ['at7', 'at8'])).toBe(2);
  expect(countStanding({ processId: 'q', version: 2 }, ['at7'])).toBe(0);
  expect(countStanding({ processId: 'q' }, [])).toBe(0);
  expect(countStanding({ processId: 'p' }, ['rare'])).toBe(3);
  expect(list({ elementIds: ['at7'], processId: 'q' }).ids).toEqual(['q7']);
  const { ids, plan } = list({ elementIds: ['rare'], processId: 'p' });
  expect(ids).toEqual(rare);
  expect(plan).toContain('USING INDEX instancesByPlaces');
});
