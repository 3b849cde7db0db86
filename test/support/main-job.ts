/**
 * The main job, told once for every way in: a contract is deployed, started, stopped by a failing check,
 * cleared, signed by two of three, and delivered, while the server is restarted and a second version comes.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  CompleteTask,
  CreateUser,
  Deploy,
  Deployment,
  HistoryEvent,
  InstanceDetail,
  Page,
  Task,
  User,
} from '@fortnight/shared/contract';
import { expect } from 'vitest';

/** What one actor can do, over HTTP or in the library; a refusal is thrown with its `status` and `code`. */
export interface Actor {
  startInstance(body: {
    processId: string;
    businessKey?: string;
    variables?: Record<string, string | number>;
  }): Promise<{ id: string }>;
  getInstance(id: string): Promise<InstanceDetail>;
  listEvents(id: string): Promise<Page<HistoryEvent>>;
  listTasks(instanceId: string): Promise<Page<Task>>;
  claimTask(id: string): Promise<Task>;
  completeTask(id: string, body: CompleteTask): Promise<Task>;
  upload(name: string, text: string, instanceId: string): Promise<{ id: string }>;
}
/** A server, a runtime: somewhere to tell the story. */
export interface Stage {
  createUser(body: CreateUser): Promise<User>;
  actor(userId: string): Promise<Actor>;
  deploy(body: Deploy): Promise<Deployment>;
  /** The power goes, and comes back. */
  restart(): Promise<void>;
}

const example = join(import.meta.dirname, '../../examples/2-contract-approval');
const text = (name: string) => readFileSync(join(example, name), 'utf8');
const files = (bpmn: string) => [
  { name: 'contract.bpmn', content: bpmn },
  ...['contract-start', 'contract-prepare', 'contract-prepare-shown', 'contract-sign', 'contract-deliver'].map((form) => ({
    name: `${form}.json`,
    content: text(`forms/${form}.json`),
  })),
];

const waiting = async (actor: Actor, instanceId: string): Promise<Task[]> =>
  (await actor.listTasks(instanceId)).items.filter(({ state }) => state === 'open');

/** The one open task of an element that this actor sees. */
async function taskAt(actor: Actor, instanceId: string, elementId: string): Promise<Task> {
  const found = (await waiting(actor, instanceId)).filter((task) => task.elementId === elementId);
  expect(found.map((task) => task.elementId)).toContain(elementId);
  const [first] = found;
  if (!first) throw new Error(`no open task at ${elementId}`);
  return first;
}

async function people(stage: Stage) {
  const add = (name: string, groups: string[], managerId?: string) =>
    stage.createUser({
      name,
      email: `${name.toLowerCase().replace(' ', '.')}@example.com`,
      password: 'correct horse battery',
      roles: ['participant'],
      groups,
      ...(managerId !== undefined && { managerId }),
    });
  const wang = await add('Wang Lei', ['sales-manager']);
  const zhang = await add('Zhang Min', ['sales'], wang.id);
  const [sun, wu, zhao, ma] = [
    await add('Sun Hao', ['finance']),
    await add('Wu Qian', ['legal']),
    await add('Zhao Yan', ['compliance']),
    await add('Ma Chao', ['delivery']),
  ];
  const actors = await Promise.all([zhang, wang, sun, wu, zhao, ma].map(({ id }) => stage.actor(id)));
  const [rep, manager, finance, legal, compliance, delivery] = actors;
  if (!rep || !manager || !finance || !legal || !compliance || !delivery) throw new Error('somebody is missing');
  return { rep, manager, finance, legal, compliance, delivery, repId: zhang.id };
}

