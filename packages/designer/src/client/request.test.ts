import { afterEach, describe, expect, it, vi } from 'vitest';
import { request } from './request.ts';

afterEach(() => void vi.unstubAllGlobals());

/** A server that answers when it is told to. */
function slowServer() {
  const calls: RequestInit[] = [];
  const answers: (() => void)[] = [];
  vi.stubGlobal('fetch', (_address: string, init: RequestInit) => {
    calls.push(init);
    const { promise, resolve } = Promise.withResolvers<Response>();
    answers.push(() => resolve(new Response(JSON.stringify({ number: calls.length }), { status: 200 })));
    return promise;
  });
  const answer = () => {
    for (const each of answers.splice(0)) each();
  };
  return { calls, answer };
}
const complete = (outcome: string) => request('POST', '/tasks/a/complete', { body: { outcome } });

describe('a change', () => {
  it('that is asked for again while it is on its way is sent once', async () => {
    const server = slowServer();
    const asked = [complete('approve'), complete('approve')];
    expect(server.calls).toHaveLength(1);
    server.answer();
    expect(await Promise.all(asked)).toEqual([{ number: 1 }, { number: 1 }]);
  });

  it('that says something else, or comes after the answer, is one of its own', async () => {
    const server = slowServer();
    const asked = [complete('approve'), complete('reject')];
    server.answer();
    await Promise.all(asked);
    const again = complete('approve');
    expect(server.calls).toHaveLength(3);
    server.answer();
    await again;
    const keys = server.calls.map(({ headers }) => new Headers(headers).get('Idempotency-Key'));
    expect(new Set(keys).size).toBe(3);
  });

  it('is no reading, which may be asked as often as one likes', async () => {
    const server = slowServer();
    const asked = [request('GET', '/tasks'), request('GET', '/tasks')];
    expect(server.calls).toHaveLength(2);
    server.answer();
    await Promise.all(asked);
  });
});
