import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits } from '@fortnight/shared/contract';
import { deepestCall } from '@fortnight/shared/simulation';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, person, type TestEngine } from './engine.double.ts';

const li = person('li', ['sales']);
const page = { limit: 50 };

interface Calling {
  readonly id?: string;
  readonly process?: string;
  readonly call?: string;
  readonly inside?: string;
  readonly more?: string;
}
/** A start, a call, a task behind it. */
const calling = ({ id = 'deal', process = 'credit', call = '', inside = '', more = '' }: Calling = {}) =>
  bpmn(
    id,
    `<startEvent id="start"/>
     <callActivity id="call" name="Credit check" calledElement="${process}"><extensionElements>${call}</extensionElements>${inside}</callActivity>
     <userTask id="after" name="After"/><endEvent id="end"/>${more}
     <sequenceFlow id="f1" sourceRef="start" targetRef="call"/><sequenceFlow id="f2" sourceRef="call" targetRef="after"/>
     <sequenceFlow id="f3" sourceRef="after" targetRef="end"/>`,
    '<error id="bad" errorCode="bad"/>',
  );
const credit = (task = 'Rate', end = '', settings = '') =>
  bpmn(
    'credit',
    `<extensionElements><fortnight:process caseName="= &quot;Credit of &quot; + customer" ${settings}/></extensionElements>
     <startEvent id="start"/><userTask id="rate" name="${task}"/><endEvent id="end">${end}</endEvent>
     <sequenceFlow id="f1" sourceRef="start" targetRef="rate"/><sequenceFlow id="f2" sourceRef="rate" targetRef="end"/>`,
    '<error id="bad" errorCode="bad"/>',
  );
const failing = credit('Rate', '<errorEventDefinition errorRef="bad"/>');
const boundary = (definition: string) =>
  `<boundaryEvent id="border" attachedToRef="call">${definition}</boundaryEvent><userTask id="caught"/>
   <sequenceFlow id="b1" sourceRef="border" targetRef="caught"/>`;
const anHour = '<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>';
const each = '<multiInstanceLoopCharacteristics><loopCardinality>= 3</loopCardinality></multiInstanceLoopCharacteristics>';

let test: TestEngine;
afterEach(() => test.close());

const start = (body: object = {}) =>
  test.engine.startInstance(li, { processId: 'deal', businessKey: 'B-1', variables: { customer: 'Acme' }, ...body });
const children = async (id: string) => (await test.engine.getInstance(admin, id)).children;
const childOf = async (id: string, index = 0) => (await children(id))[index]?.id ?? `no child ${index} of ${id}`;
const placesOf = async (id: string) => (await test.engine.getInstance(admin, id)).tokens.map(({ elementId }) => elementId);
const taskOf = async (instanceId: string) =>
  (await test.engine.listTasks(admin, { ...page, sort: 'dueAt', instanceId, state: 'open' })).items[0]?.id ?? 'none';
const complete = async (instanceId: string, variables = {}) => {
  await test.engine.completeTask(admin, await taskOf(instanceId), { variables });
  await test.engine.tick();
};
const incidentsOf = async (instanceId: string, state: 'open' | 'resolved' = 'open') =>
  (await test.engine.listIncidents(admin, { ...page, instanceId, state })).items;

