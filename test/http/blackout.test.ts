import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createManualClock, createRuntime, hostPrincipal, type Principal } from '@fortnight/runtime';
import type {
  AuditEntry,
  Blackout,
  BlackoutPeriod,
  Page,
  ProblemDocument,
  ProcessBlackout,
  Published,
  Rollout,
  Version,
} from '@fortnight/shared/contract';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { oneTask, openApiWith, type TestApi } from '../support/api.ts';

const day = 86_400_000;
/** A Tuesday, 9 in the morning in Shanghai. */
const begin = Date.parse('2026-11-03T01:00:00Z');
const peak = { name: 'Peak season', startsOn: '2026-11-08', endsOn: '2026-11-14', isYearly: true };
/** The Monday after it, 9 o'clock. */
const free = '2026-11-16T01:00:00.000Z';
const inPeak = Date.parse('2026-11-10T04:00:00Z');

const model = (name: string) => oneTask('deal').replace('<userTask id="work"/>', `<userTask id="work" name="${name}"/>`);
const file = (name: string) => ({ files: [{ name: 'deal.bpmn', content: model(name) }] });

let api: TestApi;
const apis: TestApi[] = [];
afterAll(() => Promise.all(apis.map(({ runtime }) => runtime.close())));
beforeEach(async () => {
  api = await openApiWith({ clock: createManualClock(begin) }, model('Sign'));
  apis.push(api);
});

type Body = ProblemDocument & Published & BlackoutPeriod & Rollout & ProcessBlackout;
const post = (path: string, body: object) => api.ask<Body>('POST', path, body);
const addPeak = (more: object = {}) => post('/blackout/periods', { ...peak, ...more });
const blackout = async () => (await api.ask<Blackout>('GET', '/blackout')).body;
const deploy = (name: string, more: object = {}) => post('/deployments', { ...file(name), ...more });
const propose = async (name: string) => {
  expect((await deploy(name, { propose: true })).status).toBe(200);
};
const versions = async () => (await api.ask<Page<Version>>('GET', '/processes/deal/versions')).body.items;
const audited = async (action: string) =>
  (await api.ask<Page<AuditEntry>>('GET', `/audit-log?action=${action}`)).body.items.map(({ details, target }) => ({
    target,
    ...details,
  }));

