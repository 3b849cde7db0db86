/** W1 to W6: the BenchFlow shapes, cases a second from start to end, with the history whole, against inserting their rows. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createRuntime, hostPrincipal, type Runtime } from '@fortnight/runtime';
import Database from 'better-sqlite3';
import { inFolder } from './in-folder.ts';
import { ratePerSecond } from './load.ts';
import { sized } from './mode.ts';
import { rawCasesPerSecond } from './raw-cases.ts';
import type { Row } from './report.ts';
import { type ShapeModel, shapes } from './shape-models.ts';
import { inFlight } from './waiting-cases.ts';

const cases = sized({ quick: 1_280, usual: 6_400 });
const floors = { W1: [0.3, 0.8], W2: [0.5, 0.85], W3: [0.3, 0.7], W4: [0.5, 0.8], W5: [0.3, 0.8], W6: [0.8, 0.95] } as const;
const bounds = (id: keyof typeof floors): Pick<Row, 'floor' | 'goal'> => ({ floor: floors[id][0], goal: floors[id][1] });

/** Cases a second; everybody must have ended, and no timer of theirs may be left. */
async function casesPerSecond(runtime: Runtime, of: readonly ShapeModel[]): Promise<number> {
  let started = 0;
  let ended = 0;
  const start = async (): Promise<void> => {
    started += 1;
    const processId = of[started % of.length]?.processId ?? '';
    const { state } = await runtime.startInstance(hostPrincipal, { processId, variables: { amount: started } });
    if (state === 'completed' || state === 'terminated') ended += 1;
  };
  await ratePerSecond(cases / 4, inFlight, start);
  const rate = await ratePerSecond(cases, inFlight, start);
  assert.equal(ended, started, 'every case has ended');
  return rate;
}

export const measureShapes = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const file = join(folder, 'bench.db');
    const runtime = await createRuntime({ database: `sqlite:${file}` });
    for (const { xml } of shapes) await runtime.deploy(hostPrincipal, { files: [{ name: 'shape.bpmn', content: xml }] });
    const rates = new Map<ShapeModel['id'], number>();
    for (const model of shapes) rates.set(model.id, await casesPerSecond(runtime, [model]));
    const mixed = await casesPerSecond(runtime, shapes);
    await runtime.close();
    const database = new Database(file, { readonly: true });
    assert.equal(database.prepare('SELECT count(*) FROM timers').pluck().get(), 0, 'no timer is left of a case that has ended');
    database.close();

    const rateOf = (id: ShapeModel['id']): number => rates.get(id) ?? Number.NaN;
    const rows = shapes.flatMap(({ id, processId, what }): Row[] => {
      const value = rateOf(id);
      const raw = rawCasesPerSecond({ source: file, file: join(folder, `${id}.db`), processId, cases });
      const same = { id, what, value, unit: 'cases/s' };
      const isBesideW1 = id === 'W2' || id === 'W4';
      return [
        { ...same, anchor: 'raw SQLite commits of the same rows', ratio: value / raw, ...(!isBesideW1 && bounds(id)) },
        ...(isBesideW1 ? [{ ...same, anchor: 'W1', ratio: value / rateOf('W1'), ...bounds(id) }] : []),
      ];
    });
    const harmonic = rates.size / [...rates.values()].reduce((sum, rate) => sum + 1 / rate, 0);
    rows.push({
      id: 'W6',
      what: 'MIX: a fifth of each',
      value: mixed,
      unit: 'cases/s',
      anchor: 'harmonic mean of W1 to W5',
      ratio: mixed / harmonic,
      ...bounds('W6'),
    });
    return rows;
  });
