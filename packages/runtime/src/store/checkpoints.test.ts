import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Checkpoints } from './checkpoints.ts';
import { Connection } from './connection.ts';

let folder: string;
let writer: Connection;
let checkpoints: Checkpoints;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fortnight-checkpoints-'));
  writer = new Connection(join(folder, 'a.db'));
  writer.raw.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT');
  checkpoints = new Checkpoints(join(folder, 'a.db'), writer, {
    commitsBeforeStart: 1,
    commitsBetween: 4,
    pages: 200,
    pagesARound: 100,
  });
});
afterEach(async () => {
  await checkpoints.stop();
  writer.close();
  rmSync(folder, { recursive: true });
});

/** Commits so often, some 80 KB each, as the write queue does; answers how large the log became. */
async function commit(times: number): Promise<number> {
  for (let time = 0; time < times; time += 1) {
    await checkpoints.turn;
    writer.run('INSERT INTO notes (text) VALUES (?)', ['x'.repeat(80_000)]);
    checkpoints.committed(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return statSync(join(folder, 'a.db-wal')).size;
}

it('the log is begun anew though commits never pause', async () => {
  expect(await commit(400)).toBeLessThan(16_000_000);
});

it('whoever reads one moment for long holds up no commit', async () => {
  const reader = new Connection(join(folder, 'a.db'), { readonly: true });
  reader.raw.exec('BEGIN');
  reader.get('SELECT count(*) AS count FROM notes');
  expect(await commit(100)).toBeGreaterThan(8_000_000);
  reader.close();
});