describe('during a blackout', () => {
  it('nothing is deployed or published, and the refusal says until when; what takes no more cases passes', async () => {
    await propose('Sign well');
    expect(await addPeak()).toMatchObject({ status: 201, body: { next: { startsOn: '2026-11-08', isNow: false }, holds: [] } });
    expect(
      (await api.ask<ProcessBlackout>('GET', `/processes/deal/blackout?at=${new Date(inPeak).toISOString()}`)).body,
    ).toMatchObject({
      closure: { period: 'Peak season', endsOn: '2026-11-14', nextFreeAt: free },
      can: ['override'],
    });
    await api.runtime.advanceTo(inPeak);
    const refused = { code: 'publish-blackout', params: { period: 'Peak season', endsOn: '2026-11-14', nextFreeAt: free } };
    for (const answer of [await deploy('Sign at once'), await post('/processes/deal/publish', { version: 2 })]) {
      expect(answer).toMatchObject({ status: 409, body: refused });
      expect(answer.body.detail).toMatch(/"Peak season" lasts until 2026-11-14 \(Asia\/Shanghai\)/);
    }
    expect((await versions()).map(({ state }) => state)).toEqual(['approved', 'live']);
    expect(await deploy('Sign')).toMatchObject({ status: 200, body: { deployments: [{ version: 1, created: false }] } });
  });

  it('an admin passes with a reason, which stands on the version and in the audit log', async () => {
    await addPeak();
    await api.runtime.advanceTo(inPeak);
    expect(await deploy('Sign well', { blackoutReason: 'The old form is unlawful.' })).toMatchObject({ status: 200 });
    const override = { period: 'Peak season', reason: 'The old form is unlawful.' };
    expect(await versions()).toMatchObject([
      { version: 2, state: 'live', blackoutOverrides: [override] },
      { blackoutOverrides: [] },
    ]);
    expect(await audited('blackout.overridden')).toEqual([{ target: 'deal', version: 2, ...override }]);
    expect(await audited('blackout.period-added')).toMatchObject([{ name: 'Peak season', isYearly: true }]);
  });

  it('where review is asked for, never the maker', async () => {
    const person = async (email: string): Promise<Principal> =>
      api.runtime.principalOf(
        (
          await api.runtime.access.createUser(hostPrincipal, {
            email,
            name: email,
            password: 'a long password',
            roles: ['owner', 'admin'],
            groups: [],
          })
        ).id,
      );
    const [maker, other] = [await person('maker@x.example'), await person('other@x.example')];
    await api.ask('PATCH', '/processes/deal', { review: { approvals: 1 } });
    await api.runtime.deploy(maker, { ...file('Sign well'), propose: true });
    await api.runtime.approve(other, 'deal', 2, {});
    await addPeak();
    await api.runtime.advanceTo(inPeak);
    const publish = (by: Principal) => api.runtime.publish(by, 'deal', { version: 2, blackoutReason: 'It cannot wait.' });
    await expect(publish(maker)).rejects.toMatchObject({ code: 'own-version' });
    await expect(publish(hostPrincipal)).rejects.toMatchObject({ code: 'person-needed' });
    // What was reviewed stays reviewed: no more is asked of the next.
    await api.ask('PATCH', '/processes/deal', { review: null });
    await expect(publish(maker)).rejects.toMatchObject({ code: 'own-version' });
    expect(await publish(other)).toMatchObject({ version: { state: 'live', blackoutOverrides: [{ by: other.userId }] } });
  });

  it('other processes go on, holidays count where they are to, and only admins change it', async () => {
    await addPeak({ processIds: ['deal'] });
    await api.runtime.advanceTo(inPeak);
    const answer = await post('/deployments', { files: [{ name: 'other.bpmn', content: oneTask('other') }] });
    expect(answer.status).toBe(200);
    const hours = [{ from: '09:00', to: '18:00' }];
    const off = [{ date: '2026-11-03', name: 'Founders’ Day', hours: [] }];
    const calendars = [{ name: 'working', timeZone: 'Asia/Shanghai', week: { tue: hours, wed: hours }, exceptions: off }];
    const onHoliday = await openApiWith({ clock: createManualClock(begin), calendars }, model('Sign'));
    apis.push(onHoliday);
    const { body } = await onHoliday.ask<Blackout>('PUT', '/blackout/holidays', { areHolidaysClosed: true });
    expect(body).toMatchObject({ areHolidaysClosed: true, holidays: [{ name: 'Founders’ Day', startsOn: '2026-11-03' }] });
    expect(await onHoliday.ask('POST', '/deployments', file('Sign well'))).toMatchObject({
      status: 409,
      body: { code: 'publish-blackout', params: { period: 'Founders’ Day', nextFreeAt: '2026-11-04T01:00:00.000Z' } },
    });
    const watcher: Principal = { ...hostPrincipal, userId: 'w', roles: ['analyst'] };
    await expect(api.runtime.addBlackoutPeriod(watcher, peak)).rejects.toMatchObject({ status: 403 });
    expect((await api.runtime.getBlackout(watcher)).can).toEqual([]);
    const bad = [
      { endsOn: '2026-11-01' },
      { startsOn: '2026-10-01', endsOn: '2026-10-02', isYearly: false },
      { endsOn: '2027-11-01' },
      { processIds: ['no'] },
    ];
    expect(await Promise.all(bad.map(async (more) => (await addPeak(more)).body.code))).toEqual([
      'invalid-request',
      'period-over',
      'period-too-long',
      'processes-not-found',
    ]);
  });
});