describe('a called case', () => {
  beforeEach(async () => {
    test = await openTestEngine('memory:', [{ id: 'wang' }, { id: 'zhao' }]);
    await test.publish(credit());
    await test.publish(calling());
  });

  it('is a case of its own, that knows who called it', async () => {
    const deal = await start();
    expect(deal).toMatchObject({ parentInstanceId: null, rootInstanceId: deal.id });
    expect(deal.tokens).toMatchObject([{ elementId: 'call', waitsFor: 'call' }]);
    await test.engine.tick();
    const [child] = await children(deal.id);
    expect(child).toMatchObject({ processId: 'credit', caseName: 'Credit of Acme', state: 'active', elementId: 'call' });
    const called = await test.engine.getInstance(li, child?.id ?? '');
    expect(called).toMatchObject({
      parentInstanceId: deal.id,
      parentElementId: 'call',
      rootInstanceId: deal.id,
      parent: { id: deal.id, processName: 'Deal', elementName: 'Credit check' },
      starter: 'li',
      businessKey: 'B-1',
      variables: { customer: 'Acme', starter: 'li' },
    });
    const found = await test.engine.listInstances(li, { ...page, sort: 'startedAt', parentInstanceId: deal.id });
    expect(found.items.map(({ id }) => id)).toEqual([child?.id]);
    await complete(called.id, { rating: 'A' });
    expect(await test.engine.getInstance(admin, called.id)).toMatchObject({ state: 'completed' });
    const after = await test.engine.getInstance(admin, deal.id);
    expect(after).toMatchObject({
      tokens: [{ elementId: 'after' }],
      variables: { rating: 'A' },
      children: [{ state: 'completed' }],
    });
    expect(test.failures).toEqual([]);
  });

  it('is hidden, and its caller too, from those who have no part in them', async () => {
    const deal = await start();
    await test.engine.tick();
    const child = await childOf(deal.id);
    const wang = person('wang');
    await test.engine.commentInstance(li, deal.id, { text: 'see', mentions: ['wang'] });
    expect((await test.engine.getInstance(wang, deal.id)).children).toEqual([]);
    await expect(test.engine.getInstance(wang, child)).rejects.toMatchObject({ status: 404 });
    const zhao = person('zhao');
    await test.engine.commentInstance(li, child, { text: 'see', mentions: ['zhao'] });
    expect(await test.engine.getInstance(zhao, child)).toMatchObject({ parent: null, parentInstanceId: deal.id });
  });

  it('ends with its caller, also while it is suspended', async () => {
    const deal = await start();
    await test.engine.tick();
    const child = await childOf(deal.id);
    await test.engine.suspendInstance(admin, child, {});
    await test.engine.cancelInstance(admin, deal.id, { reason: 'lost' });
    await test.engine.tick();
    expect(await test.engine.getInstance(admin, child)).toMatchObject({ state: 'terminated', openTaskCount: 0 });
  });

  it('that calls itself many times over is ended with the case that began it, though it multiplies faster than it ends', async () => {
    await test.publish(calling({ process: 'deal', inside: each }));
    const deal = await start();
    const running = test.engine.tick();
    const count = async () => (await test.engine.listInstances(admin, { limit: 200, sort: 'startedAt' })).items.length;
    while ((await count()) < 100) await new Promise((resolve) => setTimeout(resolve, 5));
    await test.engine.cancelInstance(admin, deal.id, { reason: 'runs away' });
    await running;
    await test.engine.tick();
    expect((await test.engine.listInstances(admin, { limit: 1, sort: 'startedAt', state: 'active' })).items).toEqual([]);
    expect(test.store.engineHost.reads.nextDueAt()).toBeUndefined();
  });

  it('is not started for a case that ended before', async () => {
    const deal = await start();
    await test.engine.cancelInstance(admin, deal.id, { reason: 'lost' });
    await test.engine.tick();
    expect(await children(deal.id)).toEqual([]);
  });

  it('that somebody cancels leaves an incident in its caller, which calls again', async () => {
    const deal = await start();
    await test.engine.tick();
    await test.engine.cancelInstance(admin, await childOf(deal.id), { reason: 'wrong' });
    await test.engine.tick();
    const [incident] = await incidentsOf(deal.id);
    expect(incident).toMatchObject({ code: 'called-case-cancelled', elementId: 'call' });
    await test.engine.resolveIncident(admin, incident?.id ?? '', {});
    await test.engine.tick();
    expect((await children(deal.id)).map(({ state }) => state)).toEqual(['terminated', 'active']);
    await complete(await childOf(deal.id, 1));
    expect(await placesOf(deal.id)).toEqual(['after']);
  });

  it('has its answer kept while the caller is suspended', async () => {
    const deal = await start();
    await test.engine.tick();
    await test.engine.suspendInstance(admin, deal.id, {});
    await complete(await childOf(deal.id), { rating: 'A' });
    expect(await placesOf(deal.id)).toEqual(['call']);
    expect(await test.engine.nextDueAt()).toBeNull();
    await test.engine.resumeInstance(admin, deal.id);
    await test.engine.tick();
    expect(await placesOf(deal.id)).toEqual(['after']);
    expect(test.failures).toEqual([]);
  });

  it('is started once the caller that was suspended before goes on', async () => {
    const deal = await start();
    await test.engine.suspendInstance(admin, deal.id, {});
    await test.engine.tick();
    expect(await children(deal.id)).toEqual([]);
    await test.engine.resumeInstance(admin, deal.id);
    await test.engine.tick();
    expect(await children(deal.id)).toHaveLength(1);
  });
});

