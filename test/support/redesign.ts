/**
 * The two weeks of a redesign, told once for every way in: an owner changes the approval flow, a second person approves, a
 * quarter of the new cases tries it, a guardrail goes back, what was wrong is mended and rolled out, the cases that run are
 * moved while the server is killed twice, and the iteration is closed with its verdict.
 */
import type * as wire from '@fortnight/shared/contract';
import { expect } from 'vitest';

/** What one person can do, over HTTP or in the library; a refusal is thrown with its `status` and `code`. */
export interface Hand {
  getDraft(): Promise<wire.Draft>;
  saveDraft(content: wire.DraftContent, etag: string): Promise<wire.Draft>;
  diff(from: number, to: number | 'draft'): Promise<wire.Difference>;
  propose(body: { etag: string; note: string }): Promise<wire.Review>;
  approve(version: number): Promise<wire.Review>;
  impact(version: number): Promise<wire.VersionImpact>;
  rollOut(body: wire.RollOut): Promise<wire.Rollout>;
  rollout(): Promise<wire.Rollout>;
  start(businessKey: string): Promise<wire.Instance>;
  openTask(instanceId: string): Promise<wire.Task | undefined>;
  complete(taskId: string, body: wire.CompleteTask): Promise<wire.Task>;
  casesOn(version: number): Promise<readonly wire.InstanceSummary[]>;
  planMigration(body: wire.PlanMigration): Promise<wire.MigrationImpact>;
  startMigration(body: wire.StartMigration): Promise<wire.Migration>;
  migration(id: string): Promise<wire.Migration>;
  planIteration(body: wire.PlanIteration): Promise<wire.Iteration>;
  iteration(id: string): Promise<wire.Iteration>;
  evidence(id: string): Promise<wire.Evidence>;
  verdict(id: string, body: wire.GiveVerdict): Promise<wire.Iteration>;
}

/** A server, a runtime: somewhere to tell the story. */
export interface RedesignStage {
  now(): Promise<number>;
  advanceTo(at: number): Promise<void>;
  createGroup(id: string): Promise<void>;
  hand(name: string, roles: readonly wire.CreateUser['roles'][number][], groups: readonly string[]): Promise<Hand>;
  deploy(content: string): Promise<void>;
  /** Gives the process its owner, by name, and asks one approval of each version. */
  settle(ownerName: string): Promise<void>;
  setAnchor(date: string): Promise<void>;
  /** The power goes, and comes back. */
  restart(): Promise<void>;
}

export const processId = 'contract';
const dayMs = 86_400_000;
const days = 6;

/** How many contracts are on the way when it begins, and how many come in the six days after. */
interface Cases {
  readonly backlog: number;
  readonly newCases: number;
}

const flow = (from: string, to: string, condition?: string) =>
  `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"${condition === undefined ? '/>' : `><conditionExpression>${condition}</conditionExpression></sequenceFlow>`}`;
const end = (outcome: string) =>
  `<endEvent id="${outcome}"><extensionElements><fortnight:end outcome="${outcome}"/></extensionElements></endEvent>`;