describe('a publication at a time', () => {
  const schedule = (at: string, more: object = {}) => post('/processes/deal/publish', { version: 2, at, ...more });
  const atPeak = new Date(inPeak).toISOString();

  it('within a blackout is refused when it is set, unless an admin says why', async () => {
    await propose('Sign well');
    await addPeak();
    expect(await schedule(atPeak)).toMatchObject({
      status: 409,
      body: { code: 'publish-blackout', params: { field: 'at', nextFreeAt: free } },
    });
    expect(await schedule(atPeak, { blackoutReason: 'The law says so.' })).toMatchObject({
      status: 200,
      body: { version: { proposal: { publishAt: atPeak, held: null, blackoutReason: 'The law says so.' } } },
    });
    // Another period, added later, is not what the reason was given for.
    await addPeak({ name: 'Audit', endsOn: '2026-11-20', isYearly: false });
    expect((await versions())[0]?.proposal?.held).toMatchObject({ period: 'Audit', nextFreeAt: '2026-11-23T01:00:00.000Z' });
  });

  it('that a later period catches waits for its end on record, also over a restart, and comes when the period is taken away', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'blackout-'));
    const database = `sqlite:${join(folder, 'b.db')}`;
    const clock = createManualClock(begin);
    const open = () => createRuntime({ database, clock });
    let runtime = await open();
    try {
      await runtime.deploy(hostPrincipal, file('Sign'));
      await runtime.deploy(hostPrincipal, { ...file('Sign well'), propose: true });
      await runtime.publish(hostPrincipal, 'deal', { version: 2, at: atPeak });
      const { id, holds } = await runtime.addBlackoutPeriod(hostPrincipal, peak);
      expect(holds).toEqual([{ processId: 'deal', version: 2, publishAt: atPeak }]);
      const second = async () => (await runtime.listVersions(hostPrincipal, 'deal')).items[0];
      const held = { period: 'Peak season', endsOn: '2026-11-14', nextFreeAt: free };
      expect(await second()).toMatchObject({ state: 'approved', proposal: { publishAt: atPeak, held } });
      await runtime.advanceTo(inPeak + day);
      await runtime.close();
      runtime = await open();
      expect(await second()).toMatchObject({ state: 'approved', proposal: { publishAt: atPeak, held } });
      const log = async () =>
        (await runtime.access.listAuditLog(hostPrincipal, { action: 'version.held', limit: 10 })).items.map(
          ({ details }) => details,
        );
      expect(await log()).toEqual([{ version: 2, publishAt: atPeak, period: 'Peak season', until: free }]);
      await runtime.advanceTo(Date.parse(free) - 1);
      expect(await second()).toMatchObject({ state: 'approved' });
      await runtime.advanceTo(Date.parse(free));
      expect(await second()).toMatchObject({ state: 'live', publishedAt: free, blackoutOverrides: [] });

      await runtime.deploy(hostPrincipal, { ...file('Sign better'), propose: true });
      await runtime.publish(hostPrincipal, 'deal', { version: 3, at: '2027-11-01T01:00:00.000Z' });
      await runtime.changeBlackoutPeriod(hostPrincipal, id, { ...peak, startsOn: '2026-10-30' });
      await runtime.advanceTo(Date.parse('2027-11-02T01:00:00Z'));
      expect(await second()).toMatchObject({ version: 3, state: 'approved' });
      await runtime.removeBlackoutPeriod(hostPrincipal, id);
      await runtime.publishDue();
      expect(await second()).toMatchObject({ version: 3, state: 'live' });
    } finally {
      await runtime.close();
      rmSync(folder, { recursive: true });
    }
  });
});