describe('a called case that fails', () => {
  beforeEach(async () => {
    test = await openTestEngine();
    await test.publish(failing);
  });

  it('throws its error at the call, and is looked after there', async () => {
    await test.publish(calling({ more: boundary('<errorEventDefinition errorRef="bad"/>') }));
    const deal = await start();
    await test.engine.tick();
    const child = await childOf(deal.id);
    await complete(child);
    expect(await placesOf(deal.id)).toEqual(['caught']);
    expect(await test.engine.getInstance(admin, child)).toMatchObject({ state: 'failed', openIncidentCount: 0 });
    expect(await incidentsOf(child, 'resolved')).toMatchObject([{ code: 'uncaught-error' }]);
  });

  it('fails its caller where nothing catches the error', async () => {
    await test.publish(calling());
    const deal = await start();
    await test.engine.tick();
    const child = await childOf(deal.id);
    await complete(child);
    expect(await test.engine.getInstance(admin, deal.id)).toMatchObject({ state: 'failed' });
    expect(await incidentsOf(deal.id)).toMatchObject([{ code: 'uncaught-error', elementId: 'call' }]);
    expect(await incidentsOf(child)).toMatchObject([{ code: 'uncaught-error', elementId: 'end' }]);
  });
});

describe('a call', () => {
  beforeEach(async () => {
    test = await openTestEngine();
  });

  it('takes the live version, the one with its tag, or the one that it was published with', async () => {
    await test.publish(credit('First'), [], null, 'gold');
    await test.publish(calling({ id: 'latest' }));
    await test.publish(calling({ id: 'tagged', call: '<fortnight:call binding="tag:gold"/>' }));
    await test.publish(calling({ id: 'kept', call: '<fortnight:call binding="deployment"/>' }));
    await test.publish(credit('Second'));
    const versionOf = async (processId: string) => {
      const { id } = await start({ processId });
      await test.engine.tick();
      return (await children(id))[0]?.version;
    };
    expect([await versionOf('latest'), await versionOf('tagged'), await versionOf('kept')]).toEqual([2, 1, 1]);
  });

  it('that finds no process is an incident, until there is one', async () => {
    await test.publish(calling());
    await test.publish(calling({ id: 'tagged', call: '<fortnight:call binding="tag:gold"/>' }));
    const deal = await start();
    const tagged = await start({ processId: 'tagged' });
    await test.engine.tick();
    expect(await incidentsOf(deal.id)).toMatchObject([{ code: 'called-process-missing', elementId: 'call', state: 'open' }]);
    await test.publish(credit());
    for (const { id } of await incidentsOf(deal.id)) await test.engine.resolveIncident(admin, id, {});
    for (const { id } of await incidentsOf(tagged.id)) await test.engine.resolveIncident(admin, id, {});
    await test.engine.tick();
    expect(await children(deal.id)).toHaveLength(1);
    expect(await incidentsOf(deal.id)).toEqual([]);
    expect(await incidentsOf(tagged.id)).toMatchObject([{ code: 'called-process-missing' }]);
  });

  it('of a process that asks for keys of its own is refused a key that is taken', async () => {
    await test.publish(credit('Rate', '', 'uniqueBusinessKey="true"'));
    await test.publish(calling());
    const first = await start();
    const second = await start();
    await test.engine.tick();
    expect(await children(first.id)).toHaveLength(1);
    expect(await incidentsOf(second.id)).toMatchObject([{ code: 'business-key-taken', elementId: 'call' }]);
    await complete(await childOf(first.id));
    for (const { id } of await incidentsOf(second.id)) await test.engine.resolveIncident(admin, id, {});
    await test.engine.tick();
    expect(await children(second.id)).toHaveLength(1);
  });

  it('shares its key with its caller, though the caller asks for a key of its own', async () => {
    await test.publish(credit());
    await test.publish(
      calling().replace(
        '<startEvent',
        '<extensionElements><fortnight:process uniqueBusinessKey="true"/></extensionElements><startEvent',
      ),
    );
    const deal = await start();
    await test.engine.tick();
    expect(await children(deal.id)).toMatchObject([{ businessKey: 'B-1' }]);
  });

  it('that writes what the engine alone writes there is an incident and starts nothing', async () => {
    await test.publish(credit());
    await test.publish(calling({ call: '<fortnight:input name="starter2" value="= 1"/>' }));
    await test.publish(
      bpmn(
        'credit',
        `<startEvent id="start"/><userTask id="rate"><extensionElements><fortnight:approval result="starter2"><fortnight:approver who="user:li"/></fortnight:approval></extensionElements></userTask><endEvent id="end"/>
         <sequenceFlow id="f1" sourceRef="start" targetRef="rate"/><sequenceFlow id="f2" sourceRef="rate" targetRef="end"/>`,
      ),
    );
    const deal = await start();
    await test.engine.tick();
    expect(await incidentsOf(deal.id)).toMatchObject([{ code: 'reserved-variable' }]);
    expect(await children(deal.id)).toEqual([]);
  });

  it('is left by a timer, and its case ends', async () => {
    await test.publish(credit());
    await test.publish(calling({ more: boundary(anHour) }));
    const deal = await start();
    await test.engine.tick();
    await test.advance(2 * 3_600_000);
    expect(await placesOf(deal.id)).toEqual(['caught']);
    expect(await children(deal.id)).toMatchObject([{ state: 'terminated' }]);
    const [{ reason = '' } = {}] = (await test.engine.listEvents(admin, await childOf(deal.id), { limit: 1, order: 'desc' }))
      .items as { reason?: string }[];
    expect(reason).toContain('interrupted');
  });

  it('for each item starts a case for each, and ends what is not needed', async () => {
    await test.publish(credit());
    const stop = each.replace('</multi', '<completionCondition>= numberOfCompletedInstances = 2</completionCondition></multi');
    await test.publish(calling({ inside: stop }));
    const deal = await start();
    await test.engine.tick();
    expect(await children(deal.id)).toHaveLength(3);
    await complete(await childOf(deal.id, 2));
    await complete(await childOf(deal.id, 0));
    expect((await children(deal.id)).map(({ state }) => state)).toEqual(['completed', 'terminated', 'completed']);
    expect(await placesOf(deal.id)).toEqual(['after']);
  });

  it('stands at most so deep in others as the limits say', async () => {
    expect(limits.callDepth).toBe(deepestCall);
    await test.publish(calling({ process: 'deal' }));
    await start();
    await test.engine.tick();
    const { items } = await test.engine.listInstances(admin, { limit: 100, sort: 'startedAt' });
    expect(items).toHaveLength(deepestCall + 1);
    expect(new Set(items.map(({ rootInstanceId }) => rootInstanceId)).size).toBe(1);
    expect(await incidentsOf(items.at(-1)?.id ?? '')).toMatchObject([{ code: 'call-too-deep' }]);
    await test.engine.cancelInstance(admin, items[0]?.id ?? '', { reason: 'enough' });
    await test.engine.tick();
    const after = await test.engine.listInstances(admin, { limit: 100, sort: 'startedAt', state: 'active' });
    expect(after.items).toEqual([]);
  });
});

