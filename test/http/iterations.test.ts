import { createManualClock } from '@fortnight/runtime';
import type {
  AuditEntry,
  BoardCard,
  ChangeForMe,
  Evidence,
  Home,
  Instance,
  Iteration,
  IterationReminder,
  IterationRhythm,
  IterationSummary,
  KeptChange,
  Page,
  ProblemDocument,
  ReleaseNotes,
  Suggestion,
  Task,
} from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, openApiWith, type TestApi } from '../support/api.ts';

const day = 86_400_000;
const hour = 3_600_000;
/** A Tuesday, nine weeks before the iteration; 9 o'clock in Shanghai. */
const begin = Date.parse('2026-09-01T01:00:00Z');
const monday = Date.parse('2026-11-02T01:00:00Z');

/** The sales team signs, then it is won or lost by what was said. */
const model = (task: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t"><process id="deal" name="Deal" isExecutable="true">
  <startEvent id="start"/><userTask id="sign" name="${task}"><extensionElements><fortnight:assignment groups="sales"/></extensionElements></userTask>
  <exclusiveGateway id="how" default="lose"/>
  <endEvent id="won"><extensionElements><fortnight:end outcome="won"/></extensionElements></endEvent>
  <endEvent id="lost"><extensionElements><fortnight:end outcome="lost"/></extensionElements></endEvent>
  <sequenceFlow id="f1" sourceRef="start" targetRef="sign"/><sequenceFlow id="f2" sourceRef="sign" targetRef="how"/>
  <sequenceFlow id="win" sourceRef="how" targetRef="won"><conditionExpression>good = true</conditionExpression></sequenceFlow>
  <sequenceFlow id="lose" sourceRef="how" targetRef="lost"/></process></definitions>`;

let api: TestApi;
const keys = new Map<string, string>();
const ids = new Map<string, string>();
const as = <T>(name: string, method: string, path: string, body?: unknown): Promise<Answer<T>> =>
  api.ask<T>(method, path, body, { Authorization: `Bearer ${keys.get(name)}` });
const refusal = async (answer: Promise<Answer<unknown>>) => {
  const { status, body } = await answer;
  return `${status} ${(body as ProblemDocument).code}`;
};
const li = <T>(method: string, path: string, body?: unknown) => as<T>('li', method, path, body);
const iterationNow = async (id: string) => (await li<Iteration>('GET', `/iterations/${id}`)).body;

let count = 0;
/** Begins cases, and signs each after so long. */
async function deals(number: number, lasts: (instance: Instance) => { ms: number; good: boolean } | null, from: number) {
  const running: { at: number; id: string; good: boolean }[] = [];
  for (let index = 0; index < number; index++) {
    const { body } = await api.ask<Instance>('POST', '/instances', { processId: 'deal', businessKey: `SO-${count++}` });
    const how = lasts(body);
    if (how) running.push({ at: from + how.ms, id: body.id, good: how.good });
  }
  for (const { at, id, good } of running.sort((one, other) => one.at - other.at)) {
    await api.runtime.advanceTo(at);
    const { items } = (await api.ask<Page<Task>>('GET', `/tasks?instanceId=${id}`)).body;
    expect((await api.ask('POST', `/tasks/${items[0]?.id}/complete`, { variables: { good } })).status).toBe(200);
  }
}

beforeAll(async () => {
  api = await openApiWith({ clock: createManualClock(begin) }, model('Sign'));
  await api.ask('POST', '/groups', { id: 'sales', name: 'Sales' });
  const people = { li: ['owner'], chen: ['admin'], other: ['owner'], zhang: [], wang: [] };
  for (const [name, more] of Object.entries(people)) {
    const roles = ['participant', ...more];
    const groups = more.length === 0 ? ['sales'] : [];
    const person = { name, email: `${name}@iteration.example`, password: 'a-password-of-the-iteration', roles, groups };
    const { body: user } = await api.ask<{ id: string }>('POST', '/users', person);
    const { body: made } = await api.ask<{ key: string }>('POST', '/api-keys', { name, roles, groups, userId: user.id });
    keys.set(name, made.key);
    ids.set(name, user.id);
  }
  await api.ask('PATCH', '/processes/deal', { owner: ids.get('li') });
  // Forty deals of two days before anything changes.
  for (let week = 0; week < 4; week++) {
    const at = begin + week * 7 * day;
    await api.runtime.advanceTo(at);
    await deals(10, () => ({ ms: 2 * day + (count % 5) * hour, good: count % 2 === 0 }), at);
  }
  await api.runtime.advanceTo(monday);
}, 120_000);
afterAll(() => api.runtime.close());

describe('an iteration by HTTP', () => {
  let id = '';

  it('runs in the fortnights of the workspace, from an anchor that admins set', async () => {
    expect(await refusal(li('PUT', '/iteration-rhythm', { anchor: '2026-11-02' }))).toBe('403 role-missing');
    const { body } = await as<IterationRhythm>('chen', 'PUT', '/iteration-rhythm', { anchor: '2026-11-02' });
    expect(body).toMatchObject({ anchor: '2026-11-02', timeZone: 'Asia/Shanghai', can: ['anchor'] });
    expect(body.fortnights.slice(0, 2)).toEqual([
      { startsOn: '2026-11-02', endsOn: '2026-11-15', verdictDueOn: '2026-11-16', dayCount: 14, isMoved: false },
      { startsOn: '2026-11-16', endsOn: '2026-11-29', verdictDueOn: '2026-11-30', dayCount: 14, isMoved: false },
    ]);
  });

  it('is planned by the owner of the process, one runs and one waits', async () => {
    const plan = { hypothesis: 'Signing on the phone takes a deal from two days to one.', sampleCases: 200, maturityDays: 3 };
    expect(await refusal(as('other', 'POST', '/processes/deal/iterations', plan))).toBe('403 not-your-process');
    expect(await refusal(as('zhang', 'POST', '/processes/deal/iterations', plan))).toBe('403 role-missing');
    expect(
      await refusal(li('POST', '/processes/deal/iterations', { ...plan, targets: [{ figure: 'stepTime', target: 1 }] })),
    ).toBe('400 invalid-request');
    const targets = [
      { figure: 'cycleTime', target: day },
      { figure: 'stepTime', elementId: 'sign', target: day },
      { figure: 'conversion', target: 0.6, baseline: 0.5 },
    ];
    const { status, body } = await li<Iteration>('POST', '/processes/deal/iterations', {
      ...plan,
      targets,
      benchmark: 'scorecard-2026',
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      number: 1,
      state: 'running',
      day: 1,
      dayCount: 14,
      startsOn: '2026-11-02',
      ownerId: ids.get('li'),
      year: { target: 24, items: [{ number: 1, state: 'running' }] },
      can: ['change', 'addCard', 'decide'],
      opening: { isOpen: false, why: 'notYet', opensOn: '2026-11-15' },
    });
    expect(body.targets).toMatchObject([
      { unit: 'ms', better: 'lower', baseline: { isTyped: false, cases: 40 } },
      { unit: 'ms', baseline: { cases: 40 } },
      { unit: 'share', better: 'higher', baseline: { value: 0.5, isTyped: true } },
    ]);
    expect(body.targets[0]?.baseline.value).toBeGreaterThan(2 * day);
    expect(body.days.map(({ isWorking }) => isWorking).slice(0, 7)).toEqual([true, true, true, true, true, false, false]);
    id = body.id;
    const next = await li<Iteration>('POST', '/processes/deal/iterations', { hypothesis: 'The next thing.' });
    expect(next.body).toMatchObject({ number: 2, state: 'planned', startsOn: '2026-11-16', day: null });
    expect(await refusal(li('POST', '/processes/deal/iterations', { hypothesis: 'A third.' }))).toBe('409 iteration-planned');
    expect((await li<Iteration>('PATCH', `/iterations/${next.body.id}`, { startsOn: '2026-12-03' })).body.startsOn).toBe(
      '2026-11-30',
    );
    expect(await refusal(li('PATCH', `/iterations/${next.body.id}`, { startsOn: '2026-11-05' }))).toBe('409 fortnight-taken');
    expect((await li<Iteration>('PATCH', `/iterations/${next.body.id}`, { startsOn: '2026-11-16' })).body.startsOn).toBe(
      '2026-11-16',
    );
    expect(await refusal(li('DELETE', `/iterations/${id}`))).toBe('409 iteration-runs');
  });

  it('reminds its owner on the first day, and nobody else', async () => {
    const { body } = await li<{ items: IterationReminder[] }>('GET', '/iterations/reminders');
    expect(body.items).toMatchObject([{ code: 'started', number: 1, day: 1, dayCount: 14 }]);
    expect((await as<{ items: unknown[] }>('other', 'GET', '/iterations/reminders')).body.items).toEqual([]);
    const home = (await li<Home>('GET', '/home')).body;
    expect(home.iterations).toMatchObject([{ id, number: 1, day: 1 }]);
    expect(home.iterationReminders).toHaveLength(1);
    expect((await as<Home>('zhang', 'GET', '/home')).body.iterations).toEqual([]);
  });

  it('has a board: suggestions of those who do the work, risks, decisions', async () => {
    const { id: instance } = (await api.ask<Instance>('POST', '/instances', { processId: 'deal', businessKey: 'asked' })).body;
    const task = (await api.ask<Page<Task>>('GET', `/tasks?instanceId=${instance}`)).body.items[0];
    const suggest = (body: object) => as<Suggestion>('zhang', 'POST', '/processes/deal/suggestions', body);
    const one = (await suggest({ text: 'Sign on the phone.', taskId: task?.id })).body;
    expect(one).toMatchObject({ state: 'open', elementId: 'sign', by: ids.get('zhang'), can: ['withdraw'] });
    const two = (await suggest({ text: 'No signature at all.', elementId: 'sign' })).body;
    const three = (await suggest({ text: 'Never mind.' })).body;
    expect(await refusal(suggest({ text: 'x', elementId: 'nowhere' }))).toBe('422 element-not-found');
    expect((await as('zhang', 'DELETE', `/suggestions/${three.id}`)).status).toBe(204);
    expect(await refusal(as('zhang', 'POST', `/suggestions/${one.id}/take-up`, { iterationId: id }))).toBe('403 role-missing');
    expect(
      (await li<Suggestion>('POST', `/suggestions/${one.id}/take-up`, { iterationId: id, column: 'do' })).body,
    ).toMatchObject({
      state: 'takenUp',
      iterationId: id,
    });
    const declined = (await li<Suggestion>('POST', `/suggestions/${two.id}/decline`, { reason: 'The law asks for one.' })).body;
    expect(declined).toMatchObject({ state: 'declined', reason: 'The law asks for one.', decidedBy: ids.get('li') });
    expect(await refusal(li('POST', `/suggestions/${two.id}/take-up`, { iterationId: id }))).toBe('409 suggestion-decided');
    const add = (body: object) => li<BoardCard>('POST', `/iterations/${id}/cards`, body);
    const risk = {
      column: 'plan',
      kind: 'risk',
      text: 'Phones are lost.',
      severity: 'high',
      who: ids.get('li'),
      dueOn: '2026-11-09',
    };
    expect((await add(risk)).status).toBe(201);
    expect(await refusal(add({ ...risk, kind: 'note' }))).toBe('422 no-severity');
    expect(await refusal(add({ ...risk, who: 'nobody' }))).toBe('422 user-not-found');
    const note = (await add({ column: 'plan', kind: 'note', text: 'Ask the bank.' })).body;
    await li('PATCH', `/iterations/${id}/cards/${note.id}`, { column: 'check', isDone: true });
    await li('POST', `/iterations/${id}/decisions`, { text: 'Pilot with half of the deals.' });
    const now = await iterationNow(id);
    expect(now.cards.map(({ column, kind, text }) => [column, kind, text])).toEqual([
      ['plan', 'risk', 'Phones are lost.'],
      ['do', 'suggestion', 'Sign on the phone.'],
      ['check', 'note', 'Ask the bank.'],
    ]);
    expect(now.decisions).toMatchObject([{ text: 'Pilot with half of the deals.', by: ids.get('li') }]);
    expect(now.openSuggestionCount).toBe(0);
    const all = (await as<Page<Suggestion>>('wang', 'GET', '/processes/deal/suggestions?limit=1')).body;
    expect(all.items).toHaveLength(1);
    const rest = await as<Page<Suggestion>>('wang', 'GET', `/processes/deal/suggestions?limit=1&cursor=${all.nextCursor}`);
    expect(rest.body.items[0]?.id).not.toBe(all.items[0]?.id);
    expect(rest.body.nextCursor).toBeNull();
  });

  it('finds by itself what ships in it, and says early what the figures can and can’t tell', async () => {
    await api.ask('POST', '/deployments', {
      files: [{ name: 'deal.bpmn', content: model('Sign on the phone') }],
      note: 'On the phone',
    });
    await api.ask('POST', '/processes/deal/rollback', { reason: 'To be tried with half of them.' });
    await api.ask('POST', '/processes/deal/rollout', { version: 2, share: 50, maturityDays: 3 });
    const card = (await iterationNow(id)).cards.find(({ kind }) => kind === 'suggestion');
    await li('PATCH', `/iterations/${id}/cards/${card?.id}`, { version: 2 });
    const from = monday + hour;
    await api.runtime.advanceTo(from);
    await deals(
      40,
      ({ version }) =>
        count % 10 === 0
          ? null
          : { ms: version === 2 ? 20 * hour + (count % 4) * hour : 2 * day + (count % 5) * hour, good: count % 3 !== 0 },
      from,
    );
    await api.runtime.advanceTo(monday + 6 * day);
    const now = await iterationNow(id);
    expect(now.versions).toMatchObject([{ version: 2, state: 'rollingOut', share: 50, isPlanned: false, note: 'On the phone' }]);
    expect(now).toMatchObject({ day: 7 });
    expect(now.days[0]?.events).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'rolloutBegan', version: 2, share: 50 })]),
    );
    expect(now.computed).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          column: 'do',
          code: 'change',
          version: 2,
          share: 50,
          state: 'rollingOut',
          text: 'On the phone',
        }),
        expect.objectContaining({ column: 'check', code: 'sample', count: now.sample.cases, of: 200 }),
        expect.objectContaining({ column: 'do', code: 'read', count: 0, of: 2 }),
      ]),
    );
    expect(now.sample.cases).toBeGreaterThan(9);
    expect(now.sample).toMatchObject({ of: 200, missing: 200 - now.sample.cases });
    expect(now.sample.reachedOn !== null && now.sample.reachedOn > '2026-11-15').toBe(true);
    expect(await refusal(li('POST', `/iterations/${id}/verdict`, { outcome: 'keep', reason: 'I like it.' }))).toBe(
      '409 verdict-not-open',
    );
    const evidence = (await li<Evidence>('GET', `/iterations/${id}/evidence`)).body;
    const [control, baseline, industry] = evidence.stages;
    expect(control).toMatchObject({ stage: 'control', isThere: true, treatmentVersions: [2], againstVersions: [1] });
    const time = control?.comparisons.find(({ figure }) => figure === 'cycleTime');
    expect(time).toMatchObject({ unit: 'ms', standing: 'better', isLeading: false });
    expect(time?.difference.estimate).toBeLessThan(-20 * hour);
    expect(control?.canSay).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'timeShorter', figure: 'cycleTime' })]),
    );
    expect(control?.comparisons.find(({ figure }) => figure === 'stepTime')).toMatchObject({
      isLeading: true,
      standing: 'better',
    });
    const won = control?.cannotSay.find(({ figure }) => figure === 'conversion');
    expect(won).toMatchObject({ code: 'unclear', unit: 'share' });
    expect(baseline).toMatchObject({ stage: 'baseline', isThere: true, againstVersions: [1] });
    expect(baseline?.canSay).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'timeShorter' })]));
    expect(baseline?.cannotSay).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'typedBaseline', figure: 'conversion' })]),
    );
    expect(industry).toMatchObject({ stage: 'industry', benchmark: 'scorecard-2026' });
    expect(industry?.canSay).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'benchmarkReached', figure: 'cycleTime' })]),
    );
    expect(industry?.cannotSay).toEqual(expect.arrayContaining([expect.objectContaining({ code: 'benchmarkWithoutSample' })]));
    const target = evidence.targets.find(({ figure }) => figure === 'cycleTime');
    expect(target?.now.estimate).toBeGreaterThan(18 * hour);
    expect(['reached', 'surelyBetter']).toContain(target?.remark);
  }, 120_000);

  it('closes with a verdict on its last day, and the one that was planned begins', async () => {
    await api.runtime.advanceTo(monday + 13 * day);
    expect((await iterationNow(id)).opening).toEqual({ isOpen: true, opensOn: '2026-11-15', why: 'lastDay' });
    expect((await li<{ items: IterationReminder[] }>('GET', '/iterations/reminders')).body.items).toMatchObject([
      { code: 'verdictDue', dueOn: '2026-11-16' },
    ]);
    expect(await refusal(li('POST', `/iterations/${id}/verdict`, { outcome: 'rollBack', reason: 'No.' }))).toBe('409 still-live');
    const verdict = { outcome: 'keep', reason: 'A day less, and no less won.', followUp: 'Tell the partners.' };
    await api.runtime.advanceTo(monday + 14 * day);
    expect((await li<Iteration>('POST', `/iterations/${id}/verdict`, verdict)).body).toMatchObject({
      state: 'closed',
      verdict: { outcome: 'keep', by: ids.get('li') },
      year: { kept: 1, adjusted: 0, rolledBack: 0 },
      comesBack: [
        { stage: 'control', opensOn: '2026-12-16', dueOn: '2027-02-16', state: 'upcoming' },
        { stage: 'baseline', opensOn: '2027-03-16', dueOn: '2027-08-16' },
        { stage: 'industry', opensOn: '2027-09-16', dueOn: '2027-11-16' },
      ],
      can: [],
    });
    expect(await refusal(li('POST', `/iterations/${id}/verdict`, verdict))).toBe('409 iteration-closed');
    expect(await refusal(li('POST', `/iterations/${id}/cards`, { column: 'do', kind: 'note', text: 'Late.' }))).toBe(
      '409 iteration-closed',
    );
    const { items } = (await li<Page<IterationSummary>>('GET', '/iterations?processId=deal')).body;
    expect(items).toMatchObject([
      { number: 2, state: 'running', versions: [], day: 1 },
      { number: 1, state: 'closed', versions: [2] },
    ]);
    expect((await iterationNow(items[0]?.id ?? '')).cards).toMatchObject([{ kind: 'followUp', text: 'Tell the partners.' }]);
    const empty = { outcome: 'keep', reason: 'Nothing changed.' };
    await api.runtime.advanceTo(monday + 27 * day);
    expect(await refusal(li('POST', `/iterations/${items[0]?.id}/verdict`, empty))).toBe('409 nothing-shipped');
    expect((await li<Iteration>('POST', `/iterations/${items[0]?.id}/verdict`, { ...empty, outcome: 'adjust' })).status).toBe(
      200,
    );
  });

  it('comes back after a month, and says until when it is due', async () => {
    const answer = { stage: 'control', outcome: 'keep', reason: 'It still holds.' };
    expect(await refusal(li('POST', `/iterations/${id}/come-backs`, answer))).toBe('409 comes-back-later');
    await api.runtime.advanceTo(Date.parse('2026-12-17T01:00:00Z'));
    expect((await li<{ items: IterationReminder[] }>('GET', '/iterations/reminders')).body.items).toMatchObject([
      { code: 'comesBack', stage: 'control', number: 1, dueOn: '2027-02-16' },
    ]);
    expect((await li<Page<KeptChange>>('GET', '/iterations/kept?isDue=true')).body.items).toMatchObject([{ id, versions: [2] }]);
    expect((await li<Iteration>('POST', `/iterations/${id}/come-backs`, answer)).body.comesBack[0]).toMatchObject({
      state: 'done',
      verdict: { outcome: 'keep', reason: 'It still holds.' },
    });
    expect(await refusal(li('POST', `/iterations/${id}/come-backs`, answer))).toBe('409 came-back');
    expect((await li<Page<KeptChange>>('GET', '/iterations/kept?isDue=true')).body.items).toEqual([]);
  });

  it('credits who suggested it, and knows who has read what changed', async () => {
    const notes = async (name: string) => (await as<ReleaseNotes>(name, 'GET', '/processes/deal/versions/2/release-notes')).body;
    expect(await notes('li')).toMatchObject({
      version: 2,
      note: 'On the phone',
      comparedWith: 1,
      iteration: { number: 1 },
      credits: [{ text: 'Sign on the phone.', by: ids.get('zhang'), elementId: 'sign' }],
      audiences: [{ group: 'sales', elementIds: ['sign'], readCount: 0, of: 2 }],
      readCount: 0,
      of: 2,
    });
    const mine = async () => (await as<{ items: ChangeForMe[] }>('zhang', 'GET', '/me/changes')).body.items;
    expect(await mine()).toMatchObject([{ version: 2, groups: ['sales'], elementIds: ['sign'], readAt: null }]);
    await as('zhang', 'POST', '/processes/deal/versions/2/read');
    expect((await as('zhang', 'POST', '/processes/deal/versions/2/read')).status).toBe(200);
    expect((await mine())[0]?.readAt).toMatch(/^2026-12-17/);
    expect(await notes('li')).toMatchObject({
      readCount: 1,
      of: 2,
      readers: expect.arrayContaining([{ userId: ids.get('wang'), readAt: null }]),
    });
    expect((await notes('wang')).readers).toEqual([{ userId: ids.get('wang'), readAt: null }]);
  });

  it('opens before its last day once the sample is there, is kept unproven, asks again, and is rolled back then by an admin', async () => {
    const from = Date.parse('2026-12-18T01:00:00Z');
    await api.runtime.advanceTo(from);
    const plan = { hypothesis: 'A shorter form wins more.', sampleCases: 6, maturityDays: 1, startsOn: '2026-12-18' };
    const { body: planned } = await li<Iteration>('POST', '/processes/deal/iterations', plan);
    expect(planned).toMatchObject({ number: 3, state: 'running', startsOn: '2026-12-14', day: 5 });
    await api.ask('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model('Sign on one page') }] });
    await deals(6, () => ({ ms: 2 * hour, good: true }), from);
    expect((await iterationNow(planned.id)).opening.isOpen).toBe(false);
    await api.runtime.advanceTo(from + 2 * day);
    expect((await iterationNow(planned.id)).opening).toMatchObject({ isOpen: true, why: 'sample' });
    const unproven = { outcome: 'keepUnproven', reason: 'Six deals prove nothing.' };
    expect(await refusal(li('POST', `/iterations/${planned.id}/verdict`, { ...unproven, askAgainOn: '2026-12-01' }))).toBe(
      '422 nothing-asked-again',
    );
    const closed = (await li<Iteration>('POST', `/iterations/${planned.id}/verdict`, { ...unproven, askAgainOn: '2026-12-28' }))
      .body;
    expect(closed).toMatchObject({ askAgainOn: '2026-12-28', year: { kept: 1, adjusted: 1, unproven: 1 } });
    expect(closed.comesBack[0]).toMatchObject({ stage: 'control', opensOn: '2026-12-28', state: 'upcoming' });
    await api.runtime.advanceTo(Date.parse('2026-12-28T02:00:00Z'));
    expect((await li<{ items: IterationReminder[] }>('GET', '/iterations/reminders')).body.items).toMatchObject([
      { code: 'askAgain', number: 3, dueOn: '2026-12-28' },
    ]);
    const told = async () =>
      (await as<{ items: ChangeForMe[] }>('zhang', 'GET', '/me/changes')).body.items.map(({ version }) => version);
    expect(await told()).toEqual([3]);
    const back = { stage: 'control', outcome: 'rollBack', reason: 'Fewer are won.' };
    expect(await refusal(li('POST', `/iterations/${planned.id}/come-backs`, back))).toBe('409 still-live');
    const gone = (await as<Iteration>('chen', 'POST', `/iterations/${planned.id}/come-backs`, back)).body;
    expect(gone.comesBack).toMatchObject([{ stage: 'control', state: 'done', verdict: { outcome: 'rollBack' } }]);
    expect(gone.versions).toMatchObject([{ version: 3, state: 'rolledBack' }]);
    expect(await told()).toEqual([]);
    expect((await li<{ items: unknown[] }>('GET', '/iterations/reminders')).body.items).toEqual([]);
  });

  it('is discarded while it is planned, and what it took up is open again', async () => {
    const { body: next } = await li<Iteration>('POST', '/processes/deal/iterations', {
      hypothesis: 'Something else.',
      startsOn: '2027-01-15',
    });
    const { body: idea } = await as<Suggestion>('zhang', 'POST', '/processes/deal/suggestions', { text: 'Call first.' });
    await li('POST', `/suggestions/${idea.id}/take-up`, { iterationId: next.id });
    expect((await li('DELETE', `/iterations/${next.id}`)).status).toBe(204);
    expect(await refusal(li('GET', `/iterations/${next.id}`))).toBe('404 iteration-not-found');
    const open = (await li<Page<Suggestion>>('GET', '/processes/deal/suggestions?state=open')).body;
    expect(open.items).toMatchObject([{ id: idea.id, iterationId: null, can: ['takeUp', 'decline'] }]);
  });

  it('stands in the audit log with every act, and is what a program that holds the runtime reads too', async () => {
    const { items } = (await api.ask<Page<AuditEntry>>('GET', '/audit-log?target=deal&limit=200')).body;
    const actions = new Set(items.map(({ action }) => action));
    for (const action of [
      'iteration.planned',
      'iteration.started',
      'iteration.changed',
      'iteration.card-added',
      'iteration.card-changed',
      'iteration.decided',
      'iteration.closed',
      'iteration.reviewed',
      'iteration.discarded',
      'version.rolledBack',
      'suggestion.made',
      'suggestion.taken-up',
      'suggestion.declined',
      'suggestion.withdrawn',
      'version.read',
    ])
      expect(actions, action).toContain(action);
    const by = await api.runtime.principalOf(ids.get('li') ?? '');
    expect((await api.runtime.listIterations(by, { processId: 'deal' })).items).toHaveLength(3);
    expect((await api.runtime.getEvidence(by, id)).stages).toHaveLength(3);
    expect(api.runtime.verify().ok).toBe(true);
  });
});
