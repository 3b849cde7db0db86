import { createHmac } from 'node:crypto';
import type { AuditEntry, CreateUser, User } from '@fortnight/shared/contract';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { describe, expect, it } from 'vitest';
import { type AccessOptions, type AccessTables, type AuditAction, accessSchema, createAccess, type Principal } from './index.ts';
import { toCookie } from './sign-in.ts';

/** better-sqlite3 builds row objects from code in strings, which the server's flag forbids; so rows come raw. */
function openDatabase(): Kysely<AccessTables> {
  const database = new Database(':memory:');
  for (const statement of accessSchema.flat()) database.exec(statement);
  const prepare = (sql: string) => {
    const statement = database.prepare(sql);
    if (statement.reader) statement.raw();
    const names = statement.reader ? statement.columns().map(({ name }) => name) : [];
    const toRow = (row: unknown) => Object.fromEntries((row as unknown[]).map((value, index) => [names[index] ?? '', value]));
    return {
      reader: statement.reader,
      all: (parameters: readonly unknown[]) => statement.all(...parameters).map(toRow),
      run: (parameters: readonly unknown[]) => statement.run(...parameters),
      iterate: (parameters: readonly unknown[]) =>
        statement
          .all(...parameters)
          .map(toRow)
          [Symbol.iterator](),
    };
  };
  return new Kysely({ dialect: new SqliteDialect({ database: { prepare, close: () => void database.close() } as never }) });
}

const admin: Principal = { userId: null, roles: ['admin'], groups: [], via: { kind: 'key', id: 'environment' } };
const start = Date.parse('2026-11-24T09:00:00Z');

function open(options: Partial<AccessOptions> = {}) {
  const clock = { at: start };
  const log: AuditAction[] = [];
  const access = createAccess({
    database: openDatabase(),
    audit: {
      append: async (entry) => void log.push(entry),
      list: async () => ({ items: [] as AuditEntry[], nextCursor: null }),
    },
    afterCommit: async (hook) => hook(),
    now: () => clock.at,
    secret: 'a secret of the tests, long enough',
    ...options,
  });
  const create = (email: string, more: Partial<CreateUser> = {}): Promise<User> =>
    access.createUser(admin, { email, name: email, password: 'correct horse', roles: ['participant'], groups: [], ...more });
  const enter = async (email: string, password = 'correct horse', code?: string) => {
    const { setCookie } = await access.signIn({ email, password, ...(code !== undefined && { code }) });
    return new Headers({ Cookie: toCookie(setCookie) });
  };
  return { access, clock, log, create, enter };
}
const bearer = (key: string | null) => new Headers({ Authorization: `Bearer ${key}` });

