import { createRuntime, hostPrincipal, type Runtime } from '@fortnight/runtime';
import type { Page, ProblemDocument } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const adminKey = 'fn_admin_key_of_the_tests_0123456789abcdef';
const oneTask = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
  <process id="one-task" isExecutable="true">
    <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="work"/>
    <userTask id="work"/><sequenceFlow id="f2" sourceRef="work" targetRef="end"/><endEvent id="end"/>
  </process>
</definitions>`;

interface Description {
  readonly paths: Record<string, { get?: { parameters?: { name: string }[] } }>;
}

let runtime: Runtime;
let caseId: string;
beforeAll(async () => {
  runtime = await createRuntime({ database: 'memory:', adminKey });
  await runtime.deploy(hostPrincipal, { files: [{ name: 'one-task.bpmn', content: oneTask }] });
  ({ id: caseId } = await runtime.startInstance(hostPrincipal, { processId: 'one-task' }));
  await runtime.startInstance(hostPrincipal, { processId: 'one-task' });
});
afterAll(() => runtime.close());

const get = async <T>(path: string): Promise<{ status: number; body: T }> => {
  const response = await runtime.app.request(`/api/v1${path}`, { headers: { Authorization: `Bearer ${adminKey}` } });
  return { status: response.status, body: (await response.json()) as T };
};

describe('a cursor', () => {
  it('that nobody gave out is refused by every list, with what to do', async () => {
    const { paths } = (await get<Description>('/openapi.json')).body;
    const lists = Object.entries(paths)
      .filter(([, { get: list }]) => list?.parameters?.some(({ name }) => name === 'cursor'))
      .map(([path]) => path.replace('{processId}', 'one-task').replace('{id}', caseId));
    expect(lists.length).toBeGreaterThanOrEqual(9);
    const foreign = (await get<Page<unknown>>('/instances?limit=1&sort=startedAt')).body.nextCursor ?? '';
    for (const list of lists)
      for (const cursor of ['made-up', '12', foreign]) {
        const { status, body } = await get<ProblemDocument>(`${list}?cursor=${encodeURIComponent(cursor)}`);
        expect({ list, status, code: body.code }).toEqual({ list, status: 400, code: 'invalid-cursor' });
        expect(body).toMatchObject({ params: { cursor }, detail: expect.stringContaining('Leave it out') });
      }
  });

  it('goes on in the list that gave it out', async () => {
    const first = (await get<Page<{ id: string }>>('/tasks?limit=1')).body;
    const second = (await get<Page<{ id: string }>>(`/tasks?limit=1&cursor=${first.nextCursor}`)).body;
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(2);
    expect(second.nextCursor).toBeNull();
  });
});
