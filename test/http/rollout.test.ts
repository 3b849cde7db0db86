import { createManualClock } from '@fortnight/runtime';
import type {
  Instance,
  Migration,
  Page,
  ProblemDocument,
  Process,
  RolledBack,
  Rollout,
  Task,
  Version,
} from '@fortnight/shared/contract';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openApiWith, type TestApi } from '../support/api.ts';

const day = 86_400_000;
const begin = Date.parse('2026-11-02T01:00:00Z');

/** Sign, then won or lost by what was said. */
const model = (task: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t"><process id="deal" name="Deal" isExecutable="true">
  <startEvent id="start"/><userTask id="sign" name="${task}"/><exclusiveGateway id="how" default="lose"/>
  <endEvent id="won"><extensionElements><fortnight:end outcome="won"/></extensionElements></endEvent>
  <endEvent id="lost"><extensionElements><fortnight:end outcome="lost"/></extensionElements></endEvent>
  <sequenceFlow id="f1" sourceRef="start" targetRef="sign"/><sequenceFlow id="f2" sourceRef="sign" targetRef="how"/>
  <sequenceFlow id="win" sourceRef="how" targetRef="won"><conditionExpression>good = true</conditionExpression></sequenceFlow>
  <sequenceFlow id="lose" sourceRef="how" targetRef="lost"/></process></definitions>`;

let api: TestApi;
const apis: TestApi[] = [];
afterAll(() => Promise.all(apis.map(({ runtime }) => runtime.close())));
beforeEach(async () => {
  api = await openApiWith({ clock: createManualClock(begin) }, model('Sign'));
  apis.push(api);
  await api.ask('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model('Sign well') }] });
  // The second is live by its deployment; it is to be tried against the first.
  expect((await rollBack({ reason: 'To be tried first.' })).body).toMatchObject({ liveVersion: { version: 1 } });
});

const rollOut = (body: object) => api.ask<Rollout & ProblemDocument>('POST', '/processes/deal/rollout', body);
const rollBack = (body: object) => api.ask<Process & ProblemDocument>('POST', '/processes/deal/rollback', body);
const rollout = async () => (await api.ask<Rollout>('GET', '/processes/deal/rollout')).body;
const start = async (businessKey: string, more: object = {}) =>
  (await api.ask<Instance>('POST', '/instances', { processId: 'deal', businessKey, ...more })).body;
const starts = (count: number, prefix = 'SO') =>
  Promise.all(Array.from({ length: count }, (_, index) => start(`${prefix}-${index}`)));
const shares = async () =>
  (await api.ask<Page<Version>>('GET', '/processes/deal/versions')).body.items.map(({ version, state, share }) => [
    version,
    state,
    share,
  ]);
const sign = async ({ id }: Instance, good: boolean) => {
  const { items } = (await api.ask<Page<Task>>('GET', `/tasks?instanceId=${id}`)).body;
  const { status } = await api.ask('POST', `/tasks/${items[0]?.id}/complete`, { variables: { good } });
  expect(status).toBe(200);
};

describe('a version is rolled out', () => {
  it('by share, more of it with a reason before enough cases can tell, and takes all cases in the end', async () => {
    expect(await rollOut({ version: 2, share: 25 })).toMatchObject({
      status: 200,
      body: {
        version: 2,
        control: 1,
        state: 'running',
        share: 25,
        events: [{ kind: 'began', share: 25 }],
        can: ['rollOut', 'rollBack'],
      },
    });
    expect(await shares()).toEqual([
      [2, 'live', 25],
      [1, 'live', 75],
    ]);
    const first = await starts(60);
    await api.runtime.advanceTo(begin + day);
    const treated = first.filter(({ version }) => version === 2).length;
    expect(treated).toBeGreaterThan(5);
    expect(treated).toBeLessThan(30);
    expect(await rollOut({ version: 2, share: 50 })).toMatchObject({ status: 409, body: { code: 'reason-required' } });
    expect(await rollOut({ version: 2, share: 50, reason: 'Nobody complains.' })).toMatchObject({
      status: 200,
      body: { share: 50 },
    });
    expect(await rollOut({ version: 1, share: 50 })).toMatchObject({ status: 409, body: { code: 'already-live' } });
    expect(await rollOut({ version: 2, share: 100, reason: 'It stays.' })).toMatchObject({ body: { state: 'completed' } });
    expect(await shares()).toEqual([
      [2, 'live', 100],
      [1, 'draining', null],
    ]);
    expect((await starts(5, 'later')).map(({ version }) => version)).toEqual([2, 2, 2, 2, 2]);
    expect((await rollout()).drawn).toEqual({ treatment: treated, control: 60 - treated });
  });

  it('by rule, and what the rule takes is not compared', async () => {
    expect(await rollOut({ version: 2, share: 0, rule: 'region = ' })).toMatchObject({
      status: 422,
      body: { code: 'invalid-rule' },
    });
    await rollOut({ version: 2, share: 0, rule: 'region = "north"' });
    expect(await start('a', { variables: { region: 'north' } })).toMatchObject({ version: 2 });
    expect(await start('b', { variables: { region: 'south' } })).toMatchObject({ version: 1 });
    expect((await rollout()).drawn).toEqual({ treatment: 0, control: 1 });
  });

  it('and back in one step: the version before takes every new case at once', async () => {
    await rollOut({ version: 2, share: 50 });
    expect(await rollBack({ reason: 'Too many questions.' })).toMatchObject({
      status: 200,
      body: { liveVersion: { version: 1 } },
    });
    expect((await starts(10)).every(({ version }) => version === 1)).toBe(true);
    expect(await rollout()).toMatchObject({
      state: 'rolledBack',
      events: [{}, { kind: 'rolledBack', reason: 'Too many questions.' }],
    });
    expect(await rollBack({ reason: 'Where?', version: 9 })).toMatchObject({ status: 404 });
    // A version that was only tried, or was gone back from, lies ahead: going there has a gate.
    expect(await rollBack({ reason: 'Forward.', version: 2 })).toMatchObject({ status: 409, body: { code: 'never-live' } });
  });

  it('beside what is proposed, which is withdrawn only when another version is live', async () => {
    const propose = async (name: string) =>
      expect(
        await api.ask('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model(name) }], propose: true }),
      ).toMatchObject({ status: 200 });
    const stateOf = async (version: number) => (await api.ask<Version>('GET', `/processes/deal/versions/${version}`)).body.state;
    await propose('Sign in ink');
    await rollOut({ version: 2, share: 25 });
    await rollBack({ reason: 'Too many questions.' });
    expect(await stateOf(3)).toBe('approved');
    await api.runtime.advanceTo(begin + day);
    expect(await rollOut({ version: 2, share: 100, reason: 'After all.' })).toMatchObject({ body: { state: 'completed' } });
    expect(await stateOf(3)).toBe('withdrawn');
    await propose('Sign at all');
    await rollBack({ reason: 'No.' });
    const { body } = await api.ask<Version>('GET', '/processes/deal/versions/4');
    expect(body).toMatchObject({ state: 'withdrawn', proposal: { reason: 'No.' } });
  });

  it('by a rule that cannot be told of a case, which is counted and said', async () => {
    await rollOut({ version: 2, share: 0, rule: 'amount > 100' });
    expect((await rollout()).ruleFailures).toBeNull();
    expect(await start('big', { variables: { amount: 200 } })).toMatchObject({ version: 2 });
    const { id } = await start('none');
    expect(await rollout()).toMatchObject({ ruleFailures: { cases: 1, lastId: id, message: expect.stringMatching(/./) } });
    expect(await start('small', { variables: { amount: 1 } })).toMatchObject({ version: 1 });
    expect((await rollout()).ruleFailures?.cases).toBe(1);
  });

  it('and says which groups it does not know, and which step falls or lies in the past', async () => {
    const groups = await rollOut({ version: 2, share: 5, groups: ['nobody-made-it'] });
    expect(groups).toMatchObject({ status: 422, body: { code: 'group-not-found', params: { groups: ['nobody-made-it'] } } });
    await api.ask('POST', '/groups', { id: 'pilots', name: 'Pilots' });
    const in2Days = new Date(begin + 2 * day).toISOString();
    const in3Days = new Date(begin + 3 * day).toISOString();
    const refused = async (share: number, steps: object[]) => (await rollOut({ version: 2, share, steps })).body;
    expect(await refused(50, [{ share: 25, at: in2Days }])).toMatchObject({
      code: 'invalid-steps',
      params: { field: 'steps[0].share', before: 50, found: 25 },
    });
    const falling = [
      { share: 50, at: in2Days },
      { share: 25, at: in3Days },
    ];
    expect(await refused(5, falling)).toMatchObject({ code: 'invalid-steps', params: { field: 'steps[1].share' } });
    const past = await refused(5, [{ share: 50, at: new Date(begin - day).toISOString() }]);
    expect(past).toMatchObject({ code: 'invalid-steps', params: { field: 'steps[0].at' } });
    expect((await api.ask('GET', '/processes/deal/rollout')).status).toBe(404);
    const steps = [
      { share: 25, at: in2Days },
      { share: 50, at: in3Days },
    ];
    expect(await rollOut({ version: 2, share: 5, groups: ['pilots'], steps })).toMatchObject({ status: 200, body: { steps } });
    // What was planned takes nothing back of a share that somebody gave since.
    const given = await rollOut({ version: 2, share: 30, reason: 'It does well.' });
    expect(given.body.steps).toEqual([{ share: 50, at: in3Days }]);
  });

  it('and the cases that run on it are moved back as well, where one says so', async () => {
    const [stays, ends] = [await start('before'), await start('other')];
    expect(await api.ask('GET', '/processes/deal/rollback')).toMatchObject({ status: 200, body: null });
    await api.ask('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model('Sign it') }] });
    const [one, two] = [await start('one'), await start('two')];
    expect([stays, ends, one, two].map(({ version }) => version)).toEqual([1, 1, 3, 3]);
    const way = await api.ask('GET', '/processes/deal/rollback');
    expect(way).toMatchObject({ status: 200, body: { from: 3, to: 1, running: 2 } });
    expect(await rollBack({ reason: 'x', cases: { rate: 0 } })).toMatchObject({ status: 400 });
    const { body } = await api.ask<RolledBack>('POST', '/processes/deal/rollback', {
      reason: 'Worse.',
      cases: { includeUnchanged: true },
    });
    expect(body).toMatchObject({ liveVersion: { version: 1 }, migration: { fromVersion: 3, toVersion: 1, total: 2 } });
    await api.runtime.migrationsIdle();
    expect(await api.ask('GET', `/migrations/${body.migration?.id}`)).toMatchObject({ body: { state: 'done', moved: 2 } });
    for (const { id } of [one, two]) expect((await api.ask('GET', `/instances/${id}`)).body).toMatchObject({ version: 1 });
  });

  it('and nothing changes where another migration works on those cases', async () => {
    await api.ask('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model('Sign it') }] });
    for (const key of ['one', 'two', 'three']) await start(key);
    const slow = { fromVersion: 3, toVersion: 1, reason: 'slowly', rate: 1, includeUnchanged: true };
    const { body } = await api.ask<Migration>('POST', '/processes/deal/migrations', slow);
    expect(await rollBack({ reason: 'x', cases: {} })).toMatchObject({ status: 409, body: { code: 'migration-running' } });
    expect(await shares()).toContainEqual([3, 'live', 100]);
    // They may finish where they are all the same.
    expect(await rollBack({ reason: 'x' })).toMatchObject({ status: 200, body: { migration: null } });
    await api.ask('POST', `/migrations/${body.id}/pause`);
  });

  it('and never back to what was gone back from', async () => {
    // The first two were taken back; nothing is before the one that is live.
    expect(await rollBack({ reason: 'Again.' })).toMatchObject({ status: 409, body: { code: 'nothing-before' } });
    await api.ask('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model('Sign it') }] });
    const both = await Promise.all([1, 2].map(() => rollBack({ reason: 'Twice.', from: 3 })));
    expect(both.map(({ status, body }) => `${status} ${body.code ?? ''}`).sort()).toEqual(['200 ', '409 live-changed']);
    expect((await start('a')).version).toBe(1);
    await rollOut({ version: 2, share: 50 });
    expect(await rollBack({ reason: 'x', version: 2 })).toMatchObject({ status: 409, body: { code: 'being-rolled-out' } });
  });

  it('and ends with the archive, from which no step takes the process', async () => {
    const at = new Date(begin + 16 * day).toISOString();
    await rollOut({ version: 2, share: 50, minimumCases: 1, maturityDays: 1, guards: {}, steps: [{ share: 100, at }] });
    await starts(6);
    await api.ask('POST', '/processes/deal/archive');
    expect(await rollout()).toMatchObject({ state: 'replaced' });
    await api.runtime.advanceTo(begin + 20 * day);
    expect((await api.ask<Process>('GET', '/processes/deal')).body).toMatchObject({ isArchived: true });
    expect(await rollOut({ version: 2, share: 100 })).toMatchObject({ status: 409, body: { code: 'nothing-live' } });
  });

  it('under the name that the process has meanwhile', async () => {
    await rollOut({ version: 2, share: 50 });
    await api.ask('PATCH', '/processes/deal', { name: 'Deals' });
    await rollOut({ version: 2, share: 100, reason: 'It stays.' });
    expect((await api.ask<Process>('GET', '/processes/deal')).body).toMatchObject({ name: 'Deals', liveVersion: { version: 2 } });
  });

  it('and every change of it is on record, one that takes more cases with a reason', async () => {
    await rollOut({ version: 2, share: 1 });
    const wider = { version: 2, share: 1, rule: 'true', guards: {} };
    expect(await rollOut(wider)).toMatchObject({ status: 409, body: { code: 'reason-required' } });
    expect(await rollOut({ ...wider, reason: 'All of the north.' })).toMatchObject({
      status: 200,
      body: { rule: 'true', figures: [] },
    });
    expect(await rollOut({ version: 2, share: 1, rule: '' })).toMatchObject({ status: 200, body: { rule: null } });
    const { items } = (await api.ask<Page<{ details: { to?: string } }>>('GET', '/audit-log?action=rollout.shared')).body;
    expect(items.map(({ details }) => JSON.parse(details.to ?? '{}').rule)).toEqual([null, 'true']);
  });

  it('only by admins', async () => {
    const { body } = await api.ask<{ key: string }>('POST', '/api-keys', { name: 'o', roles: ['owner'] });
    const headers = { Authorization: `Bearer ${body.key}` };
    expect(await api.ask('POST', '/processes/deal/rollout', { version: 2, share: 5 }, headers)).toMatchObject({ status: 403 });
    expect(await api.ask('POST', '/processes/deal/rollback', { reason: 'x' }, headers)).toMatchObject({ status: 403 });
    expect(await api.ask('GET', '/processes/deal/rollout', undefined, headers)).toMatchObject({ status: 404 });
  });

  it('in steps by schedule, which wait for enough cases', async () => {
    const at = new Date(begin + 16 * day).toISOString();
    await rollOut({ version: 2, share: 50, minimumCases: 10, maturityDays: 14, steps: [{ share: 100, at }] });
    await starts(40);
    await api.runtime.advanceTo(begin + 13 * day);
    expect(await rollout()).toMatchObject({ share: 50, matureCases: 0, steps: [{ share: 100 }] });
    await api.runtime.advanceTo(begin + 17 * day);
    expect(await rollout()).toMatchObject({ state: 'completed', share: 100, steps: [] });
    expect((await shares())[0]).toEqual([2, 'live', 100]);
  });
});

describe('a guardrail', () => {
  it('breaks where the new version falls short, and rolls back by itself with its figures on record', async () => {
    const guards = { conversion: { margin: 5, action: 'rollBack' } };
    await rollOut({ version: 2, share: 50, guards, maturityDays: 7 });
    for (const instance of await starts(80)) await sign(instance, instance.version === 1);
    await api.runtime.advanceTo(begin + 6 * day);
    expect(await rollout()).toMatchObject({ state: 'running', figures: [{ verdict: 'tooEarly', treatment: { trials: 0 } }] });
    await api.runtime.advanceTo(begin + 8 * day);
    const after = await rollout();
    expect(after).toMatchObject({
      state: 'rolledBack',
      figures: [{ guard: 'conversion', verdict: 'broken', treatment: { successes: 0 }, estimate: -1 }],
    });
    expect(after.events.map(({ kind, by }) => `${kind} ${by}`)).toEqual(['began null', 'alarm null', 'rolledBack null']);
    expect(after.events.at(-1)).toMatchObject({ reason: 'guard:conversion', figure: { guard: 'conversion', margin: 5 } });
    expect((await shares())[1]).toEqual([1, 'live', 100]);
  });

  it('holds where both do the same, and says what the figures say', async () => {
    await rollOut({ version: 2, share: 50, maturityDays: 7, targetDays: 7 });
    for (const [index, instance] of (await starts(60)).entries()) await sign(instance, index % 3 !== 0);
    await api.runtime.advanceTo(begin + 8 * day);
    const { state, figures, splitChance, matureCases, drawn, times } = await rollout();
    expect(state).toBe('running');
    expect(times.map(({ version, cases, running }) => [version, cases, running])).toEqual([
      [2, drawn.treatment, 0],
      [1, drawn.control, 0],
    ]);
    // All were signed within the first hour.
    for (const { points, half } of times) {
      expect(points).toMatchObject([{ done: 1, low: 1, high: 1 }]);
      expect(half?.days).toBeLessThan(1);
    }
    expect(figures.map(({ guard, verdict }) => [guard, verdict !== 'broken' && verdict !== 'worse'])).toEqual(
      ['conversion', 'onTime', 'timeLimits', 'incidents', 'compliance'].map((guard) => [guard, true]),
    );
    expect(splitChance).toBeGreaterThan(0.01);
    expect(matureCases).toBe(drawn.treatment);
  });

  it('that alerts tells once, and one that pauses keeps the share', async () => {
    const guards = { conversion: { margin: 5, action: 'pause' }, onTime: { margin: 5, action: 'alert' } };
    await rollOut({ version: 2, share: 50, guards, maturityDays: 7 });
    const cases = await starts(80);
    for (const instance of cases.filter(({ version }) => version === 1)) await sign(instance, true);
    await api.runtime.advanceTo(begin + 8 * day);
    await api.runtime.advanceTo(begin + 9 * day);
    const { state, isPaused, share, events } = await rollout();
    expect({ state, isPaused, share }).toEqual({ state: 'running', isPaused: true, share: 50 });
    expect(events.map(({ kind, figure }) => [kind, figure?.guard])).toEqual([
      ['began', undefined],
      ['alarm', 'conversion'],
      ['alarm', 'onTime'],
      ['paused', undefined],
    ]);
  });
});

describe('several versions at once', () => {
  const rolloutOf = async (version: number) => (await api.ask<Rollout>('GET', `/processes/deal/rollout?version=${version}`)).body;
  const running = async () =>
    (await api.ask<{ items: Rollout[] }>('GET', '/processes/deal/rollouts')).body.items.map(({ version, share }) => [
      version,
      share,
    ]);
  const versionOf = (cases: readonly Instance[]) => new Map(cases.map(({ businessKey, version }) => [businessKey, version]));
  beforeEach(async () => {
    await api.ask('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model('Sign at once') }] });
    expect((await rollBack({ reason: 'To be tried too.', from: 3 })).body).toMatchObject({ liveVersion: { version: 1 } });
  });

  it('each have their share beside the control, and only the one whose guard breaks goes back', async () => {
    const guards = { conversion: { margin: 5, action: 'rollBack' } };
    await rollOut({ version: 2, share: 30, guards, maturityDays: 7 });
    const first = await starts(40, 'A');
    await api.runtime.advanceTo(begin + 3_600_000);
    expect(await rollOut({ version: 3, share: 80 })).toMatchObject({
      status: 409,
      body: { code: 'share-not-free', params: { found: 80, free: 70 } },
    });
    const three = await rollOut({ version: 3, share: 30, guards, maturityDays: 7 });
    expect(three.body).toMatchObject({ control: 1, others: [{ version: 2, share: 30 }], free: 70, lacksRoom: false });
    expect(three.body.alarmChance).toBeCloseTo(0.01 / 6);
    expect((await rolloutOf(2)).alarmChance).toBeCloseTo(0.005);
    expect(await shares()).toEqual([
      [3, 'live', 30],
      [2, 'live', 30],
      [1, 'live', 40],
    ]);
    const second = await starts(160, 'B');
    for (const instance of [...first, ...second]) await sign(instance, instance.version !== 3);
    await api.runtime.advanceTo(begin + 8 * day);
    expect(await rolloutOf(3)).toMatchObject({ state: 'rolledBack', figures: [{ verdict: 'broken' }], others: [{ version: 2 }] });
    const two = await rolloutOf(2);
    expect(two).toMatchObject({ state: 'running', share: 30, others: [], free: 100 });
    // Its control counts from when it began, that of the other from when the other did.
    const begun = (cases: readonly Instance[], version: number) => cases.filter((each) => each.version === version).length;
    expect(two.drawn).toEqual({ treatment: begun([...first, ...second], 2), control: begun([...first, ...second], 1) });
    expect((await rolloutOf(3)).drawn).toEqual({ treatment: begun(second, 3), control: begun(second, 1) });
    expect(two.splitChance).toBeGreaterThan(0.01);
    expect(await running()).toEqual([[2, 30]]);
    expect(await shares()).toContainEqual([1, 'live', 70]);
  });

  it('keep their cases by key while others begin, grow and end', async () => {
    await rollOut({ version: 2, share: 25 });
    const before = versionOf(await starts(40, 'A'));
    await rollOut({ version: 3, share: 25 });
    const both = versionOf(await starts(40, 'A'));
    await rollOut({ version: 2, share: 50, reason: 'It does well.' });
    const grown = versionOf(await starts(40, 'A'));
    await rollBack({ reason: 'Enough.', from: 2 });
    const after = versionOf(await starts(40, 'A'));
    for (const [key, version] of both) {
      if (before.get(key) === 2) expect(version).toBe(2);
      if (version !== 1) expect(grown.get(key)).toBe(version);
      expect(after.get(key)).toBe(version === 3 ? 3 : 1);
    }
    expect(new Set(both.values())).toEqual(new Set([1, 2, 3]));
  });

  it('want a name to go back from, and end when one of them takes every case', async () => {
    await rollOut({ version: 2, share: 20 });
    await rollOut({ version: 3, share: 20 });
    expect(await rollBack({ reason: 'Which?' })).toMatchObject({
      status: 409,
      body: { code: 'several-rolled-out', params: { versions: '2, 3' } },
    });
    expect((await api.ask('GET', '/processes/deal/rollback')).body).toBeNull();
    expect((await api.ask('GET', '/processes/deal/rollback?from=3')).body).toMatchObject({ from: 3, to: 1 });
    expect((await api.ask<Rollout>('GET', '/processes/deal/rollout')).body.version).toBe(3);
    await rollOut({ version: 3, share: 100, reason: 'It is the best.' });
    expect(await rolloutOf(3)).toMatchObject({ state: 'completed', others: [] });
    expect(await rolloutOf(2)).toMatchObject({ state: 'replaced', events: [{ kind: 'began' }, { kind: 'replaced' }] });
    expect(await shares()).toEqual([
      [3, 'live', 100],
      [2, 'retired', null],
      [1, 'retired', null],
    ]);
    // The live one itself is gone back from: what was compared with it ends.
    await rollOut({ version: 2, share: 20 });
    expect(await rollBack({ reason: 'Both are wrong.', from: 3 })).toMatchObject({ body: { liveVersion: { version: 1 } } });
    expect(await rolloutOf(2)).toMatchObject({ state: 'replaced' });
    expect(await shares()).toContainEqual([1, 'live', 100]);
  });

  it('take a step by schedule only where it finds room, and say that it waits', async () => {
    const at = new Date(begin + 2 * day).toISOString();
    const rest = { guards: {}, minimumCases: 1, maturityDays: 1 };
    await rollOut({ version: 2, share: 40, ...rest, steps: [{ share: 80, at }] });
    await rollOut({ version: 3, share: 40, ...rest });
    await starts(20);
    await api.runtime.advanceTo(begin + 3 * day);
    await api.runtime.advanceTo(begin + 4 * day);
    const waiting = await rolloutOf(2);
    expect(waiting).toMatchObject({ share: 40, free: 60, lacksRoom: true });
    expect(waiting.events.map(({ kind }) => kind)).toEqual(['began', 'noRoom']);
    await rollOut({ version: 3, share: 10 });
    await api.runtime.advanceTo(begin + 5 * day);
    expect(await rolloutOf(2)).toMatchObject({ share: 80, lacksRoom: false, steps: [] });
  });
});
