import type { Instance, Migration, Page, ProblemDocument, Stop } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneTask, openApi, type TestApi } from '../support/api.ts';

interface Description {
  readonly paths: Record<string, { get?: { parameters?: { name: string }[] } }>;
}

let api: TestApi;
let caseId: string;
let migrationId: string;
let stopId: string;
beforeAll(async () => {
  api = await openApi(oneTask());
  ({ id: caseId } = (await api.ask<Instance>('POST', '/instances', { processId: 'one-task' })).body);
  await api.ask('POST', '/instances', { processId: 'one-task' });
  await api.ask('POST', '/deployments', {
    files: [{ name: 'next.bpmn', content: oneTask().replace('id="work"', 'id="work" name="Work"') }],
  });
  const moving = { fromVersion: 1, toVersion: 2, reason: 'To have some.' };
  const stopping = { kind: 'jobType', jobType: 'mail', reason: 'To have one.' };
  ({ id: stopId } = (await api.ask<Stop>('POST', '/stops', stopping)).body);
  ({ id: migrationId } = (await api.ask<Migration>('POST', '/processes/one-task/migrations', moving)).body);
});
afterAll(() => api.runtime.close());

describe('a cursor', () => {
  it('that a list did not give out is refused by every list, with what to do', async () => {
    const { paths } = (await api.ask<Description>('GET', '/openapi.json')).body;
    const ids: Readonly<Record<string, string>> = { migrations: migrationId, stops: stopId };
    const lists = Object.entries(paths)
      .filter(([, { get }]) => get?.parameters?.some(({ name }) => name === 'cursor'))
      .map(([path]) => path.replace('{processId}', 'one-task').replace('{version}', '2'))
      .map((path) => path.replace('{id}', ids[path.split('/')[1] ?? ''] ?? caseId));
    expect(lists.length).toBeGreaterThanOrEqual(9);
    const foreign = (await api.ask<Page<unknown>>('GET', '/instances?limit=1&sort=caseName')).body.nextCursor ?? '';
    for (const list of lists)
      for (const cursor of ['made-up', '12', foreign]) {
        const { status, body } = await api.ask<ProblemDocument>('GET', `${list}?cursor=${encodeURIComponent(cursor)}`);
        expect({ list, status, code: body.code }).toEqual({ list, status: 400, code: 'invalid-cursor' });
        expect(body).toMatchObject({ params: { cursor }, detail: expect.stringContaining('Leave it out') });
      }
  });

  it('goes on in the list that gave it out', async () => {
    const first = (await api.ask<Page<{ id: string }>>('GET', '/tasks?limit=1')).body;
    const second = (await api.ask<Page<{ id: string }>>('GET', `/tasks?limit=1&cursor=${first.nextCursor}`)).body;
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(2);
    expect(second.nextCursor).toBeNull();
  });
});