describe('signing in', () => {
  it('makes a session that says who calls, until one signs out', async () => {
    const { access, create, enter, log } = open();
    const li = await create('li@example.com', { roles: ['owner'], groups: ['sales'] });
    const headers = await enter('li@example.com');
    const principal = await access.identify(headers);
    expect(principal).toMatchObject({ userId: li.id, roles: ['owner'], groups: ['sales'], via: { kind: 'session' } });
    if (!principal) throw new Error('not signed in');
    expect(await access.me(principal)).toMatchObject({ user: { email: 'li@example.com' }, via: 'session' });
    const { setCookie } = await access.signOut(principal, headers);
    expect(setCookie.join()).toContain('Max-Age=0');
    expect(await access.identify(headers)).toBeNull();
    expect(log.map(({ action }) => action)).toEqual(['user.created', 'session.opened']);
  });

  it('answers the same to an unknown e-mail, a wrong password and a closed account', async () => {
    const { access, create, enter } = open();
    const li = await create('li@example.com');
    const refusal = { status: 401, code: 'sign-in-refused' };
    await expect(enter('nobody@example.com')).rejects.toMatchObject(refusal);
    await expect(enter('li@example.com', 'wrong')).rejects.toMatchObject(refusal);
    const headers = await enter('li@example.com');
    await access.updateUser(admin, li.id, { isActive: false });
    await expect(enter('li@example.com')).rejects.toMatchObject(refusal);
    expect(await access.identify(headers)).toBeNull();
  });

  it('refuses a cookie whose signature was made up', async () => {
    const { access, create, enter } = open();
    await create('li@example.com');
    const cookie = (await enter('li@example.com')).get('Cookie') ?? '';
    expect(await access.identify(new Headers({ Cookie: `${cookie.split('.').slice(0, -1).join('.')}.AAAA` }))).toBeNull();
  });

  it('asks for a second factor where one is set up, and takes each code once', async () => {
    const { access, create, enter } = open();
    const li = await create('li@example.com');
    const headers = await enter('li@example.com');
    const by = (await access.identify(headers)) ?? admin;
    const wrong = access.startSecondFactor(by, { password: 'guess' }, headers);
    await expect(wrong).rejects.toMatchObject({ code: 'second-factor-refused' });
    const { secret } = await access.startSecondFactor(by, { password: 'correct horse' }, headers);
    await expect(access.confirmSecondFactor(by, { code: '000000' }, headers)).rejects.toMatchObject({ code: 'code-not-right' });
    await access.confirmSecondFactor(by, { code: totp(secret) }, headers);
    expect(await access.getUser(admin, li.id)).toMatchObject({ hasSecondFactor: true });
    await expect(enter('li@example.com')).rejects.toMatchObject({ status: 401, code: 'code-wanted' });
    await expect(enter('li@example.com', undefined, totp(secret))).rejects.toMatchObject({ code: 'sign-in-refused' });
    const code = totp(secret, 1);
    expect(await access.identify(await enter('li@example.com', undefined, code))).toMatchObject({ userId: li.id });
    await expect(enter('li@example.com', undefined, code)).rejects.toMatchObject({ code: 'sign-in-refused' });
  });
});