describe('a process that is killed', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fortnight-calls-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Everybody rates, until nobody is asked any more. */
  const settle = async (): Promise<void> => {
    for (;;) {
      await test.engine.tick();
      const asked = await test.engine.listTasks(admin, { ...page, sort: 'dueAt', elementId: 'rate', state: 'open' });
      const [task] = asked.items;
      if (!task) return;
      await test.engine.completeTask(admin, task.id, { variables: { rating: 'A' } });
    }
  };
  const middle = calling({ id: 'middle' }).replace('userTask id="after"', 'task id="after"');

  it.each([
    ['by calls that complete', { deal: calling({ inside: each }), others: [credit()], place: 'after', cases: 4 }],
    [
      'by a call that fails',
      { deal: calling({ more: boundary('<errorEventDefinition/>') }), others: [failing], place: 'caught', cases: 2 },
    ],
    [
      'by a call that a call makes',
      { deal: calling({ process: 'middle' }), others: [credit(), middle], place: 'after', cases: 3 },
    ],
  ])(
    'after whichever commit goes on once it is back: %s',
    async (_, { deal, others, place, cases }) => {
      for (let commits = 1, isEnough = false; !isEnough; commits++) {
        if (commits > 1) await test.close();
        test = await openTestEngine(`sqlite:${join(folder, `${commits}.db`)}`);
        for (const other of [...others, deal]) await test.publish(other);
        const { id } = await start();
        test.dieAfter(commits);
        await settle().catch(() => undefined);
        isEnough = test.commitsLeft > 0;
        await test.restart();
        await settle();
        expect(await placesOf(id), `killed after ${commits} commits`).toEqual([place]);
        const { items } = await test.engine.listInstances(admin, { ...page, sort: 'startedAt' });
        expect(items, `started once, killed after ${commits} commits`).toHaveLength(cases);
      }
    },
    60_000,
  );
});
