/**
 * kill -9 while cases call others: every call has one case, and every answer reaches its caller.
 *
 * A few rounds with every run; `FORTNIGHT_KILLS=200 npx pnpm@12.21.0 test:one run --project test kill-nine-calls` for many.
 */
import type { InstanceSummary, Page, Task } from '@fortnight/shared/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Call, callWith } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

const kills = Number(process.env.FORTNIGHT_KILLS ?? 2);
const clients = 4;
const document = (id: string, element: string, step: string) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t"><process id="${id}" name="${id}" isExecutable="true">
    <startEvent id="start"/>${element}<userTask id="after" name="After"/><endEvent id="end"/>
    <sequenceFlow id="f1" sourceRef="start" targetRef="${step}"/><sequenceFlow id="f2" sourceRef="${step}" targetRef="after"/>
    <sequenceFlow id="f3" sourceRef="after" targetRef="end"/></process></definitions>`;
const outer = document('outer', '<callActivity id="call" name="Call" calledElement="inner"/>', 'call');
const inner = document('inner', '<task id="step" name="Step"/>', 'step');

let server: Server;
let admin: Call;
beforeAll(async () => {
  server = await startServer();
  admin = callWith(() => server.address, adminKey);
  const files = [outer, inner].map((content, index) => ({ name: `${index}.bpmn`, content }));
  await admin('POST', '/deployments', { files });
});
afterAll(() => server.close());

const openTasks = async (processId: string) =>
  (await admin<Page<Task>>('GET', `/tasks?processId=${processId}&state=open&limit=200`)).items;

/** Starts cases and completes what they called, whoever started it, until the server is gone. */
async function client(started: string[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const outcome = await admin<InstanceSummary>('POST', '/instances', { processId: 'outer' }).catch(() => undefined);
    if (!outcome) return;
    started.push(outcome.id);
    for (const { id } of (await openTasks('inner').catch(() => [])).slice(0, 2))
      await admin('POST', `/tasks/${id}/complete`, {}).catch(() => undefined);
  }
}

async function everyCase(processId: string): Promise<InstanceSummary[]> {
  const found: InstanceSummary[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: Page<InstanceSummary> = await admin('GET', `/instances?processId=${processId}&sort=startedAt&limit=200${more}`);
    found.push(...page.items);
    cursor = page.nextCursor;
  }
  return found;
}

it(
  `has one case for every call, and every answer at its caller, through ${kills} kills`,
  async () => {
    const started: string[] = [];
    for (let round = 0; round < kills; round++) {
      let isOver = false;
      const before = started.length;
      const running = Array.from({ length: clients }, () => client(started, () => isOver));
      const enough = before + 10 + Math.floor(Math.random() * 30);
      while (started.length < enough) await new Promise((resolve) => setImmediate(resolve));
      await server.kill();
      isOver = true;
      await Promise.all(running);
      await server.restart();
    }
    for (let open = await openTasks('inner'), calls = 1; open.length > 0 || calls > 0; open = await openTasks('inner')) {
      for (const { id } of open) await admin('POST', `/tasks/${id}/complete`, {});
      calls = (await everyCase('outer')).filter(({ tokens }) => tokens[0]?.elementId === 'call').length;
    }
    const [callers, called] = [await everyCase('outer'), await everyCase('inner')];
    expect(callers.map(({ id }) => id)).toEqual(expect.arrayContaining(started));
    expect(called.map(({ parentInstanceId }) => parentInstanceId).toSorted()).toEqual(callers.map(({ id }) => id).toSorted());
    expect(new Set(callers.map(({ tokens }) => tokens[0]?.elementId))).toEqual(new Set(['after']));
  },
  60_000 + kills * 10_000,
);
