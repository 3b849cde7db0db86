/** kill -9 while many cases are moved to another version: each is on one version, once, and the rest follows after the restart. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Instance, InstanceSummary, MigratedCase, Migration, MigrationImpact, Page, Task } from '@fortnight/shared/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Call, callWith } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

const count = 60;
const flow = (from: string, to: string) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
const model = (steps: readonly string[]) => {
  const ways = ['start', ...steps, 'end'];
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="deal" name="Deal" isExecutable="true">
    <startEvent id="start"/>${steps.map((id) => `<userTask id="${id}" name="${id}"/>`).join('')}<endEvent id="end"/>
    ${ways
      .slice(1)
      .map((to, index) => flow(ways[index] ?? '', to))
      .join('')}</process></definitions>`;
};

let server: Server;
let admin: Call;
beforeAll(async () => {
  server = await startServer();
  admin = callWith(() => server.address, adminKey);
});
afterAll(() => server.close());

const deploy = (content: string) => admin('POST', '/deployments', { files: [{ name: 'deal.bpmn', content }] });
const casesOf = async (version: number) =>
  (await admin<Page<InstanceSummary>>('GET', `/instances?processId=deal&version=${version}&state=active&limit=200`)).items;

it('goes on where it was, and moves nobody twice', async () => {
  await deploy(model(['one', 'two']));
  for (let number = 0; number < count; number++)
    await admin<Instance>('POST', '/instances', { processId: 'deal', businessKey: `D-${number}` });
  await deploy(model(['one', 'between', 'two']));
  const impact = await admin<MigrationImpact>('POST', '/processes/deal/migrations/plan', { fromVersion: 1, toVersion: 2 });
  expect(impact).toMatchObject({ total: count, outcomes: { migrates: count } });
  const { id } = await admin<Migration>('POST', '/processes/deal/migrations', {
    fromVersion: 1,
    toVersion: 2,
    reason: 'a step between',
    rate: 6_000,
  });
  const moved = async () => (await admin<Migration>('GET', `/migrations/${id}`)).moved;
  for (const enough of [10, 30]) {
    while ((await moved()) < enough) await new Promise((resolve) => setImmediate(resolve));
    await server.kill();
    await server.restart();
    // Read at once: the loop is at work again already.
    const { items } = await admin<Page<InstanceSummary>>('GET', '/instances?processId=deal&state=active&limit=200');
    expect(items).toHaveLength(count);
    const there = items.filter(({ version }) => version === 2).length;
    expect(there).toBeGreaterThanOrEqual(enough);
    expect(there).toBeLessThanOrEqual(await moved());
  }
  while ((await admin<Migration>('GET', `/migrations/${id}`)).state === 'running')
    await new Promise((resolve) => setTimeout(resolve, 20));
  expect(await admin<Migration>('GET', `/migrations/${id}`)).toMatchObject({ state: 'done', moved: count, failed: 0, toGo: 0 });
  expect(await casesOf(1)).toEqual([]);
  const lines = await admin<Page<MigratedCase>>('GET', `/migrations/${id}/cases?state=moved&limit=200`);
  expect(lines.items).toHaveLength(count);
  for (const { id: instanceId } of await casesOf(2)) {
    const { items } = await admin<Page<{ type: string }>>('GET', `/instances/${instanceId}/events?type=migrated`);
    expect(items).toHaveLength(1);
  }
  const [first] = await casesOf(2);
  const open = await admin<Page<Task>>('GET', `/tasks?instanceId=${first?.id}&state=open`);
  await admin('POST', `/tasks/${open.items[0]?.id}/complete`, {});
  expect(await admin<Instance>('GET', `/instances/${first?.id}`)).toMatchObject({ tokens: [{ elementId: 'between' }] });
  await server.kill();
  const verified = spawnSync(process.execPath, [
    '--conditions=source',
    '--disallow-code-generation-from-strings',
    join(import.meta.dirname, '../../packages/runtime/src/cli.ts'),
    ...['audit', 'verify', '--database', `sqlite:${join(server.folder, 'fortnight.db')}`],
  ]);
  expect(verified.stdout.toString()).toContain('Whole');
}, 120_000);