describe('a roll-out', () => {
  const rollOut = (body: object) => post('/processes/deal/rollout', { version: 2, reason: 'As planned.', ...body });
  const rollout = async () => (await api.ask<Rollout>('GET', '/processes/deal/rollout')).body;

  it('neither begins nor grows, but pauses, shrinks and goes back', async () => {
    await propose('Sign well');
    await propose2();
    await addPeak();
    await api.runtime.advanceTo(inPeak);
    const closed = { status: 409, body: { code: 'publish-blackout' } };
    expect(await rollOut({ share: 50 })).toMatchObject(closed);
    expect(await rollOut({ share: 25, groups: [], rule: 'a = 1' })).toMatchObject(closed);
    expect(await rollOut({ share: 25, isPaused: true })).toMatchObject({ status: 200, body: { isPaused: true } });
    expect(await rollOut({ share: 5, isPaused: false })).toMatchObject({ status: 200, body: { share: 5 } });
    expect(await rollOut({ share: 50, blackoutReason: 'It saves the day.' })).toMatchObject({ status: 200, body: { share: 50 } });
    expect((await versions())[0]?.blackoutOverrides).toMatchObject([{ period: 'Peak season', reason: 'It saves the day.' }]);
    expect(await post('/processes/deal/rollback', { reason: 'Too many questions.' })).toMatchObject({ status: 200 });
    expect(await rollOut({ share: 5 })).toMatchObject(closed);
  });

  it('takes no step within one: a step set there is refused, and one that a later period catches waits', async () => {
    await propose('Sign well');
    const at = (days: number) => new Date(inPeak + days * day).toISOString();
    await rollOut({
      share: 5,
      minimumCases: 1,
      maturityDays: 1,
      steps: [
        { share: 50, at: at(0) },
        { share: 100, at: at(1) },
      ],
    });
    const { id } = (await api.ask<{ id: string }>('POST', '/instances', { processId: 'deal', businessKey: 'to-be-drawn' })).body;
    expect(id).toBeDefined();
    await drawOne();
    await addPeak();
    expect(await rollOut({ share: 5, steps: [{ share: 25, at: at(2) }] })).toMatchObject({
      status: 409,
      body: { code: 'publish-blackout', params: { field: 'steps[0].at' } },
    });
    await api.runtime.advanceTo(inPeak + day);
    await api.runtime.advanceTo(inPeak + 1.1 * day);
    expect(await rollout()).toMatchObject({ share: 5, held: { period: 'Peak season', nextFreeAt: free } });
    expect((await rollout()).events.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['began', 'As planned.'],
      ['held', 'Peak season'],
    ]);
    await api.runtime.advanceTo(Date.parse(free));
    // The one after it keeps its distance.
    expect(await rollout()).toMatchObject({ share: 50, held: null, steps: [{ share: 100, at: '2026-11-17T01:00:00.000Z' }] });
    expect((await blackout()).periods[0]?.next).toMatchObject({ startsOn: '2027-11-08' });
  });

  it('that a second period catches later waits for that one too, and so do the steps after it', async () => {
    await propose('Sign well');
    const steps = [50, 100].map((share, index) => ({ share, at: new Date(inPeak + index * day).toISOString() }));
    await rollOut({ share: 5, minimumCases: 1, maturityDays: 1, steps });
    await drawOne();
    await addPeak();
    await addPeak({ name: 'Audit', startsOn: '2026-11-18', endsOn: '2026-11-20', isYearly: false });
    await api.runtime.advanceTo(inPeak + day);
    await rollOut({ share: 5, isPaused: true });
    const inAudit = Date.parse('2026-11-18T02:00:00Z');
    await api.runtime.advanceTo(inAudit);
    await rollOut({ share: 5, isPaused: false });
    await api.runtime.advanceTo(inAudit + day);
    const end = '2026-11-23T01:00:00.000Z';
    expect(await rollout()).toMatchObject({ share: 5, held: { period: 'Audit', nextFreeAt: end } });
    await api.runtime.advanceTo(Date.parse(end));
    expect(await rollout()).toMatchObject({ share: 50, steps: [{ share: 100, at: '2026-11-24T01:00:00.000Z' }] });
  });

  /** Starts cases until the new version has one. */
  const drawOne = async () => {
    for (let key = 0; (await rollout()).drawn.treatment === 0; key++)
      await api.ask('POST', '/instances', { processId: 'deal', businessKey: `SO-${key}` });
  };
  const propose2 = async () => {
    expect(await rollOut({ share: 25 })).toMatchObject({ status: 200 });
  };
});
