import type { CaseAhead, Instance, Page, VersionImpact } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi, type TestApi } from '../support/api.ts';

const check = `<businessRuleTask id="check" name="Check"><extensionElements><fortnight:checkpoint reviewers="group:risk"><fortnight:rule id="fine" when="= fine"/></fortnight:checkpoint></extensionElements></businessRuleTask>`;
const stage = (inside: string) =>
  `<subProcess id="approve" name="Approve"><extensionElements><fortnight:stage order="1"/></extensionElements>${inside}</subProcess>`;
const chain = (scope: string, ...steps: string[]) =>
  steps
    .slice(1)
    .map((to, index) => `<sequenceFlow id="${scope}${index}" sourceRef="${steps[index]}" targetRef="${to}"/>`)
    .join('');
const model = (inside: string, after: string, ...steps: string[]) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">
    <process id="deal" name="Deal" isExecutable="true"><startEvent id="start"/>${stage(inside)}${after}<endEvent id="end"/>${chain('p', ...steps)}</process></definitions>`;
const legal = `<startEvent id="s"/><userTask id="legal" name="Legal"/><endEvent id="e"/>${chain('i', 's', 'legal', 'e')}`;
const three = `<startEvent id="s"/><userTask id="three" name="Three signatures"/><endEvent id="e"/>${chain('i', 's', 'three', 'e')}`;
const tasks = '<userTask id="sign" name="Sign"/><userTask id="deliver" name="Deliver"/>';
const first = model(legal, tasks, 'start', 'approve', 'sign', 'deliver', 'end');
const second = model(three, tasks + check, 'start', 'approve', 'sign', 'check', 'deliver', 'end');

let api: TestApi;
const key = async (roles: string[]) => {
  const name = roles.join('-');
  const user = await api.ask<{ id: string }>('POST', '/users', {
    email: `${name}@firm.example`,
    name,
    password: 'a long password',
    roles,
  });
  const made = await api.ask<{ key: string }>('POST', '/api-keys', { name, roles, userId: user.body.id });
  return { Authorization: `Bearer ${made.body.key}` };
};
const done = async (path: string, headers?: Readonly<Record<string, string>>) => {
  for (;;) {
    const answer = await api.ask<VersionImpact>('GET', path, undefined, headers);
    if (answer.status !== 200 || answer.body.cases.state === 'done') return answer;
  }
};

beforeAll(async () => {
  api = await openApi(first);
});
afterAll(() => api.runtime.close());

describe('the impact of a version', () => {
  it('says for every running case what would become of it, before the version is published', async () => {
    const { ask } = api;
    const begun: string[] = [];
    for (let number = 0; number < 4; number += 1)
      begun.push((await ask<Instance>('POST', '/instances', { processId: 'deal' })).body.id);
    const [signing = '', delivering = ''] = begun;
    const put = (id: string, toElementId: string) =>
      ask('POST', `/instances/${id}/modify`, {
        reason: 'x',
        moves: [{ do: 'move', from: { elementId: 'legal' }, toElementId }],
      });
    expect((await put(signing, 'sign')).status).toBe(200);
    expect((await put(delivering, 'deliver')).status).toBe(200);
    const draft = await ask<{ etag: string }>('GET', '/processes/deal/draft');
    const content = { bpmn: second, forms: [], decisions: [], tests: [], settings: {} };
    const saved = await ask('PUT', '/processes/deal/draft', content, { 'If-Match': `"${draft.body.etag}"` });
    expect(saved.status).toBe(200);

    const drawn = await done('/processes/deal/draft/impact');
    expect(drawn.body).toMatchObject({ version: null, cases: { running: 4, examined: 4, isSample: false } });
    expect((await ask('POST', '/processes/deal/reviews', { note: 'three at once' })).status).toBe(201);
    const { body } = await done('/processes/deal/versions/2/impact');
    expect(body.cases.outcomes).toEqual({ unchanged: 0, migrates: 1, 'check-owed': 1, 'needs-mapping': 2, blocked: 0 });
    expect(body.cases.stages).toMatchObject([
      { stageId: null, total: 2, outcomes: { migrates: 1, 'check-owed': 1 } },
      { stageId: 'approve', name: 'Approve', total: 2, outcomes: { 'needs-mapping': 2 } },
    ]);
    expect(body.cases.obstacles).toMatchObject([
      { kind: 'needs-mapping', elementId: 'legal', version: 1, cases: 2 },
      { kind: 'check-owed', elementId: 'deliver', params: { checkpoints: ['check'] }, cases: 1 },
    ]);
    expect(body.starts).toMatchObject({
      against: 1,
      takes: [{ version: 1, share: 100 }],
      startEvents: [],
      startForm: null,
      rules: [{ id: 'check', change: 'added' }],
    });
    expect(body).toMatchObject({ tests: { total: 0, failed: [] }, problems: { errors: 0 }, opinion: { state: 'none' } });

    const behind = (query: string) => ask<Page<CaseAhead>>('GET', `/processes/deal/versions/2/impact/cases?${query}`);
    expect((await behind('outcome=check-owed')).body.items.map(({ instanceId }) => instanceId)).toEqual([delivering]);
    const one = await behind('outcome=needs-mapping&stage=approve&limit=1');
    expect(one.body.items).toMatchObject([{ version: 1, stageId: 'approve', obstacles: [{ kind: 'needs-mapping' }] }]);
    const next = await behind(`outcome=needs-mapping&stage=approve&limit=1&cursor=${one.body.nextCursor}`);
    expect(next.body).toMatchObject({ items: [{ outcome: 'needs-mapping' }], nextCursor: null });
    expect((await behind('stage=')).body.items).toHaveLength(2);

    // A mapping can be tried before the version is live; nobody moves there.
    const between = { fromVersion: 1, toVersion: 2, plan: { mapping: { legal: 'three' } } };
    const tried = await ask('POST', '/processes/deal/migrations/plan', between);
    expect(tried).toMatchObject({ status: 200, body: { outcomes: { migrates: 3, 'needs-mapping': 0 } } });
    expect((await ask('POST', '/processes/deal/migrations', { ...between, reason: 'x' })).status).toBe(404);
  });

  it('is for those who look after its cases', async () => {
    const path = '/processes/deal/versions/2/impact';
    expect((await done(path, await key(['risk']))).status).toBe(200);
    // An owner of other processes learns nothing of these cases.
    expect(await done(path, await key(['owner']))).toMatchObject({ status: 403, body: { code: 'not-your-process' } });
    expect((await done(path, await key(['participant']))).status).toBe(403);
    expect((await done('/processes/deal/versions/9/impact')).status).toBe(404);
  });
});
