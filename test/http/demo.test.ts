import type { Home, InstanceSummary, OperationsHealth, Page, Process, Session, SetupState } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { callWith } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer({ demo: true });
}, 120_000);
afterAll(() => server.close());

describe('the demo workspace', () => {
  it('is filled in the background, and its people sign in at once', async () => {
    const admin = callWith(() => server.address, adminKey);
    const { demoAccounts } = await admin<SetupState>('GET', '/setup');
    expect(demoAccounts.map(({ name }) => name)).toEqual(expect.arrayContaining(['Li Wei', 'Chen Jing', 'Zhang Min']));
    const [li] = demoAccounts.filter(({ name }) => name === 'Li Wei');
    const response = await fetch(`${server.address}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: server.address },
      body: JSON.stringify({ email: li?.email, password: li?.password }),
    });
    expect(((await response.json()) as Session).me.user?.name).toBe('Li Wei');

    await vi.waitFor(() => expect(server.output).toContain('demo: the workspace is filled'), { timeout: 100_000, interval: 200 });
    expect((await admin<OperationsHealth>('GET', '/operations/health')).demo).toBeNull();
    const { items } = await admin<Page<Process>>('GET', '/processes');
    const published = items.filter(({ liveVersion }) => liveVersion !== null);
    expect(published.length).toBeGreaterThanOrEqual(8);
    for (const { id, runningCount } of published) expect([id, runningCount > 0]).toEqual([id, true]);
    expect(items.find(({ id }) => id === 'contract')).toMatchObject({
      versionCount: 6,
      liveVersion: { version: 4 },
      openVersion: { version: 6, state: 'inReview' },
    });

    const first = await admin<Page<InstanceSummary>>('GET', '/instances?limit=200');
    const states = new Set(first.items.map(({ state, outcome }) => outcome ?? state));
    expect([...states]).toEqual(expect.arrayContaining(['won', 'lost', 'active']));
    expect(first.items.some(({ openIncidentCount }) => openIncidentCount > 0)).toBe(true);
    const Cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const home = (await (await fetch(`${server.address}/api/v1/home`, { headers: { Cookie } })).json()) as Home;
    expect(home.processes.length).toBeGreaterThan(3);
  }, 120_000);

  it('has something to do today for everybody whom it offers', async () => {
    const { demoAccounts } = await callWith(() => server.address, adminKey)<SetupState>('GET', '/setup');
    for (const { name, email, password } of demoAccounts) {
      const signedIn = await fetch(`${server.address}/api/v1/session`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: server.address },
        body: JSON.stringify({ email, password }),
      });
      const Cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const { tasks } = (await (await fetch(`${server.address}/api/v1/home`, { headers: { Cookie } })).json()) as Home;
      expect({ name, hasWork: tasks.mineCount > 0 }).toEqual({ name, hasWork: true });
    }
  });

  it('is not filled twice', async () => {
    await server.kill();
    await server.restart();
    expect(server.output.filter((line) => line.startsWith('demo: filling'))).toHaveLength(1);
  });
});
