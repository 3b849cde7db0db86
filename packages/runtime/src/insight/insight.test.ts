import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, person, type TestEngine } from '../engine/engine.double.ts';
import { createInsight, type Insight } from './index.ts';

const stage = (id: string, order: number, next: string): string => `
  <subProcess id="${id}" name="${id.toUpperCase()}"><extensionElements><fortnight:stage order="${order}" target="P1D">
      <fortnight:lossReason id="price" name="Price"/></fortnight:stage></extensionElements>
    <startEvent id="${id}-in"/><userTask id="${id}-do"/><endEvent id="${id}-out"/>
    <sequenceFlow id="${id}-1" sourceRef="${id}-in" targetRef="${id}-do"/><sequenceFlow id="${id}-2" sourceRef="${id}-do" targetRef="${id}-out"/>
  </subProcess><sequenceFlow id="${id}-3" sourceRef="${id}" targetRef="${next}"/>`;
const funnel = bpmn(
  'deal',
  `<extensionElements><fortnight:data name="amount" type="money" currency="CNY"/></extensionElements>
   <startEvent id="start"/><sequenceFlow id="f0" sourceRef="start" targetRef="find"/>
   ${stage('find', 1, 'offer')}${stage('offer', 2, 'end')}
   <endEvent id="end"><extensionElements><fortnight:end outcome="won"/></extensionElements></endEvent>`,
);
const chen = person('chen', [], ['owner']);
const li = person('li');

let test: TestEngine;
let insight: Insight;
beforeEach(async () => {
  test = await openTestEngine('memory:', [{ id: 'chen' }, { id: 'li' }, { id: 'wang' }]);
  insight = createInsight({
    reads: test.store.insightReads,
    engine: test.engine,
    versions: test.versions,
    waitingVersions: async () => [],
    iterations: async () => [],
    iterationReminders: async () => [],
    draftErrorCounts: async () => new Map([['deal', 2]]),
    now: test.now,
  });
  await test.publish(funnel, [], 'chen');
});
afterEach(() => test.close());

const start = (amount: number) => test.engine.startInstance(li, { processId: 'deal', variables: { amount } });
async function finishTask(instanceId: string): Promise<void> {
  const { items } = await test.engine.listTasks(admin, { limit: 1, sort: 'dueAt', instanceId, state: 'open' });
  await test.engine.completeTask(admin, items[0]?.id ?? '', {});
}

describe('the funnel', () => {
  it('counts running cases by stage, with what they are worth and which are late', async () => {
    await start(10);
    const second = await start(5);
    await finishTask(second.id);
    await test.advance(25 * 3_600_000);
    await start(7);
    const { stages, runningCount } = await insight.funnel(chen, 'deal', undefined);
    expect(runningCount).toBe(3);
    expect(stages).toMatchObject([
      { elementId: 'find', name: 'FIND', order: 1, target: 'P1D', count: 2, overTargetCount: 1, amounts: { CNY: 17 } },
      { elementId: 'offer', count: 1, overTargetCount: 1, amounts: { CNY: 5 } },
    ]);
  });

  it('counts the ways between stages, and out of them', async () => {
    const [won, lost, cancelled] = [await start(1), await start(2), await start(3)];
    await finishTask(won.id);
    await finishTask(won.id);
    await test.engine.cancelInstance(admin, lost.id, { reason: 'too dear', lossReason: 'price' });
    await test.engine.cancelInstance(admin, cancelled.id, { reason: 'entered by mistake' });
    const { moves, stages } = await insight.funnel(admin, 'deal', 1);
    expect(moves).toContainEqual({ from: null, to: 'find', kind: 'forward', count: 3 });
    expect(moves).toContainEqual({ from: 'find', to: 'offer', kind: 'forward', count: 1 });
    expect(moves).toContainEqual({ from: 'find', to: null, kind: 'lost', count: 1 });
    expect(moves).toContainEqual({ from: 'offer', to: null, kind: 'won', count: 1 });
    expect(moves).toContainEqual({ from: 'find', to: null, kind: 'ended', count: 1 });
    expect(moves.filter(({ to }) => to === null)).toHaveLength(3);
    expect(stages[0]).toMatchObject({ lostCount: 1, endedCount: 1 });
    await expect(insight.funnel(admin, 'deal', 9)).rejects.toMatchObject({ status: 404, code: 'version-not-found' });
    await expect(insight.funnel(admin, 'nothing', undefined)).rejects.toMatchObject({ status: 404 });
  });

  it('counts for each reader what they may read', async () => {
    await start(1);
    expect((await insight.funnel(li, 'deal', undefined)).runningCount).toBe(1);
    expect(await insight.funnel(person('wang'), 'deal', undefined)).toMatchObject({ runningCount: 0, moves: [] });
  });
});

describe('home', () => {
  it('shows an owner the changes of their processes, however much changes in those of others', async () => {
    await test.publish(funnel.replaceAll('"deal"', '"other"'), [], 'sun');
    const published = (subject: string) => ({
      kind: 'process',
      subject,
      at: test.now(),
      body: { action: 'published', version: 1, by: 'zhou' },
    });
    await test.store.write((tx) => {
      for (const subject of ['deal', ...Array.from({ length: 20 }, () => 'other')]) tx.note(published(subject));
    });
    expect((await insight.home(chen)).changes).toMatchObject([{ code: 'version-published', processId: 'deal' }]);
  });

  it('shows an owner what runs and what changed', async () => {
    const { id } = await start(1);
    await finishTask(id);
    await finishTask(id);
    await start(2);
    const home = await insight.home(chen);
    expect(home.processes).toMatchObject([
      { id: 'deal', runningCount: 1, draftErrorCount: 2, stages: [{ count: 1 }, { count: 0 }] },
    ]);
    expect(home.changes).toMatchObject([{ code: 'case-won', instanceId: id, params: { case: 'Deal' } }]);
    expect((await insight.home(person('wang'))).changes).toEqual([]);
  });

  it('says who cancelled a case', async () => {
    const { id } = await start(1);
    await test.engine.cancelInstance(person('zhou', [], ['admin']), id, { reason: 'twice' });
    expect((await insight.home(chen)).changes).toMatchObject([{ code: 'case-cancelled', by: 'zhou' }]);
  });
});

describe('operations', () => {
  it('groups incidents with one cause', async () => {
    await test.publish(
      bpmn(
        'stuck',
        `<startEvent id="start"/><exclusiveGateway id="which"/><endEvent id="end"/><sequenceFlow id="f1" sourceRef="start" targetRef="which"/>
         <sequenceFlow id="f2" sourceRef="which" targetRef="end"><conditionExpression>amount &gt; 9</conditionExpression></sequenceFlow>`,
      ),
    );
    for (const amount of [1, 2]) await test.engine.startInstance(li, { processId: 'stuck', variables: { amount } });
    const { items } = await insight.incidentGroups(admin);
    expect(items).toMatchObject([{ processId: 'stuck', elementId: 'which', code: 'no-flow-taken', count: 2, versions: [1] }]);
    expect(await insight.openIncidentCount()).toBe(2);
    expect(await insight.operationsHealth(admin)).toMatchObject({
      incidents: { openCount: 2, caseCount: 2 },
      database: { kind: 'memory', lastBackupAt: null },
      outbox: { waitingCount: 0 },
    });
  });
});
