/** A backup is taken while the server runs, and stands in after the server was killed. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adminKey, type Server, startServer } from '../support/server.ts';

const model = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d"><process id="deal" name="Deal" isExecutable="true">
  <startEvent id="start"/><userTask id="call"/><endEvent id="end"/>
  <sequenceFlow id="f1" sourceRef="start" targetRef="call"/><sequenceFlow id="f2" sourceRef="call" targetRef="end"/></process></definitions>`;

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

async function call<T>(method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${server.address}/api/v1${path}`, {
    method,
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return (await response.json()) as T;
}
const start = (businessKey: string) => call<{ id: string }>('POST', '/instances', { processId: 'deal', businessKey });
const keys = async () => {
  const { items } = await call<{ items: { businessKey: string }[] }>('GET', '/instances?sort=startedAt');
  return items.map(({ businessKey }) => businessKey);
};

function fortnight(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [
    '--conditions=source',
    '--disallow-code-generation-from-strings',
    join(import.meta.dirname, '../../packages/runtime/src/cli.ts'),
    ...args,
    ...['--database', `sqlite:${join(server.folder, 'fortnight.db')}`],
  ]);
  expect(stderr.toString()).toBe('');
  expect(status).toBe(0);
  return stdout.toString();
}

it('brings back what stood when it was taken, and no more', async () => {
  await call('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model }] });
  await start('before');
  const file = join(server.folder, 'backup.db');
  const under = Promise.all(Array.from({ length: 20 }, (_, index) => start(`while-${index}`)));
  fortnight('backup', file);
  await under;
  await start('after');
  await server.kill();

  fortnight('restore', file, '--replace');
  await server.restart();
  const restored = await keys();
  expect(restored).toContain('before');
  expect(restored).not.toContain('after');
  await start('again');
  expect(await keys()).toEqual([...restored, 'again']);
  await server.kill();
  expect(fortnight('audit', 'verify')).toContain('Whole');
});