describe('a second factor', () => {
  async function withFactor() {
    const test = open();
    const li = await test.create('li@example.com');
    const first = await test.enter('li@example.com');
    const by = (await test.access.identify(first)) ?? admin;
    const { secret, recoveryCodes } = await test.access.startSecondFactor(by, { password: 'correct horse' }, first);
    const { setCookie } = await test.access.confirmSecondFactor(by, { code: totp(secret) }, first);
    return { ...test, li, by, secret, recoveryCodes, headers: new Headers({ Cookie: toCookie(setCookie) }) };
  }
  const actions = (log: readonly AuditAction[]) => log.map(({ action, target, details }) => ({ action, target, details }));

  it('is turned off by a code of it, which is on record', async () => {
    const { access, by, headers, secret, enter, log, li } = await withFactor();
    const turnOff = (code: string) => access.turnOffSecondFactor(by, { code }, headers);
    await expect(turnOff('000000')).rejects.toMatchObject({ status: 409, code: 'code-not-right' });
    // The code that confirmed it is used up.
    await expect(turnOff(totp(secret))).rejects.toMatchObject({ code: 'code-not-right' });
    await turnOff(totp(secret, 1));
    expect(await access.getUser(admin, li.id)).toMatchObject({ hasSecondFactor: false });
    expect(actions(log)).toContainEqual({ action: 'second-factor.turned-off', target: li.id, details: {} });
    expect(await access.identify(await enter('li@example.com'))).toMatchObject({ userId: li.id });
    await expect(turnOff(totp(secret, -1))).rejects.toMatchObject({ status: 409, code: 'no-second-factor' });
  });

  it('is stood in for by recovery codes, each once, until there are new ones', async () => {
    const { access, by, headers, recoveryCodes, enter, log, li } = await withFactor();
    const [one = '', two = '', three = ''] = recoveryCodes;
    expect(recoveryCodes).toHaveLength(10);
    await enter('li@example.com', undefined, one);
    expect(actions(log).at(-1)).toEqual({ action: 'session.opened', target: li.id, details: { recoveryCode: true } });
    const again = enter('li@example.com', undefined, one);
    await expect(again).rejects.toMatchObject({ status: 401, code: 'sign-in-refused' });
    const renew = (password: string) => access.renewRecoveryCodes(by, { password }, headers);
    await expect(renew('guess')).rejects.toMatchObject({ status: 409, code: 'recovery-codes-refused' });
    const fresh = (await renew('correct horse')).recoveryCodes;
    await expect(enter('li@example.com', undefined, two)).rejects.toMatchObject({ code: 'sign-in-refused' });
    await expect(access.turnOffSecondFactor(by, { code: three }, headers)).rejects.toMatchObject({ code: 'code-not-right' });
    await access.turnOffSecondFactor(by, { code: fresh[0] ?? '' }, headers);
    expect(await access.getUser(admin, li.id)).toMatchObject({ hasSecondFactor: false });
  });

  it('is reset by an admin for somebody who lost the phone, who is told at the next sign-in', async () => {
    const { access, by, headers, enter, create, log, li, clock } = await withFactor();
    const chen = await create('chen@example.com', { roles: ['admin'] });
    const boss = await access.principalOf(chen.id, { kind: 'session', id: 's' });
    if (!boss) throw new Error('no principal');
    await expect(access.resetSecondFactor(by, li.id)).rejects.toMatchObject({ status: 409, code: 'own-second-factor' });
    await expect(access.resetSecondFactor(boss, 'nobody')).rejects.toMatchObject({ status: 404 });
    clock.at += 60_000;
    expect(await access.resetSecondFactor(boss, li.id)).toMatchObject({ hasSecondFactor: false });
    expect(actions(log).at(-1)).toEqual({ action: 'second-factor.reset', target: li.id, details: {} });
    expect(await access.identify(headers)).toBeNull();
    // Nothing is left to reset, and nothing more goes on record.
    const recorded = log.length;
    await access.resetSecondFactor(boss, li.id);
    expect(log).toHaveLength(recorded);

    const { session } = await access.signIn({ email: 'li@example.com', password: 'correct horse' });
    const reset = { at: new Date(start + 60_000).toISOString(), by: chen.id };
    expect(session.me.secondFactorReset).toEqual(reset);
    expect((await access.me(by)).secondFactorReset).toEqual(reset);
    await access.acknowledgeSecondFactorReset(by);
    expect((await access.me(by)).secondFactorReset).toBeUndefined();
    expect(await enter('li@example.com')).toBeDefined();
  });
});

describe('one’s own account', () => {
  it('has its name, language and zone changed, and nothing that an admin decides', async () => {
    const { access, create } = open();
    const li = await create('li@example.com', { groups: ['sales'] });
    const by = await access.principalOf(li.id, { kind: 'library', id: 'test' });
    if (!by) throw new Error('no principal');
    expect((await access.updateMe(by, { name: '李伟', locale: 'zh-Hans' })).user).toMatchObject({
      name: '李伟',
      groups: ['sales'],
    });
    await expect(access.updateMe(admin, { name: 'x' })).rejects.toMatchObject({ code: 'no-person' });
  });

  it('takes a new password for the old one, and ends the other sessions', async () => {
    const { access, create, enter } = open();
    await create('li@example.com');
    const [here, elsewhere] = [await enter('li@example.com'), await enter('li@example.com')];
    const by = (await access.identify(here)) ?? admin;
    const next = 'battery staple';
    await expect(access.changePassword(by, { current: 'guess', next })).rejects.toMatchObject({ code: 'password-not-right' });
    const { setCookie } = await access.changePassword(by, { current: 'correct horse', next });
    expect(await access.identify(elsewhere)).toBeNull();
    expect(await access.identify(new Headers({ Cookie: toCookie(setCookie) }))).toMatchObject({ userId: by.userId });
  });
});

