import type { Instance, InstanceDetail, Page, ProblemDocument, Stop, Task } from '@fortnight/shared/contract';
import { afterEach, expect, it } from 'vitest';
import { oneTask, openApi, type TestApi } from '../support/api.ts';

let api: TestApi | undefined;
afterEach(() => api?.runtime.close());

const reason = 'a new rule of the ministry';

it('stops a step and a process by name, shows what waits, is on record, and lets it go on', async () => {
  const on = await openApi(oneTask());
  api = on;
  const { body: started } = await on.ask<Instance>('POST', '/instances', { processId: 'one-task' });
  const { body: tasks } = await on.ask<Page<Task>>('GET', `/tasks?instanceId=${started.id}`);
  const task = tasks.items[0]?.id ?? '';

  const step = { kind: 'element', processId: 'one-task', elementId: 'work', reason };
  const { status, body: stop } = await on.ask<Stop>('POST', '/stops', step);
  expect({ status, stop }).toMatchObject({
    status: 201,
    stop: { kind: 'element', elementId: 'work', waiting: 1, state: 'inForce' },
  });
  const refused = await on.ask<ProblemDocument>('POST', `/tasks/${task}/complete`, {});
  expect(refused).toMatchObject({ status: 409, body: { code: 'stopped', params: { reason, stop: stop.id } } });
  const { body: detail } = await on.ask<InstanceDetail>('GET', `/instances/${started.id}`);
  expect(detail.stops).toMatchObject([{ id: stop.id, reason }]);
  const { body: waiting } = await on.ask<Page<Instance>>('GET', `/stops/${stop.id}/cases`);
  expect(waiting.items.map(({ id }) => id)).toEqual([started.id]);

  await on.ask('POST', '/stops', { kind: 'process', processId: 'one-task', holds: 'starts', reason });
  const start = await on.ask<ProblemDocument>('POST', '/instances', { processId: 'one-task' });
  expect(start).toMatchObject({ status: 409, body: { code: 'stopped', params: { reason } } });
  expect((await on.ask<Page<Stop>>('GET', '/stops?processId=one-task')).body.items).toHaveLength(2);

  expect((await on.ask<Stop>('POST', `/stops/${stop.id}/end`, { reason: 'met' })).status).toBe(200);
  await on.runtime.goingOnIdle();
  expect((await on.ask('POST', `/tasks/${task}/complete`, {})).status).toBe(200);
  expect((await on.ask<Page<Stop>>('GET', '/stops?state=over')).body.items).toMatchObject([{ id: stop.id, state: 'over' }]);
  const { body: log } = await on.ask<Page<{ action: string; details: object }>>('GET', '/audit-log?target=one-task');
  expect(log.items.map(({ action }) => action)).toEqual(expect.arrayContaining(['stop.set', 'stop.ended']));
});

it('refuses what is not there and what has no reason, field by field', async () => {
  const on = await openApi(oneTask());
  api = on;
  const ask = (body: object) => on.ask<ProblemDocument>('POST', '/stops', body);
  expect(await ask({ kind: 'element', processId: 'one-task', elementId: 'nowhere', reason })).toMatchObject({ status: 404 });
  expect(await ask({ kind: 'process', processId: 'nothing', reason })).toMatchObject({ status: 404 });
  const { status, body } = await ask({ kind: 'process', processId: 'one-task', reason: '' });
  expect({ status, path: body.fields?.[0]?.path }).toEqual({ status: 400, path: 'json.reason' });
  const past = { kind: 'process', processId: 'one-task', reason, until: '2020-01-01T00:00:00Z' };
  expect(await ask(past)).toMatchObject({ status: 422, body: { code: 'until-past' } });
});
