import type { Instance, InstanceDetail, InstanceMigration, Migration, Override } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApi, type TestApi } from '../support/api.ts';

const check = `<businessRuleTask id="check" name="Check"><extensionElements><fortnight:checkpoint reviewers="group:risk"><fortnight:rule id="fine" when="= fine"/></fortnight:checkpoint></extensionElements></businessRuleTask>`;
const model = (middle: string, ...steps: string[]) => {
  const ways = ['start', ...steps, 'end'];
  const flows = ways
    .slice(1)
    .map((to, index) => `<sequenceFlow id="${ways[index]}-${to}" sourceRef="${ways[index]}" targetRef="${to}"/>`);
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">
    <process id="deal" name="Deal" isExecutable="true"><startEvent id="start"/>${middle}<endEvent id="end"/>${flows.join('')}</process></definitions>`;
};
const tasks = '<userTask id="prepare" name="Prepare"/><userTask id="sign" name="Sign"/>';

let api: TestApi;
const person = async (name: string, roles: string[]) => {
  const user = await api.ask<{ id: string }>('POST', '/users', {
    email: `${name}@firm.example`,
    name,
    password: 'a long password',
    roles,
  });
  const key = await api.ask<{ key: string }>('POST', '/api-keys', { name, roles, userId: user.body.id });
  return { Authorization: `Bearer ${key.body.key}` };
};
beforeAll(async () => {
  api = await openApi(model(tasks, 'prepare', 'sign'));
});
afterAll(() => api.runtime.close());

describe('moving cases over HTTP', () => {
  it('goes to another version past an owed check by a second person, and says what it can’t take', async () => {
    const { ask } = api;
    const { body: started } = await ask<Instance>('POST', '/instances', { processId: 'deal', variables: { fine: true } });
    const path = `/instances/${started.id}`;
    const moved = await ask<Instance>('POST', `${path}/modify`, {
      reason: 'signed by hand already',
      moves: [{ do: 'move', from: { elementId: 'prepare' }, toElementId: 'sign' }],
    });
    expect(moved).toMatchObject({ status: 200, body: { tokens: [{ elementId: 'sign' }] } });
    await ask('POST', '/deployments', {
      files: [{ name: 'deal.bpmn', content: model(tasks + check, 'prepare', 'check', 'sign') }],
    });

    expect((await ask('POST', `${path}/migrate`, { toVersion: 2 })).status).toBe(400);
    expect((await ask('POST', `${path}/modify`, { reason: 'x', moves: [{ do: 'jump' }] })).status).toBe(400);
    const dry = await ask<InstanceMigration>('POST', `${path}/migrate`, { toVersion: 2, dryRun: true });
    expect(dry).toMatchObject({ status: 200, body: { outcome: 'check-owed', instance: null } });
    const refused = await ask('POST', `${path}/migrate`, { toVersion: 2, reason: 'version 2 is kept' });
    expect(refused).toMatchObject({ status: 409, body: { code: 'checkpoint-owed' } });

    const [risk, worker] = [await person('risk', ['risk']), await person('worker', ['participant'])];
    const grant = { checkpoints: ['check'], reason: 'checked on paper' };
    expect((await ask('POST', `${path}/overrides`, grant)).status).toBe(403);
    expect((await ask('POST', `${path}/migrate`, { toVersion: 2, reason: 'x' }, worker)).status).toBe(403);
    const granted = await ask<Override>('POST', `${path}/overrides`, grant, risk);
    expect(granted).toMatchObject({ status: 201, body: { checkpoints: ['check'], usedAt: null } });
    const body = { toVersion: 2, reason: 'version 2 is kept', overrideId: granted.body.id };
    // Two people answer for it: a key without a user is none.
    const byKey = await ask('POST', `${path}/migrate`, body);
    expect(byKey).toMatchObject({ status: 403, body: { code: 'person-needed' } });
    const key = { ...(await person('admin', ['admin'])), 'Idempotency-Key': 'move-once' };
    const done = await ask<InstanceMigration>('POST', `${path}/migrate`, body, key);
    expect(done).toMatchObject({ status: 200, body: { instance: { version: 2, tokens: [{ elementId: 'sign' }] } } });
    expect((await ask('POST', `${path}/migrate`, body, key)).body).toEqual(done.body);
    expect((await ask('POST', `${path}/migrate`, body)).status).toBe(409);
    expect((await ask<InstanceDetail>('GET', path)).body).toMatchObject({ version: 2, tasks: expect.any(Array) });
    const events = await ask<{ items: object[] }>('GET', `${path}/events?type=migrated`);
    expect(events.body.items).toMatchObject([{ fromVersion: 1, toVersion: 2, override: { reason: 'checked on paper' } }]);
  });

  it('moves many, and tells how far it is', async () => {
    const { ask } = api;
    for (let number = 0; number < 5; number++) await ask('POST', '/instances', { processId: 'deal' });
    // With a key the command is part of a larger transaction.
    const begin = (body: object) =>
      ask<Migration>('POST', '/processes/deal/migrations', body, { 'Idempotency-Key': JSON.stringify(body) });
    expect(await begin({ fromVersion: 2, toVersion: 2, reason: 'x' })).toMatchObject({
      status: 422,
      body: { code: 'same-version' },
    });
    expect((await begin({ fromVersion: 2, toVersion: 9, reason: 'x' })).status).toBe(404);
    const { status, body } = await begin({
      fromVersion: 2,
      toVersion: 1,
      reason: 'version 2 goes back',
      filter: { elementId: 'prepare' },
    });
    expect({ status, total: body.total }).toEqual({ status: 201, total: 5 });
    await api.runtime.migrationsIdle();
    expect(await ask('GET', `/migrations/${body.id}`)).toMatchObject({ body: { state: 'done', moved: 5, undoable: 5 } });
    const progress = `/migrations/${body.id}/progress`;
    const nobodyLeft = { running: 1, toGo: null, failed: 0, unchanged: 0, undone: 0 };
    expect(await ask('GET', progress)).toMatchObject({
      status: 200,
      body: { stages: [{ ...nobodyLeft, stageId: null, moved: 5 }], arrived: [{ elementId: 'prepare', cases: 5 }] },
    });
    expect((await ask('POST', `/migrations/${body.id}/pause`)).status).toBe(409);
    expect(await ask('GET', '/processes/deal/migrations')).toMatchObject({ body: { items: [{ id: body.id }] } });
    expect((await ask('GET', '/migrations/none')).status).toBe(404);
  });

  it('moves cases of an archived process, which run on', async () => {
    const { ask } = api;
    const { body } = await ask<Instance>('POST', '/instances', { processId: 'deal' });
    expect(body.version).toBe(2);
    expect((await ask('POST', '/processes/deal/archive')).status).toBe(200);
    expect((await ask('POST', '/instances', { processId: 'deal', version: 2 })).status).toBe(404);
    const back = await ask<InstanceMigration>('POST', `/instances/${body.id}/migrate`, { toVersion: 1, reason: 'x' });
    expect(back).toMatchObject({ status: 200, body: { instance: { version: 1 } } });
    const between = { fromVersion: 1, toVersion: 2, filter: { instanceIds: [body.id] } };
    expect(await ask('POST', '/processes/deal/migrations/plan', between)).toMatchObject({ status: 200, body: { total: 1 } });
    const begun = await ask<Migration>('POST', '/processes/deal/migrations', { ...between, reason: 'x' });
    expect(begun).toMatchObject({ status: 201, body: { total: 1 } });
    await api.runtime.migrationsIdle();
    expect(await ask('GET', `/migrations/${begun.body.id}`)).toMatchObject({ body: { state: 'done', moved: 1 } });
  });
});
