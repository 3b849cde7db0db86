/**
 * kill -9 under load: what was acknowledged is there, and nothing is there twice.
 *
 * A few rounds with every run; `FORTNIGHT_KILLS=200 npx pnpm@12.21.0 test:one run --project test kill-nine` for many.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { adminKey, type Server, startServer } from '../support/server.ts';

const kills = Number(process.env.FORTNIGHT_KILLS ?? 3);
const clients = 8;
const model = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d"><process id="two-steps" name="Two steps" isExecutable="true">
  <startEvent id="start"/><userTask id="one"/><userTask id="two"/><endEvent id="end"/>
  <sequenceFlow id="f1" sourceRef="start" targetRef="one"/><sequenceFlow id="f2" sourceRef="one" targetRef="two"/>
  <sequenceFlow id="f3" sourceRef="two" targetRef="end"/></process></definitions>`;

interface Answer {
  readonly status: number;
  readonly body: {
    readonly id: string;
    readonly items: { readonly id: string; readonly elementId: string; readonly businessKey: string }[];
  };
}
/** A command with its idempotency key; `answer` once it was acknowledged. */
interface Sent {
  readonly key: string;
  readonly path: string;
  readonly body: object;
  answer?: Answer;
}

let server: Server;
beforeAll(async () => {
  server = await startServer();
  const deployed = await call('POST', '/deployments', { files: [{ name: 'two-steps.bpmn', content: model }] });
  expect(deployed.status).toBe(200);
});
afterAll(() => server.close());

async function call(method: string, path: string, body?: object, key?: string): Promise<Answer> {
  const response = await fetch(`${server.address}/api/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${adminKey}`,
      'Content-Type': 'application/json',
      ...(key !== undefined && { 'Idempotency-Key': key }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
}

/** Starts cases and completes their first task, one after the other, until the server is gone. */
async function client(name: string, sent: Sent[], isOver: () => boolean): Promise<void> {
  const send = async (command: Sent): Promise<Answer | undefined> => {
    sent.push(command);
    try {
      command.answer = await call('POST', command.path, command.body, command.key);
    } catch {
      return undefined;
    }
    return command.answer;
  };
  for (let count = 0; !isOver(); count++) {
    const businessKey = `${name}-${count}`;
    const started = await send({
      key: `start-${businessKey}`,
      path: '/instances',
      body: { processId: 'two-steps', businessKey },
    });
    if (!started) return;
    const tasks = await call('GET', `/tasks?instanceId=${started.body.id}`).catch(() => undefined);
    const task = tasks?.body.items[0];
    if (!task) return;
    await send({
      key: `complete-${businessKey}`,
      path: `/tasks/${task.id}/complete`,
      body: { variables: { done: businessKey } },
    });
  }
}

async function everyCase(): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body }: { body: { items: { businessKey: string; tokens: { elementId: string }[] }[]; nextCursor: string | null } } =
      (await call(
        'GET',
        `/instances?processId=two-steps&state=active&sort=startedAt&limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`,
      )) as never;
    for (const { businessKey, tokens } of body.items)
      found.set(businessKey, [...(found.get(businessKey) ?? []), tokens[0]?.elementId ?? 'none']);
    cursor = body.nextCursor;
  }
  return found;
}

it(
  `keeps what it acknowledged, once, through ${kills} kills`,
  async () => {
    const every: Sent[] = [];
    for (let round = 0; round < kills; round++) {
      const sent: Sent[] = [];
      let isOver = false;
      const running = Array.from({ length: clients }, (_, index) => client(`r${round}c${index}`, sent, () => isOver));
      const enough = 20 + Math.floor(Math.random() * 60);
      while (sent.filter(({ answer }) => answer).length < enough) await new Promise((resolve) => setImmediate(resolve));
      await server.kill();
      isOver = true;
      await Promise.all(running);
      await server.restart();

      const before = await everyCase();
      for (const { key, answer } of sent) {
        const businessKey = key.replace(/^(start|complete)-/, '');
        if (answer) expect(before.get(businessKey), `${key} was acknowledged`).toEqual([expect.any(String)]);
        if (answer && key.startsWith('complete')) expect(before.get(businessKey), `${key} was acknowledged`).toEqual(['two']);
      }
      for (const command of sent) {
        const again = await call('POST', command.path, command.body, command.key);
        expect(again.status, command.key).toBeLessThan(300);
        if (command.answer) expect(again.body, `${command.key} answers as before`).toEqual(command.answer.body);
      }
      every.push(...sent);
    }
    const after = await everyCase();
    const started = every.filter(({ key }) => key.startsWith('start')).map(({ key }) => key.slice('start-'.length));
    expect([...after.keys()].sort()).toEqual(started.sort());
    expect([...after.values()].every((places) => places.length === 1)).toBe(true);
    await server.kill();
    const verified = spawnSync(process.execPath, [
      '--conditions=source',
      '--disallow-code-generation-from-strings',
      join(import.meta.dirname, '../../packages/runtime/src/cli.ts'),
      ...['audit', 'verify', '--database', `sqlite:${join(server.folder, 'fortnight.db')}`],
    ]);
    expect(verified.stdout.toString()).toContain('Whole');
  },
  60_000 + kills * 10_000,
);
