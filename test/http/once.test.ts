import type { Deployment, Instance, Page, Task } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Call, callWith, Refused } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

const oneTask = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="one-task" isExecutable="true">
    <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="work"/>
    <userTask id="work"/><sequenceFlow id="f2" sourceRef="work" targetRef="end"/><endEvent id="end"/>
  </process>
</definitions>`;
const clients = 200;

let server: Server;
let admin: Call;
beforeAll(async () => {
  server = await startServer();
  admin = callWith(() => server.address, adminKey);
  await admin<Deployment>('POST', '/deployments', { files: [{ name: 'one-task.bpmn', content: oneTask }] });
});
afterAll(() => server.close());

const begin = () => admin<Instance>('POST', '/instances', { processId: 'one-task' });
const taskOf = async (instanceId: string): Promise<Task> => {
  const { items } = await admin<Page<Task>>('GET', `/tasks?instanceId=${instanceId}`);
  const [task] = items;
  if (!task) throw new Error(`no task of ${instanceId}`);
  return task;
};

describe('one task', () => {
  it(`is completed once by ${clients} clients at once`, async () => {
    const { id } = await begin();
    const task = await taskOf(id);
    const answers = await Promise.all(
      Array.from({ length: clients }, () =>
        admin('POST', `/tasks/${task.id}/complete`, {}).then(
          () => 200,
          (error: unknown) => (error instanceof Refused ? error.status : 0),
        ),
      ),
    );
    expect(answers.filter((status) => status === 200)).toHaveLength(1);
    expect(answers.filter((status) => status === 409)).toHaveLength(clients - 1);
  });
});

describe('one Idempotency-Key', () => {
  it('deploys once, starts one case, and says so', async () => {
    const send = async (path: string, body: unknown, key: string) => {
      const response = await fetch(`${server.address}/api/v1${path}`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json', 'Idempotency-Key': key },
        body: JSON.stringify(body),
      });
      return { isReplayed: response.headers.has('Idempotency-Replayed'), body: await response.json() };
    };
    const files = [{ name: 'x.bpmn', content: oneTask.replace('one-task', 'another') }];
    const first = await send('/deployments', { files }, 'deploy');
    expect(first.body).toMatchObject({ deployments: [{ processId: 'another', created: true }] });
    expect(await send('/deployments', { files }, 'deploy')).toEqual({ ...first, isReplayed: true });
    const started = await send('/instances', { processId: 'another' }, 'start');
    expect(await send('/instances', { processId: 'another' }, 'start')).toEqual({ ...started, isReplayed: true });
    expect((await admin<Page<Instance>>('GET', '/instances?processId=another')).items).toHaveLength(1);
  });

  it('answers with what the request itself wrote, though the commit waits for the answer', async () => {
    const { id } = await taskOf((await begin()).id);
    const response = await fetch(`${server.address}/api/v1/tasks/${id}/draft`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'draft' },
      body: JSON.stringify({ variables: { place: 'Suzhou' }, comment: '' }),
    });
    expect(await response.json()).toMatchObject({ id, draft: { variables: { place: 'Suzhou' }, comment: '' } });
  });

  it('shows a new person to whoever asks meanwhile, once they are there', async () => {
    const person = { email: 'new@example.com', name: 'New', roles: ['participant'] };
    const [made] = await Promise.all([
      fetch(`${server.address}/api/v1/users`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json', 'Idempotency-Key': 'new' },
        body: JSON.stringify(person),
      }),
      ...Array.from({ length: 20 }, () => begin()),
    ]);
    const { id: userId } = (await made.json()) as { id: string };
    const { key } = await admin<{ key: string }>('POST', '/api-keys', { name: 'new', roles: ['participant'], userId });
    expect(await callWith(() => server.address, key)('GET', '/me')).toMatchObject({ userId });
  });
});