describe('keys', () => {
  it('carry their own roles and groups until they are revoked, and are not kept in clear', async () => {
    const { access, log } = open({ adminKey: 'from-the-environment' });
    expect(await access.identify(bearer('from-the-environment'))).toEqual(admin);
    const { id, key } = await access.createApiKey(admin, { name: 'crm', roles: ['worker'], groups: ['sales'] });
    expect(await access.identify(bearer(key))).toEqual({
      userId: null,
      roles: ['worker'],
      groups: ['sales'],
      via: { kind: 'key', id },
    });
    const listed = await access.listApiKeys(admin);
    expect(listed.items).toMatchObject([{ id, name: 'crm', lastUsedAt: new Date(start).toISOString() }]);
    expect(JSON.stringify(listed)).not.toContain(key);
    await access.revokeApiKey(admin, id);
    expect(await access.identify(bearer(key))).toBeNull();
    expect(log.map(({ action }) => action)).toEqual(['api-key.created', 'api-key.revoked']);
  });

  it('with a person act as that person, in their groups as they are now', async () => {
    const { access, create } = open();
    const li = await create('li@example.com', { groups: ['sales'] });
    const { key } = await access.createApiKey(admin, { name: 'li', roles: ['participant'], userId: li.id });
    await access.updateUser(admin, li.id, { groups: ['legal'] });
    expect(await access.identify(bearer(key))).toMatchObject({ userId: li.id, groups: ['legal'] });
    await access.updateUser(admin, li.id, { isActive: false });
    expect(await access.identify(bearer(key))).toBeNull();
  });
});

describe('people', () => {
  it('are found by parts of their name, Chinese too, page by page', async () => {
    const { access, create } = open();
    for (const [email, name] of [
      ['a@x.example', '李伟'],
      ['b@x.example', '王磊'],
      ['c@x.example', '李娜'],
    ] as const)
      await create(email, { name });
    expect((await access.listPeople(admin, { search: '李', limit: 50 })).items.map(({ name }) => name)).toEqual(['李伟', '李娜']);
    const first = await access.listUsers(admin, { limit: 2 });
    const second = await access.listUsers(admin, { limit: 2, ...(first.nextCursor !== null && { cursor: first.nextCursor }) });
    expect([...first.items, ...second.items].map(({ email }) => email)).toEqual(['a@x.example', 'b@x.example', 'c@x.example']);
    expect(second.nextCursor).toBeNull();
  });

  it('refuse an e-mail twice, a circle of managers, a zone that there is not, and losing the last admin', async () => {
    const { access, create } = open();
    const li = await create('li@example.com', { roles: ['admin'] });
    await expect(create('li@example.com')).rejects.toMatchObject({ status: 409, code: 'email-taken' });
    const wang = await create('wang@example.com', { managerId: li.id });
    await expect(access.updateUser(admin, li.id, { managerId: wang.id })).rejects.toMatchObject({ code: 'manager-circle' });
    await expect(create('z@example.com', { timeZone: 'Mars/Base' })).rejects.toMatchObject({ code: 'time-zone-unknown' });
    await expect(access.updateUser(admin, li.id, { roles: [] })).rejects.toMatchObject({ code: 'last-admin' });
  });

  it('are changed by two admins at once without a circle of managers, and without losing the last admin', async () => {
    const { access, create } = open();
    const [li, wang] = [
      await create('li@example.com', { roles: ['admin'] }),
      await create('wang@example.com', { roles: ['admin'] }),
    ];
    const managed = await Promise.allSettled([
      access.updateUser(admin, li.id, { managerId: wang.id }),
      access.updateUser(admin, wang.id, { managerId: li.id }),
    ]);
    expect(managed.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((await create('z@example.com', { managerId: li.id })).managerId).toBe(li.id);
    const demoted = await Promise.allSettled([li, wang].map(({ id }) => access.updateUser(admin, id, { roles: [] })));
    expect(demoted.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(demoted.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'last-admin' } });
  });

  it('are a directory with spans of absence in their own time zone', async () => {
    const { access, create } = open();
    const li = await create('li@example.com', { timeZone: 'Asia/Shanghai' });
    const wang = await create('wang@example.com', { managerId: li.id, groups: ['legal'] });
    const absence = { from: '2026-12-01', to: '2026-12-05', substituteId: wang.id };
    await expect(access.setAbsence({ ...admin, roles: [], userId: wang.id }, li.id, absence)).rejects.toMatchObject({
      status: 403,
    });
    await access.setAbsence({ ...admin, roles: [], userId: li.id }, li.id, absence);
    const { users } = await access.directory();
    expect(users.find(({ id }) => id === li.id)?.absence).toEqual({
      from: Date.parse('2026-11-30T16:00:00Z'),
      to: Date.parse('2026-12-04T16:00:00Z'),
      substituteId: wang.id,
    });
    expect(users.find(({ id }) => id === wang.id)).toMatchObject({ managerId: li.id, groups: ['legal'] });
    expect((await access.clearAbsence(admin, li.id)).absence).toBeUndefined();
  });
});

