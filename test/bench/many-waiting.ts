/** S1 and Q2: with 100,000 cases that wait, tasks are completed and the task list is read. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { hostPrincipal, type Runtime } from '@fortnight/runtime';
import { Hono } from 'hono';
import { inFolder } from './in-folder.ts';
import { listen } from './listen.ts';
import { ratePerSecond } from './load.ts';
import { sized } from './mode.ts';
import type { Row } from './report.ts';
import { adminKey, assertAllTaken, filled, inFlight, Lanes } from './waiting-cases.ts';

const few = 1_000;
const many = sized({ quick: 5_000, usual: 20_000, all: 100_000 });
const steps = 20_000;
const pages = 2_000;

/** Steps a second over cases that were started just now. */
async function stepsPerSecond(file: string, cases: number, then: (runtime: Runtime) => Promise<void>): Promise<number> {
  const runtime = await filled(`sqlite:${file}`, cases);
  const lanes = await Lanes.of(runtime, cases);
  const complete = lanes.by((taskId) => runtime.completeTask(hostPrincipal, taskId, {}));
  await ratePerSecond(2_000, inFlight, complete);
  const rate = await ratePerSecond(steps, inFlight, complete);
  await then(runtime);
  await runtime.close();
  assertAllTaken(file, cases, lanes.count);
  return rate;
}

/** Pages of 50 tasks a second, filtered and in order, each page at another place; and what a bare route does. */
async function pagesPerSecond(runtime: Runtime): Promise<{ ours: number; bare: number }> {
  const app = new Hono().get('/tasks', (c) => c.json({ items: [] }));
  const [served, hello] = await Promise.all([listen(runtime.app.fetch), listen(app.fetch)]);
  const headers = { Authorization: `Bearer ${adminKey}` };
  const get = async (address: string, query: string): Promise<{ items: unknown[]; nextCursor: string | null }> => {
    const answer = await fetch(`${address}/tasks${query}`, { headers });
    assert.equal(answer.status, 200);
    return (await answer.json()) as { items: unknown[]; nextCursor: string | null };
  };
  const cursors = Array.from({ length: 16 }, () => '');
  const page = async (lane: number): Promise<void> => {
    const query = `?state=open&processId=bench&sort=${lane % 2 === 0 ? 'dueAt' : '-createdAt'}&limit=50${cursors[lane]}`;
    const { items, nextCursor } = await get(`${served.address}/api/v1`, query);
    assert.equal(items.length, 50);
    cursors[lane] = nextCursor === null ? '' : `&cursor=${nextCursor}`;
  };
  await ratePerSecond(pages / 4, 16, page);
  const ours = await ratePerSecond(pages, 16, page);
  await ratePerSecond(pages / 4, 16, async () => void (await get(hello.address, '?limit=50')));
  const bare = await ratePerSecond(pages * 4, 16, async () => void (await get(hello.address, '?limit=50')));
  await Promise.all([served.close(), hello.close()]);
  return { ours, bare };
}

export const measureManyWaiting = (): Promise<Row[]> =>
  inFolder(async (folder) => {
    const lists = { ours: 0, bare: 1 };
    const withFew = await stepsPerSecond(join(folder, 'few.db'), few, async () => {});
    const withMany = await stepsPerSecond(join(folder, 'many.db'), many, async (runtime) => {
      Object.assign(lists, await pagesPerSecond(runtime));
    });
    const size = many.toLocaleString('en');
    return [
      {
        id: 'S1',
        what: `${steps.toLocaleString('en')} tasks completed at random, ${size} cases wait`,
        value: withMany,
        unit: 'steps/s',
        anchor: `the same with ${few.toLocaleString('en')}`,
        ratio: withMany / withFew,
        floor: 0.6,
        goal: 0.9,
      },
      {
        id: 'Q2',
        what: `page of 50 tasks over HTTP, filtered and in order, ${size} open`,
        value: lists.ours,
        unit: 'pages/s',
        anchor: 'bare Hono route',
        ratio: lists.ours / lists.bare,
        floor: 0.05,
        goal: 0.3,
      },
    ];
  });