/** Prepared by sales, then one approval after the other; whatever is not approved is lost. */
export function contractOf(approvals: Readonly<Record<string, { mode: string; by: readonly string[] }>>): string {
  const ids = Object.keys(approvals);
  const steps = Object.entries(approvals).map(
    ([id, { mode, by }], index) => `<userTask id="${id}" name="${id}"><extensionElements>
      <fortnight:approval mode="${mode}" result="${id}Result">${by.map((group) => `<fortnight:approver who="group:${group}"/>`).join('')}
      <fortnight:outcome id="approve" kind="approve"/><fortnight:outcome id="reject" kind="reject"/></fortnight:approval></extensionElements></userTask>
      <exclusiveGateway id="${id}-read" default="${id}-read-lost"/>${flow(id, `${id}-read`)}${flow(`${id}-read`, 'lost')}
      ${flow(`${id}-read`, ids[index + 1] ?? 'won', `${id}Result.outcome = "approve"`)}`,
  );
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">
    <process id="${processId}" name="Contract" isExecutable="true"><startEvent id="start"/>
    <userTask id="prepare" name="Prepare"><extensionElements><fortnight:assignment groups="sales"/></extensionElements></userTask>
    ${steps.join('')}${end('won')}${end('lost')}${flow('start', 'prepare')}${flow('prepare', ids[0] ?? 'won')}</process></definitions>`;
}
const one = (by: string) => ({ mode: 'one', by: [by] });
const twoInTurn = contractOf({ manager: one('managers'), director: one('directors') });
const managerAlone = contractOf({ manager: one('managers') });
const bothAtOnce = contractOf({ manager: { mode: 'all', by: ['managers', 'directors'] } });

/** Ten at a time. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const rest = [...items];
  await Promise.all(
    Array.from({ length: 10 }, async () => {
      for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
    }),
  );
}
const numbers = (count: number, from = 0): number[] => Array.from({ length: count }, (_, index) => from + index);

/** Asks again until it is so, with a rest between. */
async function until<T>(read: () => Promise<T>, isSo: (found: T) => boolean): Promise<T> {
  for (;;) {
    const found = await read();
    if (isSo(found)) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A hundred and fifty new cases at least: with fewer the guardrail may not break in six days. */
export async function tellRedesign(stage: RedesignStage, { backlog, newCases }: Cases): Promise<void> {
  for (const id of ['sales', 'managers', 'directors']) await stage.createGroup(id);
  const li = await stage.hand('li', ['participant', 'owner'], []);
  const chen = await stage.hand('chen', ['participant', 'admin'], []);
  const xu = await stage.hand('xu', ['participant', 'admin'], []);
  const workers: Readonly<Record<string, Hand>> = {
    prepare: await stage.hand('zhang', ['participant'], ['sales']),
    managers: await stage.hand('wang', ['participant'], ['managers']),
    directors: await stage.hand('zhao', ['participant'], ['directors']),
  };
  const [sales, manager, director] = [workers.prepare, workers.managers, workers.directors];
  if (!sales || !manager || !director) throw new Error('everybody is there');

  // A Monday at nine in Shanghai; the week before it fills the house with contracts on the way.
  const monday = mondayAfter((await stage.now()) + 8 * dayMs);
  await stage.advanceTo(monday - 7 * dayMs);
  await stage.deploy(twoInTurn);
  await stage.settle('li');
  const act = async (hand: Hand, { id }: Pick<wire.Instance, 'id'>, body: wire.CompleteTask = {}) => {
    const task = await hand.openTask(id);
    if (!task) throw new Error(`case ${id} waits for somebody else`);
    await hand.complete(task.id, body);
  };
  await each(numbers(backlog), async (number) => {
    const instance = await sales.start(`B-${number}`);
    if (number >= 0.6 * backlog) await act(sales, instance);
    if (number >= 0.85 * backlog) await act(manager, instance, { outcome: 'approve' });
  });

  await stage.setAnchor(dateOf(monday));
  await stage.advanceTo(monday);
  const { id: iterationId } = await li.planIteration({
    hypothesis: 'One approval is enough: a contract is signed a day earlier, and no fewer are won.',
    targets: [{ figure: 'conversion', target: 0.9 }],
    sampleCases: 10_000,
    maturityDays: 1,
  });

  // The owner changes the approval flow, and sees what that is.
  const propose = async (bpmn: string, note: string): Promise<number> => {
    const draft = await li.getDraft();
    const { forms, decisions, tests, settings } = draft;
    const { etag } = await li.saveDraft({ bpmn, forms, decisions, tests, settings }, draft.etag);
    return (await li.propose({ etag, note })).version.version;
  };
  const second = await propose(managerAlone, 'The manager alone approves');
  expect(second).toBe(2);
  const difference = await li.diff(1, 2);
  expect(difference.removed.map(({ id }) => id)).toEqual(expect.arrayContaining(['director', 'director-read']));
  expect(difference.isSame).toBe(false);
  await expect(li.approve(2)).rejects.toMatchObject({ status: 403 });
  await expect(chen.rollOut({ version: 2, share: 25 })).rejects.toMatchObject({ status: 409, code: 'review-required' });

  // Which of those on the way can move.
  const decided = 0.15 * backlog;
  const ahead = await until(
    () => chen.impact(2),
    ({ cases }) => cases.state === 'done',
  );
  expect(ahead.cases).toMatchObject({
    running: backlog,
    examined: backlog,
    outcomes: { unchanged: 0, migrates: backlog - decided, 'check-owed': 0, 'needs-mapping': decided, blocked: 0 },
    obstacles: [{ kind: 'needs-mapping', elementId: 'director', version: 1, cases: decided }],
  });
  await chen.approve(2);
  const guards = { conversion: { margin: 5, action: 'rollBack' as const } };
  await xu.rollOut({ version: 2, share: 25, guards, maturityDays: 1, targetDays: 1 });

  // New contracts in six days; where the manager decides alone, most are rejected.
  const drawn: Record<number, number> = { 1: 0, 2: 0 };
  for (let day = 0; day < days; day++) {
    await stage.advanceTo(monday + day * dayMs + 1);
    const today = numbers(newCases / days, (newCases / days) * day);
    await each(today, async (number) => {
      const instance = await sales.start(`N-${number}`);
      drawn[instance.version] = (drawn[instance.version] ?? 0) + 1;
      await act(sales, instance);
      const isGood = number % 10 < (instance.version === 1 ? 9 : 2);
      await act(manager, instance, { outcome: isGood ? 'approve' : 'reject' });
      if (isGood && instance.version === 1) await act(director, instance, { outcome: 'approve' });
    });
  }
  await stage.advanceTo(monday + days * dayMs + 1);
  const after = await chen.rollout();
  expect(after).toMatchObject({ version: 2, state: 'rolledBack', figures: [{ guard: 'conversion', verdict: 'broken' }] });
  expect(after.events.map(({ kind, by }) => [kind, by === null])).toEqual([
    ['began', false],
    ['alarm', true],
    ['rolledBack', true],
  ]);
  expect(after.events.at(-1)).toMatchObject({ reason: 'guard:conversion' });
  expect((drawn[1] ?? 0) + (drawn[2] ?? 0)).toBe(newCases);
  // A quarter of those that came before the guardrail broke; after it nobody is drawn.
  expect(drawn[2]).toBeLessThan(newCases / 3);
  expect(after.drawn.treatment).toBe(drawn[2]);
  expect(after.drawn.treatment / (after.drawn.treatment + after.drawn.control)).toBeLessThan(0.4);
  expect((await sales.start('N-after')).version).toBe(1);

  // Mended: both at once, and for everybody.
  expect(await propose(bothAtOnce, 'Manager and director at once')).toBe(3);
  const mended = await li.diff(1, 3);
  expect(mended.changed.map(({ after: { id } }) => id)).toContain('manager');
  await chen.approve(3);
  expect(await xu.rollOut({ version: 3, share: 100, reason: 'What was wrong is mended.' })).toBeDefined();
  const fresh = await sales.start('F-1');
  expect(fresh.version).toBe(3);
  await act(sales, fresh);
  await act(manager, fresh, { outcome: 'approve' });
  await act(director, fresh, { outcome: 'approve' });

  // The rest moves in a batch, while the power goes twice.
  const rest = backlog + 1;
  const plan = { mapping: { director: 'manager' } };
  const dry = await chen.planMigration({ fromVersion: 1, toVersion: 3, plan });
  expect(dry).toMatchObject({ total: rest, outcomes: { 'needs-mapping': 0, 'check-owed': 0, blocked: 0 } });
  const about = { fromVersion: 1, toVersion: 3, plan, reason: 'Version 3 is kept.', includeUnchanged: true };
  // Two seconds' worth of cases, so that there is something to interrupt.
  const { id } = await chen.startMigration({ ...about, rate: 30 * rest });
  const migration = () => chen.migration(id);
  for (const part of [0.3, 0.65]) {
    await until(migration, ({ moved }) => moved >= part * rest);
    await stage.restart();
  }
  expect(await until(migration, ({ state }) => state !== 'running')).toMatchObject({
    state: 'done',
    total: rest,
    moved: rest,
    failed: 0,
    toGo: 0,
  });
  expect(await chen.casesOn(1)).toEqual([]);
  expect(await chen.casesOn(3)).toHaveLength(Math.min(200, rest));
  // Whoever is at work finds the case where it was.
  const [waiting] = (await chen.casesOn(3)).filter(({ businessKey }) => businessKey === `B-${0.65 * backlog}`);
  if (!waiting) throw new Error('expected a contract that waits for its approval');
  await act(manager, waiting, { outcome: 'approve' });
  await act(director, waiting, { outcome: 'approve' });

  // The verdict opens on the last day, and closes the iteration.
  await expect(li.verdict(iterationId, { outcome: 'keep', reason: 'Early.' })).rejects.toMatchObject({
    code: 'verdict-not-open',
  });
  await stage.advanceTo(monday + 13 * dayMs);
  const { versions } = await li.iteration(iterationId);
  expect(versions.map(({ version, state }) => [version, state])).toEqual([
    [2, 'rolledBack'],
    [3, 'live'],
  ]);
  const [control] = (await li.evidence(iterationId)).stages;
  expect(control).toMatchObject({ stage: 'control', isThere: true });
  const closed = await li.verdict(iterationId, {
    outcome: 'keepUnproven',
    reason: 'Two at once: a day less. Whether as many are won shows in a fortnight.',
    followUp: 'Tell the partners.',
  });
  expect(closed).toMatchObject({
    state: 'closed',
    verdict: { outcome: 'keepUnproven' },
    comesBack: [{ stage: 'control' }, {}, {}],
  });
}

/** The first Monday at 01:00 UTC from then on. */
function mondayAfter(at: number): number {
  const date = new Date(at);
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return midnight + ((8 - date.getUTCDay()) % 7) * dayMs + 3_600_000;
}
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
