/** D1 and D2: tasks completed durably, through the library and over HTTP, against raw commits and a bare Hono route. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuntime, hostPrincipal, type Runtime } from '@fortnight/runtime';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { endless } from './models.ts';
import { rawCommitsPerSecond } from './raw-commits.ts';
import type { Row } from './report.ts';

const cases = 2_000;
const inFlight = 64;
const steps = 12_800;
const adminKey = 'bench-admin-key-0123456789abcdef0123';

/** Runs `work` over and over from `inFlight` loops until `count` are done; answers how many a second. */
async function ratePerSecond(count: number, work: (lane: number) => Promise<void>): Promise<number> {
  let begun = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async (_, lane) => {
      while (begun < count) {
        begun += 1;
        await work(lane);
      }
    }),
  );
  return count / ((performance.now() - startedAt) / 1000);
}

/** The open task of every case; each lane has cases of its own, so that nobody loses a race. */
async function openTasks(runtime: Runtime): Promise<string[][]> {
  const lanes: string[][] = Array.from({ length: inFlight }, () => []);
  let next = 0;
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await runtime.listTasks(hostPrincipal, { state: 'open', limit: 200, ...(cursor ? { cursor } : {}) });
    for (const { id } of page.items) lanes[next++ % inFlight]?.push(id);
    cursor = page.nextCursor;
  }
  assert.equal(next, cases);
  return lanes;
}

/** Completes a random task of the lane and answers its successor, as the case's state tells it. */
function worker(lanes: string[][], complete: (taskId: string) => Promise<void>, successor: (taskId: string) => Promise<string>) {
  return async (lane: number): Promise<void> => {
    const tasks = lanes[lane] ?? [];
    const index = Math.floor(Math.random() * tasks.length);
    const taskId = tasks[index] ?? '';
    await complete(taskId);
    tasks[index] = await successor(taskId);
  };
}

async function filled(database: string): Promise<Runtime> {
  const runtime = await createRuntime({ database, adminKey });
  await runtime.deploy(hostPrincipal, { files: [{ name: 'bench.bpmn', content: endless() }] });
  let started = 0;
  await ratePerSecond(cases, async () => {
    started += 1;
    await runtime.startInstance(hostPrincipal, {
      processId: 'bench',
      variables: { amount: started, customer: `Customer ${started}` },
    });
  });
  return runtime;
}

export async function measureDurable(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fortnight-bench-'));
  const file = join(folder, 'bench.db');
  const runtime = await filled(`sqlite:${file}`);
  const lanes = await openTasks(runtime);

  // The seq numbers of a step are the same for every case: the next task's id follows from this one's.
  const stride = await learnStride(runtime, lanes);
  const successor = async (taskId: string) => taskId.replace(/~t(\d+)$/, (_, seq: string) => `~t${Number(seq) + stride}`);
  const complete = async (taskId: string) => void (await runtime.completeTask(hostPrincipal, taskId, {}));
  await ratePerSecond(steps / 4, worker(lanes, complete, successor));
  const library = await ratePerSecond(steps, worker(lanes, complete, successor));

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
  await ratePerSecond(steps / 4, worker(lanes, post(`${ours.address}/api/v1`), successor));
  const overHttp = await ratePerSecond(steps / 2, worker(lanes, post(`${ours.address}/api/v1`), successor));
  await ratePerSecond(steps / 4, () => post(hello.address)('t1'));
  const bareRoute = await ratePerSecond(steps / 2, () => post(hello.address)('t1'));
  await Promise.all([ours.close(), hello.close()]);
  await runtime.close();

  const raw = rawCommitsPerSecond(file, join(folder, 'raw.db'), steps);
  rmSync(folder, { recursive: true, force: true });
  return [
    {
      id: 'D1',
      what: 'task completed, library, 64 in flight',
      value: library,
      unit: 'steps/s',
      anchor: 'raw SQLite commits of the same rows',
      ratio: library / raw,
    },
    {
      id: 'D2',
      what: 'task completed over HTTP, 64 clients',
      value: overHttp,
      unit: 'steps/s',
      anchor: 'bare Hono route',
      ratio: overHttp / bareRoute,
    },
  ];
}

async function learnStride(runtime: Runtime, lanes: string[][]): Promise<number> {
  const [first] = lanes[0] ?? [];
  assert(first);
  await runtime.completeTask(hostPrincipal, first, {});
  const [instanceId = '', local = ''] = first.split('~t');
  const { items } = await runtime.listTasks(hostPrincipal, { instanceId, state: 'open' });
  const next = items[0]?.id ?? '';
  if (lanes[0]) lanes[0][0] = next;
  return Number(next.split('~t')[1]) - Number(local);
}

async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
): Promise<{ address: string; close(): Promise<void> }> {
  return new Promise((resolve) => {
    const server = serve({ fetch, port: 0 }, ({ port }) =>
      resolve({ address: `http://127.0.0.1:${port}`, close: () => new Promise((closed) => server.close(() => closed())) }),
    );
  });
}
