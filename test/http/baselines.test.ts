import { createManualClock } from '@fortnight/runtime';
import type {
  AuditEntry,
  Baseline,
  BaselineImport,
  Difference,
  Evidence,
  Instance,
  Iteration,
  ProblemDocument,
  Task,
} from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, oneTask, openApiWith, type TestApi } from '../support/api.ts';

const day = 86_400_000;
const monday = Date.parse('2026-11-02T01:00:00Z');
let api: TestApi;
const keys = new Map<string, string>();
const as = <T>(name: string, method: string, path: string, body?: unknown): Promise<Answer<T>> =>
  api.ask<T>(method, path, body, { Authorization: `Bearer ${keys.get(name)}` });
const refusal = async (answer: Promise<Answer<unknown>>) => {
  const { status, body } = await answer;
  return `${status} ${(body as ProblemDocument).code}`;
};
const path = '/processes/deal/baselines';
const model = (name: string) =>
  oneTask('deal').replace('<userTask id="work"/>', `<!-- <userTask id="old"/> --><userTask name="${name}" id="work"/>`);
const csv = (...lines: string[]) => ['figure,step,value,unit,cases,from,to,source', ...lines].join('\n');
const year = '2025-01-01,2025-12-31,The CRM of 2025';

beforeAll(async () => {
  api = await openApiWith({ clock: createManualClock(monday - 3 * day) }, model('Work > all'));
  for (const [name, more] of Object.entries({ li: ['owner'], other: ['owner'], chen: ['analyst'], zhang: [] })) {
    const roles = ['participant', ...more];
    const person = { name, email: `${name}@baseline.example`, password: 'a-password-of-baselines', roles, groups: [] };
    const { body: user } = await api.ask<{ id: string }>('POST', '/users', person);
    const { body: made } = await api.ask<{ key: string }>('POST', '/api-keys', { name, roles, userId: user.id });
    keys.set(name, made.key);
    if (name === 'li') await api.ask('PATCH', '/processes/deal', { owner: user.id });
  }
  await api.ask('PUT', '/iteration-rhythm', { anchor: '2026-11-02' });
});
afterAll(() => api.runtime.close());

