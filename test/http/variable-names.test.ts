import type { Instance, InstanceDetail, Page, ProblemDocument, Task } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneTask, openApi, type TestApi } from '../support/api.ts';

const withJob = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">
  <process id="one-job" isExecutable="true">
    <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="call"/>
    <serviceTask id="call"><extensionElements><fortnight:job type="call"/></extensionElements></serviceTask>
    <sequenceFlow id="f2" sourceRef="call" targetRef="end"/><endEvent id="end"/>
  </process>
</definitions>`;

let api: TestApi;
let caseId: string;
let taskId: string;
let jobId: string;
beforeAll(async () => {
  api = await openApi(oneTask(), withJob);
  ({ id: caseId } = (await api.ask<Instance>('POST', '/instances', { processId: 'one-task' })).body);
  const { items } = (await api.ask<Page<Task>>('GET', `/tasks?instanceId=${caseId}`)).body;
  taskId = items[0]?.id ?? '';
  await api.ask('POST', '/instances', { processId: 'one-job' });
  const { jobs } = (
    await api.ask<{ jobs: { id: string }[] }>('POST', '/jobs/activate', {
      type: 'call',
      worker: 'w',
      maxJobs: 1,
      timeoutMs: 60_000,
    })
  ).body;
  jobId = jobs[0]?.id ?? '';
});
afterAll(() => api.runtime.close());

/** The commands that take variables. */
const commands: [string, () => [method: string, path: string, body: object]][] = [
  ['start', () => ['POST', '/instances', { processId: 'one-task' }]],
  ['complete', () => ['POST', `/tasks/${taskId}/complete`, {}]],
  ['draft', () => ['PUT', `/tasks/${taskId}/draft`, {}]],
  ['patch', () => ['PATCH', `/instances/${caseId}/variables`, {}]],
  ['message', () => ['POST', '/messages', { name: 'paid' }]],
  ['signal', () => ['POST', '/signals', { name: 'paid' }]],
  ['job', () => ['POST', `/jobs/${jobId}/complete`, { worker: 'w' }]],
  ['error of a job', () => ['POST', `/jobs/${jobId}/throw-error`, { worker: 'w', errorCode: 'e' }]],
  ['evaluation', () => ['POST', '/expressions/evaluate', { expression: '1' }]],
];
const textOf = (body: object, variables: string): string =>
  JSON.stringify({ ...body, variables: 0 }).replace('"variables":0', `"variables":${variables}`);

describe('a variable named __proto__', () => {
  it.each(commands)('is refused by name: %s', async (_, command) => {
    const [method, path, body] = command();
    for (const [variables, where] of [
      ['{"__proto__":{"isAdmin":true}}', 'json.variables.__proto__'],
      ['{"a":[{"__proto__":{"isAdmin":true}}]}', 'json.variables.a.0.__proto__'],
      ['{"\\u005f_proto__":1}', 'json.variables.__proto__'],
    ] as const) {
      const answer = await api.ask<ProblemDocument>(method, path, textOf(body, variables));
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request', fields: [{ path: where }] } });
    }
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });
});

describe('variables named as members of every object', () => {
  const variables =
    '{"constructor":{"prototype":{"isAdmin":true}},"prototype":1,"toString":"text","hasOwnProperty":null,"valueOf":[]}';

  it('are data like any other', async () => {
    const started = await api.ask<Instance>('POST', '/instances', textOf({ processId: 'one-task' }, variables));
    expect(started.status).toBe(201);
    await api.ask('PATCH', `/instances/${started.body.id}/variables`, { variables: { prototype: 2 } });
    const { body } = await api.ask<InstanceDetail>('GET', `/instances/${started.body.id}`);
    expect(body.variables).toEqual({ ...JSON.parse(variables), prototype: 2, starter: null });
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });

  it('are nothing to an expression where they are not there', async () => {
    for (const expression of ['constructor', 'toString', '{}.constructor', '"a".constructor'])
      expect((await api.ask<{ value: unknown }>('POST', '/expressions/evaluate', { expression })).body.value).toBeNull();
  });
});
