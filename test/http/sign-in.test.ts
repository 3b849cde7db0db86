import type { Me, Session, SetupState, User } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminKey, type Server, startServer } from '../support/server.ts';

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** As a page of this server's would ask. */
const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.address}/api/v1${path}`, {
    method,
    headers: { Origin: server.address, ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const read = async <T>(response: Response): Promise<T> => (await response.json()) as T;

describe('an empty server', () => {
  it('is set up by the link that it printed, once', async () => {
    expect(await read<SetupState>(await ask('GET', '/setup'))).toEqual({
      isNeeded: true,
      isDemo: false,
      demoAccounts: [],
      demoProgress: null,
    });
    const token = /setup\?token=(\S+)/.exec(server.output.join('\n'))?.[1];
    const admin = { token, email: 'chen@example.com', name: 'Chen Jing', password: 'correct horse' };
    expect((await ask('POST', '/setup', admin)).status).toBe(201);
    expect((await ask('POST', '/setup', { ...admin, email: 'two@example.com' })).status).toBe(410);
    expect(await read<SetupState>(await ask('GET', '/setup'))).toMatchObject({ isNeeded: false });
  });
});

describe('a session', () => {
  const account = { email: 'chen@example.com', password: 'correct horse' };

  it('is a cookie that scripts cannot read, and outlives a kill', async () => {
    const response = await ask('POST', '/session', account);
    expect(response.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/);
    const { me } = await read<Session>(response);
    expect(me.user).toMatchObject({ name: 'Chen Jing', roles: ['participant', 'owner', 'admin'] });
    const Cookie = cookieOf(response);
    await server.kill();
    await server.restart();
    expect(await read<Me>(await ask('GET', '/me', undefined, { Cookie }))).toMatchObject({ via: 'session', userId: me.userId });
    const out = await ask('DELETE', '/session', undefined, { Cookie });
    expect(out.status).toBe(204);
    expect((await ask('GET', '/me', undefined, { Cookie })).status).toBe(401);
  });

  it('does not act for somebody else’s page', async () => {
    const Cookie = cookieOf(await ask('POST', '/session', account));
    const foreign = await ask('POST', '/groups', { id: 'x', name: 'x' }, { Cookie, Origin: 'https://evil.example' });
    expect([foreign.status, (await read<{ code: string }>(foreign)).code]).toEqual([403, 'foreign-origin']);
  });

  it('is not given for a wrong password', async () => {
    const refused = await ask('POST', '/session', { ...account, password: 'wrong' });
    expect([refused.status, (await read<{ code: string }>(refused)).code]).toEqual([401, 'sign-in-refused']);
  });
});

describe('an invitation', () => {
  it('makes an account, and its token is told once', async () => {
    const Authorization = `Bearer ${adminKey}`;
    const body = { email: 'sun@example.com', groups: ['finance'] };
    const send = () => ask('POST', '/invitations', body, { Authorization, 'Idempotency-Key': 'invite-sun' });
    const { token } = await read<{ token: string | null }>(await send());
    expect(await read<{ token: string | null }>(await send())).toMatchObject({ token: null });
    const accepted = await ask('POST', '/invitations/accept', { token, name: 'Sun Hao', password: 'correct horse' });
    expect(await read<User>(accepted)).toMatchObject({ email: 'sun@example.com', groups: ['finance'], roles: ['participant'] });
    expect((await ask('POST', '/session', { email: 'sun@example.com', password: 'correct horse' })).status).toBe(200);
  });
});
