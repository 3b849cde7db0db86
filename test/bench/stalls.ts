/** D5: how long commits pause, and how long the log grows, while tasks are completed at half of what goes. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { hostPrincipal } from '@fortnight/runtime';
import { inFolder } from './in-folder.ts';
import { openLoop, percentile, ratePerSecond } from './load.ts';
import { sized } from './mode.ts';
import type { Row } from './report.ts';
import { fdatasyncMs } from './sync-unit.ts';
import { assertAllTaken, filled, inFlight, Lanes } from './waiting-cases.ts';

const cases = 20_000;
const seconds = sized({ quick: 5, usual: 30, all: 300 });

export const measureStalls = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const file = join(folder, 'bench.db');
    const runtime = await filled(`sqlite:${file}`, cases);
    const lanes = await Lanes.of(runtime, cases);
    const complete = lanes.by((taskId) => runtime.completeTask(hostPrincipal, taskId, {}));
    await ratePerSecond(6_400, inFlight, complete);
    const most = await ratePerSecond(12_800, inFlight, complete);
    const unit = fdatasyncMs(folder);
    let log = 0;
    const look = setInterval(() => {
      log = Math.max(log, statSync(`${file}-wal`).size);
    }, 50);
    const taken = await openLoop({ perSecond: most / 2, seconds }, () => complete(Math.floor(Math.random() * inFlight)));
    clearInterval(look);
    const size = statSync(file).size;
    await runtime.close();
    assertAllTaken(file, cases, lanes.count);
    const pause = (what: string, value: number, bounds: Pick<Row, 'floor' | 'goal'>): Row => ({
      id: 'D5',
      what: `${what} of a step, ${Math.round(most / 2)} a second (half of what goes) for ${seconds} s`,
      value,
      unit: 'ms',
      anchor: 'fdatasync of a page',
      ratio: value / unit,
      ...bounds,
    });
    return [
      pause('median', percentile(taken, 0.5), {}),
      pause('p99.9', percentile(taken, 0.999), {}),
      pause('longest', percentile(taken, 1), {}),
      {
        id: 'D5',
        what: 'longest the log became meanwhile',
        value: log / 2 ** 20,
        unit: 'MiB',
        anchor: 'the database',
        ratio: log / size,
      },
    ];
  });
