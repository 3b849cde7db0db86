import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRuntime, hostPrincipal, type Runtime } from './index.ts';
import { bpmn } from './releases/releases.double.ts';

const folder = mkdtempSync(join(tmpdir(), 'fortnight-back-'));
const file = join(folder, 'fortnight.db');
const back = { reason: 'It does worse.', cases: { includeUnchanged: true } };
let runtime: Runtime;

const sql = (statement: string) => {
  const other = new Database(file);
  other.exec(statement);
  other.close();
};
const live = async () => (await runtime.getProcess(hostPrincipal, 'deal')).liveVersion?.version;

beforeAll(async () => {
  runtime = await createRuntime({ database: `sqlite:${file}` });
  for (const task of ['Prepare', 'Prepare it'])
    await runtime.deploy(hostPrincipal, { files: [{ name: 'deal.bpmn', content: bpmn('deal', { task }) }] });
});
afterAll(async () => {
  await runtime.close();
  rmSync(folder, { recursive: true });
});

describe('going back with the cases', () => {
  it('does nothing where they cannot be begun to move, and both at once where they can', async () => {
    const { id } = await runtime.startInstance(hostPrincipal, { processId: 'deal' });
    sql("CREATE TRIGGER broken BEFORE INSERT ON caseMigrations BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
    await expect(runtime.rollBack(hostPrincipal, 'deal', back)).rejects.toThrow();
    expect(await live()).toBe(2);
    expect((await runtime.startInstance(hostPrincipal, { processId: 'deal' })).version).toBe(2);

    sql('DROP TRIGGER broken');
    expect(await runtime.rollBack(hostPrincipal, 'deal', back)).toMatchObject({ migration: { fromVersion: 2, toVersion: 1 } });
    expect(await live()).toBe(1);
    await runtime.migrationsIdle();
    expect(await runtime.getInstance(hostPrincipal, id)).toMatchObject({ version: 1 });
  });
});
