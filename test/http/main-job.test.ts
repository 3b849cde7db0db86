import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Call, callWith, httpActor } from '../support/http-actor.ts';
import { tellMainJob } from '../support/main-job.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

let server: Server;
let admin: Call;
beforeAll(async () => {
  server = await startServer();
  admin = callWith(() => server.address, adminKey);
});
afterAll(() => server.close());

describe('the main job by HTTP alone', () => {
  it('goes from deployment to done, over two kills and a second version', async () => {
    await tellMainJob({
      createUser: (body) => admin('POST', '/users', body),
      async actor(userId) {
        const { key } = await admin<{ key: string }>('POST', '/api-keys', { name: userId, roles: ['participant'], userId });
        return httpActor(callWith(() => server.address, key));
      },
      deploy: (body) => admin('POST', '/deployments', body),
      async restart() {
        await server.kill();
        await server.restart();
      },
    });
  });

  it('takes effect once for one Idempotency-Key', async () => {
    const send = () =>
      fetch(`${server.address}/api/v1/groups`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'once' },
        body: JSON.stringify({ id: 'partners', name: 'Partners' }),
      });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.headers.get('Idempotency-Replayed')).toBe('true');
    expect(await second.json()).toEqual(await first.json());
  });

  it('is in the audit log, by whom', async () => {
    const { items } = await admin<{ items: { action: string; via: string }[] }>('GET', '/audit-log?limit=200');
    expect(items.map(({ action }) => action)).toContain('version.published');
    expect(items.every(({ via }) => via !== '')).toBe(true);
  });
});

describe('a server', () => {
  it('says where it is and what it is, with the headers that keep pages safe', async () => {
    expect((await fetch(`${server.address}/health/live`)).status).toBe(200);
    expect((await fetch(`${server.address}/health/ready`)).status).toBe(200);
    const limits = await admin<{ limits: Record<string, number> }>('GET', '/limits');
    expect(limits.limits.pageSize).toBe(200);
    const page = await fetch(`${server.address}/inbox`);
    expect(page.headers.get('Content-Security-Policy')).toContain("default-src 'self'");
    expect(page.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(server.output.filter((line) => line.startsWith('ready http://'))).toHaveLength(3);
  });
});
