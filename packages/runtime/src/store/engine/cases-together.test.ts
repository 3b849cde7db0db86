import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Connection } from '../connection.ts';
import { openStore } from '../index.ts';
import { migrate } from '../migrate.ts';
import { storeSchema } from '../tables.ts';
import { casePathsSchema } from './case-paths.ts';
import { engineSchema, signalsSchema } from './engine-tables.ts';
import { keptCounts } from './kept-counts.ts';

it('a database of before keeps its tasks, and whom they are for', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fortnight-together-'));
  const file = join(folder, 'a.db');
  const old = new Connection(file);
  migrate(old, { store: [storeSchema], engine: [engineSchema, keptCounts, casePathsSchema, signalsSchema] }, 1);
  const insert = (id: string, group: string | undefined) => {
    old.run(
      `INSERT INTO tasks (id, instanceId, processId, version, versionId, elementId, elementKind, tokenId, kind, state, candidateUsers,
        candidateGroups, createdAt, outcomes, votes) VALUES (?, 'c', 'p', 1, 'v', 'e', 'userTask', 'k', 'task', 'open', '[]', ?, 1, '[]', '[]')`,
      [id, JSON.stringify(group === undefined ? [] : [group])],
    );
    const subject = group === undefined ? 'any' : `g:${group}`;
    old.run('INSERT INTO taskCandidates (taskId, subject, instanceId) VALUES (?, ?, ?)', [id, subject, 'c']);
  };
  insert('c~t9', undefined);
  insert('c~t10', 'sales');
  old.close();

  const store = openStore({ database: `sqlite:${file}`, now: () => 2, schemas: {} });
  const { reads } = store.engineHost;
  expect(
    reads.tasks.find({ instanceId: 'c' }, { orderBy: 'createdAt' }).map(({ id, isForAnybody }) => [id, isForAnybody]),
  ).toEqual([
    ['c~t9', 1],
    ['c~t10', 0],
  ]);
  expect(reads.takesPart('c', [], ['sales'])).toBe(true);
  await store.close();
  rmSync(folder, { recursive: true });
});