describe('baselines of a new installation', () => {
  it('are typed by the owner with a source, and refused with what was expected', async () => {
    const typed = {
      figure: 'conversion',
      value: 0.2,
      cases: 400,
      from: '2025-01-01',
      to: '2025-12-31',
      source: 'The CRM of 2025',
    };
    expect(await refusal(as('other', 'POST', path, typed))).toBe('403 not-your-process');
    expect(await refusal(as('zhang', 'GET', path))).toBe('403 role-missing');
    expect(await refusal(as('li', 'POST', path, { ...typed, value: 20 }))).toBe('400 invalid-request');
    expect(await refusal(as('li', 'POST', path, { ...typed, figure: 'stepTime' }))).toBe('400 invalid-request');
    // What a comment, another pool or an attribute says is no step.
    const step = { ...typed, figure: 'stepTime', elementId: 'old', value: 1 };
    expect(await refusal(as('li', 'POST', path, step))).toBe('422 element-not-found');
    const nowhere = { ...typed, figure: 'stepTime', elementId: 'nowhere', value: 1 };
    expect(await refusal(as('li', 'POST', path, nowhere))).toBe('422 element-not-found');
    expect(await as<Baseline>('li', 'POST', path, typed)).toMatchObject({
      status: 201,
      body: { ...typed, origin: 'typed', unit: 'share', elementId: null },
    });
    expect((await as<Baseline>('li', 'POST', path, { ...typed, value: 0.25 })).status).toBe(201);
    const { items } = (await api.ask<{ items: AuditEntry[] }>('GET', '/audit-log?action=baseline.given')).body;
    expect(items.map(({ details }) => details)).toEqual([
      { figure: 'conversion', value: 0.25, replaced: 0.2 },
      { figure: 'conversion', value: 0.2 },
    ]);
    expect((await as<{ items: Baseline[] }>('chen', 'GET', path)).body.items).toMatchObject([{ value: 0.25, origin: 'typed' }]);
  });

  it('are imported whole or not at all, after a dry run that takes nothing', async () => {
    const wrong = csv(`cycleTime,,soon,days,400,${year}`, `stepTime,Work > all,30,hours,400,${year}`);
    const dry = await as<BaselineImport>('li', 'POST', `${path}/import`, { csv: wrong, isDryRun: true });
    expect(dry.body.refusals).toEqual([{ line: 2, column: 'value', code: 'not-a-number', expected: '4.5', found: 'soon' }]);
    expect(await as<ProblemDocument>('li', 'POST', `${path}/import`, { csv: wrong })).toMatchObject({
      status: 422,
      body: { code: 'baselines-refused', params: { line: 2, column: 'value', expected: '4.5', found: 'soon' } },
    });
    const twice = csv(`lost,,10,percent,400,${year}`, `lost,,20,percent,400,${year}`);
    const told = await as<ProblemDocument>('li', 'POST', `${path}/import`, { csv: twice });
    expect(told.body.detail).toMatch(/^Line 3, figure: expected each figure once.* line 2 says again\./);
    const right = csv(
      `cycleTime,,4,days,400,${year}`,
      `stepTime,Work > all,30,hours,400,${year}`,
      `conversion,,30,percent,400,${year}`,
    );
    const tried = await as<BaselineImport>('li', 'POST', `${path}/import`, { csv: right, isDryRun: true });
    expect(tried.body.rows.map(({ line, figure, elementId, effect }) => [line, figure, elementId, effect])).toEqual([
      [2, 'cycleTime', null, 'adds'],
      [3, 'stepTime', 'work', 'adds'],
      [4, 'conversion', null, 'replaces'],
    ]);
    expect((await as<{ items: Baseline[] }>('li', 'GET', path)).body.items).toHaveLength(1);
    expect((await as<BaselineImport>('li', 'POST', `${path}/import`, { csv: right })).body).toMatchObject({ isDryRun: false });
    const again = await as<BaselineImport>('li', 'POST', `${path}/import`, { csv: right });
    expect(again.body.rows.map(({ effect }) => effect)).toEqual(['same', 'same', 'same']);
    const { items } = (await as<{ items: Baseline[] }>('li', 'GET', path)).body;
    expect(items.map(({ figure, origin }) => `${figure} ${origin}`)).toEqual([
      'conversion imported',
      'cycleTime imported',
      'stepTime imported',
    ]);
  });

  it('stand in for its own year in the second stage of the evidence, marked as what they are', async () => {
    // A few days of its own are not a year of its own.
    const work = async () => {
      const { id } = (await api.ask<Instance>('POST', '/instances', { processId: 'deal' })).body;
      const { items } = (await api.ask<{ items: Task[] }>('GET', `/tasks?instanceId=${id}`)).body;
      return () => api.ask('POST', `/tasks/${items[0]?.id}/complete`, {});
    };
    const before = await Promise.all(Array.from({ length: 6 }, work));
    await api.runtime.advanceTo(monday - 2 * day);
    await Promise.all(before.map((done) => done()));
    await api.runtime.advanceTo(monday);
    const { body: iteration } = await as<Iteration>('li', 'POST', '/processes/deal/iterations', {
      hypothesis: 'A day instead of four.',
      targets: [
        { figure: 'cycleTime', target: day },
        { figure: 'lost', target: 0.1 },
      ],
      maturityDays: 1,
    });
    expect(iteration.targets.map(({ baseline }) => baseline)).toEqual([
      {
        ...{ value: 4 * day, isTyped: false, cases: 400, origin: 'imported' },
        ...{ source: 'The CRM of 2025', from: '2025-01-01', to: '2025-12-31' },
      },
      { value: 0, isTyped: false, cases: 6, origin: 'measured', source: null, from: null, to: null },
    ]);
    await api.runtime.advanceTo(monday + 2 * day);
    await api.ask('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model('Work fast') }] });
    const after = await Promise.all(Array.from({ length: 12 }, work));
    await api.runtime.advanceTo(monday + 2 * day + day / 2);
    await Promise.all(after.map((done) => done()));
    await api.runtime.advanceTo(monday + 5 * day);

    const [, baseline] = (await as<Evidence>('li', 'GET', `/iterations/${iteration.id}/evidence`)).body.stages;
    const against = baseline?.comparisons.map(({ figure, againstOrigin, against: { estimate, cases } }) => [
      figure,
      againstOrigin,
      estimate === null ? null : Number(estimate.toFixed(3)),
      cases,
    ]);
    expect(against).toEqual([
      ['cycleTime', 'imported', 4 * day, 400],
      ['lost', 'measured', 0, 6],
      ['conversion', 'imported', 0.3, 400],
    ]);
    const said = baseline?.cannotSay.map(({ code, figure }) => `${code} ${figure}`);
    expect(said).toEqual(
      expect.arrayContaining(['importedBaseline cycleTime', 'baselineWithoutSample cycleTime', 'importedBaseline conversion']),
    );
    expect(said).not.toContain('baselineWithoutSample conversion');
    expect(baseline?.canSay).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'timeShorter', figure: 'cycleTime' })]),
    );
  });

  it('give way to what was measured once its own twelve months are there', async () => {
    await api.runtime.advanceTo(monday + 360 * day);
    await api.ask('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model('Work faster') }] });
    const { items } = (await as<{ items: Iteration[] }>('li', 'GET', '/iterations?processId=deal')).body;
    await as('li', 'POST', `/iterations/${items[0]?.id}/verdict`, { outcome: 'adjust', reason: 'Late.' });
    const { body } = await as<Iteration>('li', 'POST', '/processes/deal/iterations', {
      hypothesis: 'Faster still.',
      targets: [{ figure: 'cycleTime', target: day }],
    });
    expect(body.targets[0]?.baseline).toMatchObject({ origin: 'measured', source: null });
  });

  it('are removed, and what was done is on record', async () => {
    const { items } = (await as<{ items: Baseline[] }>('li', 'GET', path)).body;
    expect((await as('li', 'DELETE', `${path}/${items[0]?.id}`)).status).toBe(204);
    expect(await refusal(as('li', 'DELETE', `${path}/${items[0]?.id}`))).toBe('404 baseline-not-found');
    const log = await api.ask<{ items: { action: string }[] }>('GET', '/audit-log?limit=50');
    const actions = log.body.items.map(({ action }) => action);
    for (const action of ['baseline.given', 'baseline.imported', 'baseline.removed']) expect(actions).toContain(action);
    expect(actions.filter((action) => action === 'baseline.imported')).toHaveLength(1);
  });
});

