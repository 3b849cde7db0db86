/** G1: ten thousand waiting cases are moved to another version as one batch, and taken back. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createRuntime, hostPrincipal, type Runtime } from '@fortnight/runtime';
import type { Migration } from '@fortnight/shared/contract';
import { inFolder } from './in-folder.ts';
import { ratePerSecond } from './load.ts';
import { sized } from './mode.ts';
import { endless } from './models.ts';
import { rawMovesPerSecond } from './raw-moves.ts';
import type { Row } from './report.ts';
import { filled, inFlight, Lanes } from './waiting-cases.ts';

const cases = sized({ quick: 1_000, usual: 10_000 });
const steps = sized({ quick: 3_200, usual: 12_800 });
const everyMs = 100;

export const measureMigration = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const file = join(folder, 'bench.db');
    const runtime = await filled(`sqlite:${file}`, cases);
    const lanes = await Lanes.of(runtime, cases);
    const complete = lanes.by((taskId) => runtime.completeTask(hostPrincipal, taskId, {}));
    await ratePerSecond(steps / 4, inFlight, complete);
    const step = await ratePerSecond(steps, inFlight, complete);

    const content = endless().replace('<userTask id="work"/>', '<userTask id="work" name="Work"/>');
    await runtime.deploy(hostPrincipal, { files: [{ name: 'bench.bpmn', content }] });
    const began = performance.now();
    const { id } = await runtime.startMigration(hostPrincipal, 'bench', { fromVersion: 1, toVersion: 2, reason: 'Measured.' });
    const moved = await ended(runtime, id, 'done');
    const move = (cases / (performance.now() - began)) * 1_000;
    assert.equal(moved.moved, cases, 'every case is moved');
    await runtime.close();
    const raw = rawMovesPerSecond(file, join(folder, 'raw.db'));

    const again = await reopened(file);
    const from = performance.now();
    await again.undoMigration(hostPrincipal, id);
    const taken = await ended(again, id, 'undone');
    const undo = (cases / (performance.now() - from)) * 1_000;
    assert.equal(taken.undone, cases, 'every case is taken back');
    await again.close();

    const size = cases.toLocaleString('en');
    const row = (what: string, value: number, anchor: string, against: number): Row => ({
      id: 'G1',
      what: `${size} waiting cases ${what} as one batch`,
      value,
      unit: 'cases/s',
      anchor,
      ratio: value / against,
    });
    return [
      { ...row('moved', move, 'D1: tasks completed, 64 in flight', step), floor: 0.3, goal: 0.8 },
      row('moved', move, 'raw SQLite commits of the same rows', raw),
      row('taken back', undo, 'D1: tasks completed, 64 in flight', step),
    ];
  });

const reopened = (file: string): Promise<Runtime> => createRuntime({ database: `sqlite:${file}` });

async function ended(runtime: Runtime, id: string, state: Migration['state']): Promise<Migration> {
  for (;;) {
    const migration = await runtime.getMigration(hostPrincipal, id);
    if (migration.state === state) return migration;
    await setTimeout(everyMs);
  }
}
