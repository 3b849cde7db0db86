/** D1 to D3: tasks completed durably, through the library and over HTTP, one by one and as they come. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { hostPrincipal } from '@fortnight/runtime';
import { Hono } from 'hono';
import { inFolder } from './in-folder.ts';
import { limitStepsPerSecond } from './limit/rows.ts';
import { listen } from './listen.ts';
import { oneByOne, openLoop, percentile, ratePerSecond } from './load.ts';
import { sized } from './mode.ts';
import { rawCommitsPerSecond } from './raw-commits.ts';
import type { Row } from './report.ts';
import { fdatasyncMs } from './sync-unit.ts';
import { adminKey, assertAllTaken, filled, inFlight, Lanes } from './waiting-cases.ts';

const cases = sized({ quick: 2_000, usual: 20_000 });
const steps = sized({ quick: 6_400, usual: 25_600 });
const overHttpSteps = sized({ quick: 3_200, usual: 12_800 });
const single = sized({ quick: 200, usual: 1_000 });
const seconds = sized({ quick: 3, usual: 15 });

export const measureDurable = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const file = join(folder, 'bench.db');
    const runtime = await filled(`sqlite:${file}`, cases);
    const lanes = await Lanes.of(runtime, cases);

    const complete = lanes.by((taskId) => runtime.completeTask(hostPrincipal, taskId, {}));
    await ratePerSecond(steps / 4, inFlight, complete);
    const library = await ratePerSecond(steps, inFlight, complete);

    const bare = new Hono().post('/tasks/:id/complete', async (c) => c.json({ id: c.req.param('id'), body: await c.req.json() }));
    const [ours, hello] = await Promise.all([listen(runtime.app.fetch), listen(bare.fetch)]);
    const post = (address: string) => async (taskId: string) => {
      const headers = { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' };
      const answer = await fetch(`${address}/tasks/${encodeURIComponent(taskId)}/complete`, {
        method: 'POST',
        headers,
        body: '{}',
      });
      assert.equal(answer.status, 200, await answer.text());
    };
    const completeOverHttp = lanes.by(post(`${ours.address}/api/v1`));
    await ratePerSecond(overHttpSteps / 4, inFlight, completeOverHttp);
    const overHttp = await ratePerSecond(overHttpSteps, inFlight, completeOverHttp);
    await ratePerSecond(overHttpSteps / 4, inFlight, () => post(hello.address)('t1'));
    const bareRoute = await ratePerSecond(overHttpSteps, inFlight, () => post(hello.address)('t1'));

    const unit = fdatasyncMs(folder);
    const alone = await oneByOne(single, completeOverHttp);
    const comingIn = await openLoop({ perSecond: overHttp / 5, seconds }, completeOverHttp);
    await Promise.all([ours.close(), hello.close()]);
    await runtime.close();
    assertAllTaken(file, cases, lanes.count);

    const raw = rawCommitsPerSecond(file, join(folder, 'raw.db'), steps);
    const limit = limitStepsPerSecond(join(folder, 'limit.db'), cases, steps);
    const d1 = { id: 'D1', what: `task completed, library, 64 in flight, ${cases.toLocaleString('en')} cases`, unit: 'steps/s' };
    const latency = (what: string, value: number, bounds: Pick<Row, 'floor' | 'goal'>): Row => ({
      id: 'D3',
      what: `latency over HTTP, ${what}`,
      value,
      unit: 'ms',
      anchor: 'fdatasync of a page',
      ratio: value / unit,
      ...bounds,
    });
    const rate = `open loop at ${Math.round(overHttp / 5)} a second`;
    return [
      { ...d1, value: library, anchor: 'raw SQLite commits of the same rows', ratio: library / raw, floor: 0.4, goal: 0.7 },
      { ...d1, value: library, anchor: 'limit: raw commits of lean rows', ratio: library / limit },
      {
        id: 'D2',
        what: 'task completed over HTTP, 64 clients',
        value: overHttp,
        unit: 'steps/s',
        anchor: 'bare Hono route',
        ratio: overHttp / bareRoute,
        floor: 0.06,
        goal: 0.25,
      },
      latency('one client, median', percentile(alone, 0.5), { floor: 8, goal: 4 }),
      latency('one client, p99', percentile(alone, 0.99), { floor: 100, goal: 20 }),
      latency(`${rate}, median`, percentile(comingIn, 0.5), { floor: 8, goal: 4 }),
      latency(`${rate}, p99`, percentile(comingIn, 0.99), { floor: 100, goal: 20 }),
    ];
  });