describe('the targets of a process', () => {
  const goal = (metrics: string) =>
    oneTask('goal')
      .replace('targetNamespace="t"', 'xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t"')
      .replace('<startEvent', `<extensionElements>${metrics}</extensionElements><startEvent`);
  const deploy = (metrics: string) => api.ask('POST', '/deployments', { files: [{ name: 'goal.bpmn', content: goal(metrics) }] });
  const cycle = (target: string) => `<fortnight:metric id="cycle" kind="cycleTime" target="${target}"/>`;

  it('travel with its version, and an iteration begins with those of the live one', async () => {
    const step = '<fortnight:metric id="work" kind="stepTime" element="work" target="PT4H"/>';
    const share =
      '<fortnight:metric id="won" kind="conversion" target="0.3"/><fortnight:metric id="odd" kind="lost" target="3"/>';
    expect((await deploy(cycle('P3D') + step + share)).status).toBe(200);
    const targets = [
      { figure: 'cycleTime', elementId: null, target: 3 * day },
      { figure: 'stepTime', elementId: 'work', target: day / 6 },
      { figure: 'conversion', elementId: null, target: 0.3 },
    ];
    expect((await api.ask('GET', '/processes/goal')).body).toMatchObject({ outline: { targets } });
    const plan = (body: object) => api.ask<Iteration>('POST', '/processes/goal/iterations', { hypothesis: 'Faster.', ...body });
    expect((await plan({})).body.targets).toMatchObject(targets);

    expect((await deploy(cycle('P2D'))).status).toBe(200);
    const difference = await api.ask<Difference>('GET', '/processes/goal/diff?from=1&to=2');
    expect(difference.body).toMatchObject({ isSame: false, changed: [{ after: { id: 'goal' } }] });
    const next = await plan({});
    expect(next.body.targets).toMatchObject([{ figure: 'cycleTime', target: 2 * day }]);
    await api.ask('DELETE', `/iterations/${next.body.id}`);
    expect((await plan({ targets: [] })).body.targets).toEqual([]);
  });
});
