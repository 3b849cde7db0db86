import { limits, type StreamEvent } from '@fortnight/shared/contract';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Principal } from '../access/index.ts';
import { createApp } from './index.ts';
import { createServicesDouble } from './services.double.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

const li: Principal = { userId: 'li', roles: ['participant'], groups: ['sales'], via: { kind: 'session', id: 's1' } };

/** An app whose streams tell nothing and stay open; `who` is signed in. */
function open() {
  const signedIn: { who: Principal | null } = { who: li };
  const { services } = createServicesDouble();
  async function* subscribe(_by: Principal, { signal }: { readonly signal: AbortSignal }): AsyncIterable<StreamEvent> {
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  }
  const app = createApp(
    {
      ...services,
      engine: { ...services.engine, subscribe },
      access: { ...services.access, identify: async () => signedIn.who },
    },
    { log: () => {} },
  );
  const stream = (signal?: AbortSignal) =>
    app.request('/api/v1/events/stream', { headers: { Host: 'localhost' }, ...(signal && { signal }) });
  return { signedIn, stream };
}

it.each([
  ['has signed out', null],
  ['was moved out of a group', { ...li, groups: [] }],
])('an event stream ends for somebody who %s', async (_, then) => {
  const { signedIn, stream } = open();
  const response = await stream();
  let hasEnded = false;
  const text = response.text().then((body) => {
    hasEnded = true;
    return body;
  });
  await vi.advanceTimersByTimeAsync(30_000);
  expect(hasEnded).toBe(false);
  signedIn.who = then;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await text).toContain(': alive');
});

it('one person has so many streams and no more, and a place again once one is closed', async () => {
  const { signedIn, stream } = open();
  const first = new AbortController();
  const streams = [await stream(first.signal)];
  for (let count = 1; count < limits.eventStreamsPerCaller; count += 1) streams.push(await stream());
  expect(streams.every(({ status }) => status === 200)).toBe(true);
  expect((await stream()).status).toBe(503);
  signedIn.who = { ...li, userId: 'wang' };
  expect((await stream()).status).toBe(200);
});