describe('one-time links', () => {
  it('invite somebody once', async () => {
    const { access, enter } = open();
    const { token } = await access.createInvitation(admin, {
      email: 'sun@example.com',
      roles: ['participant'],
      groups: ['finance'],
    });
    const body = { token: token ?? '', name: 'Sun Hao', password: 'correct horse' };
    expect(await access.acceptInvitation(body)).toMatchObject({ email: 'sun@example.com', groups: ['finance'] });
    expect(await access.identify(await enter('sun@example.com'))).toMatchObject({ groups: ['finance'] });
    await expect(access.acceptInvitation(body)).rejects.toMatchObject({ status: 410, code: 'link-not-good' });
    const { items } = await access.listInvitations(admin);
    expect(items).toMatchObject([{ email: 'sun@example.com', acceptedAt: new Date(start).toISOString() }]);
    expect(items[0]?.token).toBeUndefined();
  });

  it('go stale', async () => {
    const { access, clock } = open();
    const { token } = await access.createInvitation(admin, { email: 'sun@example.com', roles: [], groups: [] });
    clock.at += 8 * 24 * 60 * 60 * 1000;
    const body = { token: token ?? '', name: 'Sun Hao', password: 'correct horse' };
    await expect(access.acceptInvitation(body)).rejects.toMatchObject({ code: 'link-not-good' });
  });

  it('set a new password once, and end the sessions of who knew the old one', async () => {
    const { access, create, enter } = open();
    const li = await create('li@example.com');
    const old = await enter('li@example.com');
    const { token } = await access.startPasswordReset(admin, li.id);
    const body = { token: token ?? '', password: 'battery staple' };
    await access.resetPassword(body);
    expect(await access.identify(old)).toBeNull();
    await expect(enter('li@example.com')).rejects.toMatchObject({ status: 401 });
    expect(await access.identify(await enter('li@example.com', 'battery staple'))).toMatchObject({ userId: li.id });
    await expect(access.resetPassword(body)).rejects.toMatchObject({ code: 'link-not-good' });
  });

  it('make the first admin, and no second one', async () => {
    const { access } = open();
    const token = (await access.createSetupToken()) ?? '';
    expect(await access.setupState()).toEqual({ isNeeded: true, isDemo: false, demoAccounts: [], demoProgress: null });
    const person = { email: 'chen@example.com', name: 'Chen Jing', password: 'correct horse' };
    await expect(access.setup({ token: 'guess', ...person })).rejects.toMatchObject({ code: 'link-not-good' });
    expect((await access.setup({ token, ...person })).roles).toContain('admin');
    await expect(access.setup({ token, ...person, email: 'b@example.com' })).rejects.toMatchObject({ code: 'link-not-good' });
    expect(await access.createSetupToken()).toBeNull();
  });
});

describe('demo accounts', () => {
  it('are shown as far as they exist', async () => {
    const account = { email: 'li@example.com', password: 'fortnight', name: 'Li Wei', title: 'Owner' };
    const { access, create } = open({ demoAccounts: [account, { ...account, email: 'gone@example.com' }] });
    await create('li@example.com', { roles: ['admin'] });
    expect(await access.setupState()).toEqual({ isNeeded: false, isDemo: true, demoAccounts: [account], demoProgress: null });
  });
});

/** A code of RFC 6238 for the present half minute. */
/** The code of now, or of so many half minutes later. */
function totp(base32: string, later = 0): string {
  const bits = [...base32]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const digest = createHmac('sha1', key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
