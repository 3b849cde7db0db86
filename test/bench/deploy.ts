/** B1: reading and compiling a file, against bpmn-moddle reading it alone. */
import assert from 'node:assert/strict';
import { compile } from '@fortnight/shared/kernel';
import { readXml } from '@fortnight/shared/model';
import { median } from './load.ts';
import { sized } from './mode.ts';
import { ofElements } from './models.ts';
import { readByModdle } from './peers/bpmn-moddle.ts';
import type { Row } from './report.ts';

const rounds = sized({ quick: 3, usual: 7 });

/** Milliseconds of processor time a file, the median of some rounds. */
async function cpuMs(times: number, run: () => Promise<void>): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    for (let time = 0; time < times; time += 1) await run();
    const { user, system } = process.cpuUsage(before);
    taken.push((user + system) / 1000 / times);
  }
  return median(taken);
}

export async function measureDeploy(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const elements of [23, 103, 5_000]) {
    const xml = ofElements(elements);
    const times = Math.ceil(2_000 / elements);
    const ours = await cpuMs(times, async () => {
      const { model, problems } = await readXml(xml);
      assert.deepEqual(problems, []);
      assert(compile(model).ok);
    });
    const moddle = await cpuMs(times, async () => {
      assert.equal((await readByModdle(xml)) > elements * 0.9, true, 'it was read whole');
    });
    rows.push({
      id: 'B1',
      what: `read and compile ${elements.toLocaleString('en')} elements`,
      value: ours,
      unit: 'ms of processor',
      anchor: 'bpmn-moddle, reading alone',
      ratio: ours / moddle,
      floor: 2,
      goal: 1.2,
    });
  }
  return rows;
}