/** Tells it, and asserts on the way. */
export async function tellMainJob(stage: Stage): Promise<void> {
  const { rep, manager, finance, legal, compliance, delivery, repId } = await people(stage);
  const first = await stage.deploy({ files: files(text('2-two-of-three.bpmn')) });
  expect(first.deployments).toMatchObject([{ processId: 'contract', version: 1, created: true }]);

  // A rep starts a deal; the same business key again is refused.
  const begin = {
    processId: 'contract',
    businessKey: 'C-1',
    variables: { customer: 'Acme', title: 'Licence', amount: 480_000, margin: 0.24, region: 'north' },
  };
  const { id } = await rep.startInstance(begin);
  await expect(rep.startInstance(begin)).rejects.toMatchObject({ status: 409 });
  const prepare = await taskAt(rep, id, 'prepare');
  expect(prepare).toMatchObject({ kind: 'task', assignee: repId, caseName: 'Acme, Licence' });
  await expect(finance.completeTask(prepare.id, {})).rejects.toMatchObject({ status: expect.any(Number) });
  await rep.completeTask(prepare.id, { variables: { amount: 480_000, margin: 0.24, personalFields: 9 } });

  // Nine personal fields are too many: compliance has to clear it, with a reason and evidence.
  await stage.restart();
  const check = await taskAt(compliance, id, 'minimum-data');
  expect(check).toMatchObject({ kind: 'review', failedRules: [{ id: 'fields' }] });
  const reason = 'The customer consented in writing.';
  await expect(compliance.completeTask(check.id, { outcome: 'clear', comment: reason })).rejects.toMatchObject({
    status: expect.any(Number),
  });
  const consent = await compliance.upload('consent.txt', 'I agree.', id);
  await compliance.completeTask(check.id, {
    outcome: 'clear',
    comment: reason,
    evidence: [{ id: 'consent', fileId: consent.id }],
  });

  // A second version goes live; this deal stays on its own.
  const renamed = text('2-two-of-three.bpmn').replace('name="Three signatures"', 'name="Signatures"');
  const second = await stage.deploy({ files: files(renamed), note: 'A shorter name' });
  expect(second.deployments).toMatchObject([{ version: 2, created: true }]);

  // Two of three sign; the third is not needed any more.
  const third = await taskAt(legal, id, 'signatures');
  expect(third).toMatchObject({ kind: 'approval', name: 'Three signatures', outcomes: ['approve', 'reject', 'send-back'] });
  await expect(rep.completeTask(third.id, { outcome: 'approve' })).rejects.toMatchObject({ status: expect.any(Number) });
  await manager.completeTask((await taskAt(manager, id, 'signatures')).id, { outcome: 'approve', comment: 'Good margin.' });
  await stage.restart();
  const mine = await taskAt(finance, id, 'signatures');
  if (mine.assignee === null) await finance.claimTask(mine.id);
  await finance.completeTask(mine.id, { outcome: 'approve' });
  expect((await waiting(legal, id)).map(({ elementId }) => elementId)).toEqual(['send-out']);
  await expect(legal.completeTask(third.id, { outcome: 'reject', comment: 'No.' })).rejects.toMatchObject({ status: 409 });

  // Signed and delivered: won, on version 1.
  const sendOut = await taskAt(legal, id, 'send-out');
  await legal.claimTask(sendOut.id);
  await legal.completeTask(sendOut.id, {});
  const handOver = await taskAt(delivery, id, 'hand-over');
  await delivery.claimTask(handOver.id);
  await delivery.completeTask(handOver.id, {});
  const done = await rep.getInstance(id);
  expect(done).toMatchObject({ state: 'completed', outcome: 'won', version: 1, businessKey: 'C-1', tokens: [] });
  expect(done.stages.map(({ elementId, state }) => [elementId, state])).toEqual([
    ['draft', 'done'],
    ['approve', 'done'],
    ['sign', 'done'],
    ['deliver', 'done'],
  ]);

  const { items } = await rep.listEvents(id);
  expect(items.map(({ seq }) => seq)).toEqual(items.map(({ seq }) => seq).toSorted((left, right) => left - right));
  const entered = items.filter(({ type }) => type === 'elementEntered').map(({ elementId }) => elementId);
  for (const element of ['prepare', 'minimum-data', 'signatures', 'send-out', 'hand-over', 'delivered'])
    expect(entered.filter((each) => each === element)).toEqual([element]);

  const next = await rep.startInstance({ ...begin, businessKey: 'C-2' });
  expect(await rep.getInstance(next.id)).toMatchObject({ version: 2, state: 'active' });
}
