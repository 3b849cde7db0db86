import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../store/index.ts';
import { releasesMigrations } from '../migrations.ts';
import { severalRolloutsSchema } from './tables.ts';

it('roll-outs from before several ran at once keep their cases, their part of the line and what their guards said', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rollouts-'));
  const database = join(folder, 'data.db');
  const open = (releases: readonly (readonly string[])[]) =>
    openStore({ database: `sqlite:${database}`, now: () => 0, schemas: { releases } });
  const before = open(releasesMigrations.slice(0, releasesMigrations.indexOf(severalRolloutsSchema)));
  await before.write((tx) => {
    tx.run(`INSERT INTO processes (id, name, createdAt, updatedAt) VALUES ('deal', 'Deal', '', '')`, []);
    for (const [id, state, share] of [
      ['ended', 'rolledBack', 50],
      ['runs', 'running', 12.5],
      ['pilots', 'replaced', 0],
    ])
      tx.run(
        `INSERT INTO rollouts (id, processId, version, control, state, isPaused, share, groups, steps, settings, startedAt, checkedAt)
          VALUES (?, 'deal', 2, 1, ?, 0, ?, '[]', '[]', '{}', '', 0)`,
        [id, state, share],
      );
  });
  await before.close();
  const after = open(releasesMigrations);
  const rows = await after.write((tx) =>
    tx.all<{ id: string; lineId: string; place: number; parts: string; alarmAlpha: number }>(
      'SELECT id, lineId, place, parts, alarmAlpha FROM rollouts ORDER BY id',
      [],
    ),
  );
  await after.close();
  await rm(folder, { recursive: true });
  expect(rows.map(({ parts, ...row }) => ({ ...row, parts: JSON.parse(parts) }))).toEqual([
    { id: 'ended', lineId: 'ended', place: 1, parts: [[0, 50]], alarmAlpha: 0.01 },
    { id: 'pilots', lineId: 'pilots', place: 1, parts: [], alarmAlpha: 0.01 },
    { id: 'runs', lineId: 'runs', place: 1, parts: [[0, 12.5]], alarmAlpha: 0.005 },
  ]);
});
