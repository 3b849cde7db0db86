import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const main = join(import.meta.dirname, '../../examples/embed-in-hono/main.ts');
const headers = { 'x-user': 'ann', 'Content-Type': 'application/json' };

let app: ChildProcess;
let address: string;

beforeAll(async () => {
  app = spawn(process.execPath, ['--conditions=source', main], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, PORT: '0' },
  });
  const { stdout } = app;
  address = await new Promise((resolve, reject) => {
    app.once('exit', (code) => reject(new Error(`the example ended with ${code}`)));
    if (stdout)
      createInterface({ input: stdout }).on('line', (line) => line.startsWith('ready ') && resolve(line.slice('ready '.length)));
  });
});
afterAll(() => {
  app.kill();
});

const order = async (number: string, amount: number): Promise<string> => {
  const body = JSON.stringify({ number, customer: 'Acme', amount });
  const answer = await fetch(`${address}/orders`, { method: 'POST', headers, body });
  expect(answer.status).toBe(201);
  return (await answer.json()).caseId;
};
const read = async (path: string) => (await fetch(`${address}${path}`, { headers })).json();

/** Workers poll, on a machine that may do much else. */
const patient = { timeout: 30_000 };

it('runs an order through both workers and one person', async () => {
  const caseId = await order('A-1', 1200);
  const task = await vi.waitFor(async () => {
    const { items } = await read(`/workflow/api/v1/tasks?instanceId=${caseId}`);
    expect(items).toHaveLength(1);
    return items[0];
  }, patient);
  expect(task).toMatchObject({ name: 'Release the order', variables: { limit: 50_000 } });
  const done = await fetch(`${address}/workflow/api/v1/tasks/${task.id}/complete`, { method: 'POST', headers, body: '{}' });
  expect(done.status).toBe(200);
  await vi.waitFor(
    async () => expect(await read(`/orders/${caseId}`)).toMatchObject({ state: 'completed', variables: { erpId: 'ERP-A-1' } }),
    patient,
  );
});

it('refuses an order above the limit by the BPMN error that the worker throws', async () => {
  const caseId = await order('A-2', 90_000);
  await vi.waitFor(async () => expect(await read(`/orders/${caseId}`)).toMatchObject({ state: 'completed' }), patient);
  const { items } = await read(`/workflow/api/v1/instances/${caseId}/events`);
  expect(items.map(({ elementId }: { elementId?: string }) => elementId)).toContain('refused');
});

it('knows whose request it is', async () => {
  expect((await fetch(`${address}/orders`, { method: 'POST', body: '{}' })).status).toBe(401);
  expect((await fetch(`${address}/workflow/api/v1/tasks`)).status).toBe(401);
});
