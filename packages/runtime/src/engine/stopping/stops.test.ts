import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CreateStop, limits } from '@fortnight/shared/contract';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Principal } from '../../access/index.ts';
import { admin, bpmn, openTestEngine, person, type TestEngine, worker } from '../engine.double.ts';
import type { EngineTransaction } from '../host.ts';
import type { Knowledge } from '../knowledge.ts';
import { freeJobs } from './free-jobs.ts';
import { StopsInForce } from './stops-in-force.ts';

const page = { limit: 50 };
const li = person('li', ['sales']);
const owner = person('own', [], ['owner']);
const risk = person('ris', [], ['risk']);
const reason = 'a new rule of the ministry';
const hour = 3_600_000;

/** Prepare, then the offer that may be stopped, with a limit of two hours beside it, then the booking by a worker. */
const deal = bpmn(
  'deal',
  `<startEvent id="start"/>
   <userTask id="prepare" name="Prepare"/>
   <userTask id="offer" name="Send offer"/>
   <boundaryEvent id="late" attachedToRef="offer"><timerEventDefinition><timeDuration>PT2H</timeDuration></timerEventDefinition></boundaryEvent>
   <serviceTask id="book" name="Book"><extensionElements><fortnight:job type="crm"/></extensionElements></serviceTask>
   <endEvent id="end"/><endEvent id="tooLate"/>
   <sequenceFlow id="f1" sourceRef="start" targetRef="prepare"/>
   <sequenceFlow id="f2" sourceRef="prepare" targetRef="offer"/>
   <sequenceFlow id="f3" sourceRef="offer" targetRef="book"/>
   <sequenceFlow id="f4" sourceRef="book" targetRef="end"/>
   <sequenceFlow id="f5" sourceRef="late" targetRef="tooLate"/>`,
);

let opened: TestEngine | undefined;
let folder: string | undefined;
afterEach(async () => {
  expect(opened?.failures ?? []).toEqual([]);
  await opened?.close();
  opened = undefined;
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
});

async function openDeals(xml = deal): Promise<TestEngine> {
  folder = mkdtempSync(join(tmpdir(), 'fortnight-stops-'));
  opened = await openTestEngine(`sqlite:${join(folder, 'a.db')}`, [
    { id: 'li', groups: ['sales'] },
    { id: 'own', roles: ['owner'] },
  ]);
  await opened.publish(xml, [], 'own');
  await opened.engine.start();
  return opened;
}
const startOne = async (on: TestEngine) => (await on.engine.startInstance(li, { processId: 'deal' })).id;
const placesOf = async (on: TestEngine, id: string) =>
  (await on.engine.getInstance(admin, id)).tokens.map(({ elementId }) => elementId);
const complete = async (on: TestEngine, instanceId: string) => {
  const [task] = (await on.engine.listTasks(admin, { ...page, sort: 'dueAt', instanceId, state: 'open' })).items;
  return on.engine.completeTask(admin, task?.id ?? '', {});
};
const stopOffer: CreateStop = { kind: 'element', processId: 'deal', elementId: 'offer', reason };
/** Ends a stop; so many commits after that are not kept. */
async function endFailing(on: TestEngine, stop: string, commits: number): Promise<void> {
  on.failCommits(commits, 1);
  await on.engine.endStop(admin, stop, {});
  await on.engine.goingOnIdle();
  on.failures.length = 0;
}
const jobs = { type: 'crm', worker: 'w', maxJobs: 20, timeoutMs: hour, waitMs: 0 };
const activate = async (on: TestEngine) => (await on.engine.activateJobs(worker, jobs, new AbortController().signal)).jobs;

describe('a stopped step', () => {
  it('is waited for in front of it, its tasks can not be completed, and all goes on once when it ends', async () => {
    const on = await openDeals();
    const [before, inside] = [await startOne(on), await startOne(on)];
    await complete(on, inside);
    const stop = await on.engine.createStop(risk, stopOffer);
    expect(stop).toMatchObject({ state: 'inForce', elementName: 'Send offer', by: 'ris', waiting: 1, can: ['end'] });

    await expect(complete(on, inside)).rejects.toMatchObject({ status: 409, code: 'stopped', params: { reason, stop: stop.id } });
    await complete(on, before);
    expect(await placesOf(on, before)).toEqual(['offer']);
    const page1 = await on.engine.getInstance(admin, before);
    expect(page1).toMatchObject({ openTaskCount: 0, openIncidentCount: 0, stops: [{ id: stop.id, reason }] });
    expect(page1.tokens).toMatchObject([{ waitsFor: 'stop' }]);
    const [open] = (await on.engine.getInstance(admin, inside)).tasks.filter(({ state }) => state === 'open');
    expect(open?.stop).toMatchObject({ id: stop.id, reason });
    expect((await on.engine.getTask(li, open?.id ?? '')).can).not.toContain('complete');
    expect((await on.engine.getStop(admin, stop.id)).waiting).toBe(2);
    const { items } = await on.engine.listStopCases(admin, stop.id, page);
    expect(items.map(({ id }) => id).sort()).toEqual([before, inside].sort());
    expect((await on.engine.listIncidents(admin, { ...page, state: 'open' })).items).toEqual([]);

    await on.engine.endStop(risk, stop.id, { reason: 'the rule is met' });
    await on.engine.goingOnIdle();
    expect(await on.engine.getStop(admin, stop.id)).toMatchObject({ state: 'over', waiting: 0, endReason: 'the rule is met' });
    for (const id of [before, inside]) {
      await complete(on, id);
      expect(await placesOf(on, id)).toEqual(['book']);
    }
  });

  it('fires no limit meanwhile; what fell due fires once, when it ends', async () => {
    const on = await openDeals();
    const id = await startOne(on);
    await complete(on, id);
    const stop = await on.engine.createStop(admin, { ...stopOffer, until: new Date(on.now() + 24 * hour).toISOString() });
    await on.advance(5 * hour);
    await on.advance(5 * hour);
    expect(await placesOf(on, id)).toEqual(['offer']);
    await on.restart();
    expect(await placesOf(on, id)).toEqual(['offer']);
    await on.advance(14 * hour);
    await on.engine.goingOnIdle();
    await on.engine.tick();
    expect(await on.engine.getStop(admin, stop.id)).toMatchObject({ state: 'over', endedBy: null });
    expect((await on.engine.getInstance(admin, id)).state).toBe('completed');
    expect(on.engine.lateTimerCount(), 'a stop makes no timer late').toBe(0);
  });

  it('takes the outcome of a job that was handed out before, and keeps it there; no other is handed out', async () => {
    const on = await openDeals();
    const [first, second] = [await startOne(on), await startOne(on)];
    for (const id of [first, second]) for (let step = 0; step < 2; step += 1) await complete(on, id);
    const { jobs: handedOut } = await on.engine.activateJobs(worker, { ...jobs, maxJobs: 1 }, new AbortController().signal);
    const stop = await on.engine.createStop(admin, { kind: 'element', processId: 'deal', elementId: 'book', reason });
    expect(await activate(on)).toEqual([]);
    await on.engine.completeJob(worker, handedOut[0]?.id ?? '', { worker: 'w', variables: { booking: 7 } });
    expect(await on.engine.getInstance(admin, first)).toMatchObject({ state: 'active', variables: { booking: 7 } });
    await on.engine.endStop(admin, stop.id, {});
    await on.engine.goingOnIdle();
    expect((await on.engine.getInstance(admin, first)).state).toBe('completed');
    expect(await activate(on)).toHaveLength(1);
  });

  it('lets every case go on once, killed at whatever commit', async () => {
    const on = await openDeals();
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) ids.push(await startOne(on));
    const stop = await on.engine.createStop(admin, stopOffer);
    for (const id of ids) await complete(on, id);
    on.dieAfter(3);
    await on.engine.endStop(admin, stop.id, {});
    await on.engine.goingOnIdle();
    on.failures.length = 0;
    for (let commits = 1; (await on.engine.getStop(admin, stop.id)).state !== 'over'; commits += 1) {
      await on.restart();
      on.dieAfter(commits);
      await on.engine.goingOnIdle();
    }
    on.failures.length = 0;
    await on.restart();
    for (const id of ids) {
      const history = await on.engine.listEvents(admin, id, { limit: 200, order: 'asc' });
      expect(history.items.filter(({ type, elementId }) => type === 'elementEntered' && elementId === 'offer')).toHaveLength(1);
    }
  });

  it('makes an incident of a token that fails twice to go on, which is retried as any other', async () => {
    const on = await openDeals();
    const [first, second] = [await startOne(on), await startOne(on)];
    const stop = await on.engine.createStop(admin, stopOffer);
    await complete(on, first);
    await complete(on, second);
    await endFailing(on, stop.id, 3);
    expect((await on.engine.getStop(admin, stop.id)).state).toBe('over');
    const { items } = await on.engine.listIncidents(admin, { ...page, state: 'open' });
    expect(items).toMatchObject([{ code: 'go-on-failed', elementId: 'offer' }]);
    expect(await on.engine.resolveIncident(admin, items[0]?.id ?? '', {})).toMatchObject({ isResolved: true });
    for (const id of [first, second])
      expect(await on.engine.getInstance(admin, id)).toMatchObject({ openTaskCount: 1, openIncidentCount: 0 });
  });

  it('is not over while a token is left that could not even become an incident', async () => {
    const on = await openDeals();
    const id = await startOne(on);
    const stop = await on.engine.createStop(admin, stopOffer);
    await complete(on, id);
    await endFailing(on, stop.id, 3);
    expect(await on.engine.getStop(admin, stop.id)).toMatchObject({ state: 'goingOn', waiting: 1 });
    await on.restart();
    await on.engine.goingOnIdle();
    expect((await on.engine.getStop(admin, stop.id)).state).toBe('over');
    expect((await on.engine.getInstance(admin, id)).openTaskCount).toBe(1);
  });

  it('does not follow a case out of the stopped version: what was laid aside fires, is handed out, goes on there', async () => {
    const on = await openDeals();
    const [before, inside, booking] = [await startOne(on), await startOne(on), await startOne(on)];
    for (const id of [inside, booking, booking]) await complete(on, id);
    await on.engine.createStop(admin, { kind: 'version', processId: 'deal', version: 1, holds: 'cases', reason });
    await on.advance(3 * hour);
    expect(await activate(on)).toEqual([]);
    await on.publish(deal, [], 'own');
    for (const id of [before, inside, booking]) await on.engine.migrateInstance(admin, id, { toVersion: 2, reason });
    await on.engine.tick();
    await complete(on, before);
    expect((await on.engine.getInstance(admin, inside)).state).toBe('completed');
    expect(await activate(on)).toMatchObject([{ instanceId: booking, version: 2 }]);
  });

  it('holds no case that is moved from it to a step that is free', async () => {
    const on = await openDeals();
    const id = await startOne(on);
    await on.engine.createStop(admin, stopOffer);
    await complete(on, id);
    await on.publish(deal.replace('<userTask id="offer"', '<userTask id="read" name="Read"/>$&'), [], 'own');
    await on.engine.migrateInstance(admin, id, { toVersion: 2, plan: { mapping: { offer: 'read' } }, reason });
    await on.engine.tick();
    expect(await on.engine.getInstance(admin, id)).toMatchObject({
      openTaskCount: 1,
      stops: [],
      tokens: [{ elementId: 'read' }],
    });
  });

  it('keeps a suspended case waiting until that is resumed', async () => {
    const on = await openDeals();
    const id = await startOne(on);
    const stop = await on.engine.createStop(admin, stopOffer);
    await complete(on, id);
    await on.engine.suspendInstance(admin, id, {});
    await on.engine.endStop(admin, stop.id, {});
    await on.engine.goingOnIdle();
    expect(await on.engine.getStop(admin, stop.id)).toMatchObject({ state: 'over' });
    await on.engine.resumeInstance(admin, id);
    await on.engine.tick();
    expect(await on.engine.getInstance(admin, id)).toMatchObject({ openTaskCount: 1, stops: [] });
  });
});

const started = `<startEvent id="daily"><timerEventDefinition><timeCycle>R/PT24H</timeCycle></timerEventDefinition></startEvent>
   <startEvent id="come"><messageEventDefinition messageRef="order"/></startEvent>
   <startEvent id="heard"><signalEventDefinition signalRef="alarm"/></startEvent><startEvent id="start"/>
   <userTask id="prepare"/><endEvent id="end"/>
   ${['daily', 'come', 'heard', 'start'].map((id) => `<sequenceFlow id="f-${id}" sourceRef="${id}" targetRef="prepare"/>`).join('')}
   <sequenceFlow id="f" sourceRef="prepare" targetRef="end"/>`;

describe('a stopped process', () => {
  it('starts no case by any way, and its running ones stand still', async () => {
    const on = await openDeals(bpmn('deal', started, '<message id="order" name="order"/><signal id="alarm" name="alarm"/>'));
    const id = (await on.engine.startInstance(li, { processId: 'deal' })).id;
    const stop = await on.engine.createStop(owner, { kind: 'process', processId: 'deal', holds: 'all', reason });
    expect(stop.waiting).toBe(1);
    const stopped = { status: 409, code: 'stopped', params: { reason } };
    await expect(startOne(on)).rejects.toMatchObject(stopped);
    await expect(on.engine.publishMessage(worker, { name: 'order' })).rejects.toMatchObject(stopped);
    expect((await on.engine.broadcastSignal(worker, { name: 'alarm' })).refused).toMatchObject([{ code: 'stopped' }]);
    await expect(complete(on, id)).rejects.toMatchObject(stopped);
    await on.advance(75 * hour);
    const count = async () => (await on.engine.listInstances(admin, { ...page, sort: '-startedAt' })).items.length;
    expect(await count()).toBe(1);

    await on.engine.endStop(owner, stop.id, {});
    await on.engine.goingOnIdle();
    await on.engine.tick();
    expect(await count(), 'the timer that fell due three times fires once').toBe(2);
    await complete(on, id);
  });

  it('waits with a call until its called process goes on', async () => {
    const on = await openDeals();
    const calling = bpmn(
      'parent',
      `<startEvent id="s"/><callActivity id="call" calledElement="deal"/><endEvent id="e"/>
       <sequenceFlow id="g1" sourceRef="s" targetRef="call"/><sequenceFlow id="g2" sourceRef="call" targetRef="e"/>`,
    );
    await on.publish(calling, [], 'own');
    const stop = await on.engine.createStop(admin, { kind: 'process', processId: 'deal', holds: 'starts', reason });
    const { id } = await on.engine.startInstance(li, { processId: 'parent' });
    await on.engine.tick();
    expect(await on.engine.getInstance(admin, id)).toMatchObject({ openIncidentCount: 0, children: [] });
    await on.engine.endStop(admin, stop.id, {});
    await on.engine.goingOnIdle();
    await on.engine.tick();
    expect((await on.engine.getInstance(admin, id)).children).toHaveLength(1);
  });

  it('lets a called case that escalates and ends behind a stop tell its caller both, in their order', async () => {
    const on = await openDeals(
      bpmn(
        'deal',
        `<startEvent id="start"/><userTask id="prepare"/>
         <intermediateThrowEvent id="tell"><escalationEventDefinition escalationRef="big"/></intermediateThrowEvent><userTask id="sign"/><endEvent id="end"/>
         <sequenceFlow id="f1" sourceRef="start" targetRef="prepare"/><sequenceFlow id="f2" sourceRef="prepare" targetRef="tell"/>
         <sequenceFlow id="f3" sourceRef="tell" targetRef="sign"/><sequenceFlow id="f4" sourceRef="sign" targetRef="end"/>`,
        '<escalation id="big" escalationCode="big"/>',
      ),
    );
    const calling = bpmn(
      'parent',
      `<startEvent id="s"/><callActivity id="call" calledElement="deal"/><endEvent id="e"/>
       <boundaryEvent id="heard" attachedToRef="call" cancelActivity="false"><escalationEventDefinition escalationRef="big"/></boundaryEvent>
       <userTask id="look"/><endEvent id="seen"/>
       <sequenceFlow id="g1" sourceRef="s" targetRef="call"/><sequenceFlow id="g2" sourceRef="call" targetRef="e"/>
       <sequenceFlow id="g3" sourceRef="heard" targetRef="look"/><sequenceFlow id="g4" sourceRef="look" targetRef="seen"/>`,
      '<escalation id="big" escalationCode="big"/>',
    );
    await on.publish(calling, [], 'own');
    const { id } = await on.engine.startInstance(li, { processId: 'parent' });
    await on.engine.tick();
    const stop = await on.engine.createStop(admin, { kind: 'element', processId: 'parent', elementId: 'call', reason });
    const [child] = (await on.engine.getInstance(admin, id)).children;
    for (let step = 0; step < 2; step += 1) {
      await complete(on, child?.id ?? '');
      await on.engine.tick();
    }
    expect(await placesOf(on, id)).toEqual(['call']);
    await on.engine.endStop(admin, stop.id, {});
    await on.engine.goingOnIdle();
    await on.engine.tick();
    expect(await placesOf(on, id)).toEqual(['look']);
  });

  it('is ended by nobody below whoever stopped it, and is set by none who does not manage it', async () => {
    const on = await openDeals();
    const whole: CreateStop = { kind: 'process', processId: 'deal', holds: 'all', reason };
    await expect(on.engine.createStop(person('he', [], ['owner']), whole)).rejects.toMatchObject({ status: 403 });
    await expect(on.engine.createStop(owner, { kind: 'jobType', jobType: 'crm', reason })).rejects.toMatchObject({ status: 403 });
    const own = await on.engine.createStop(owner, whole);
    await expect(on.engine.createStop(owner, whole)).rejects.toMatchObject({ status: 409, code: 'stopped-already' });
    const above = await on.engine.createStop(risk, whole);
    await expect(on.engine.createStop(admin, whole)).rejects.toMatchObject({ status: 409, code: 'stopped-already' });
    await on.engine.endStop(owner, own.id, {});
    await expect(startOne(on), 'that from above holds on').rejects.toMatchObject({ code: 'stopped' });
    await expect(on.engine.endStop(owner, above.id, {})).rejects.toMatchObject({ status: 403, code: 'stopped-from-above' });
    await on.engine.endStop(admin, above.id, {});
    await expect(on.engine.endStop(admin, above.id, {})).rejects.toMatchObject({ status: 409, code: 'not-stopped' });
  });
});

it('a stop of starts alone shuts out none of all, and both hold a case that came to either', async () => {
  const on = await openDeals();
  const id = await startOne(on);
  const whole = { kind: 'process', processId: 'deal', reason } as const;
  const cases = await on.engine.createStop(admin, { ...whole, holds: 'cases' });
  await complete(on, id).catch(() => undefined);
  const all = await on.engine.createStop(admin, { ...whole, holds: 'all' });
  await on.engine.createStop(admin, { ...whole, holds: 'starts' });
  await on.engine.endStop(admin, cases.id, {});
  await on.engine.goingOnIdle();
  await expect(complete(on, id)).rejects.toMatchObject({ params: { stop: all.id } });
  await on.engine.endStop(admin, all.id, {});
  await complete(on, id);
  await expect(startOne(on)).rejects.toMatchObject({ code: 'stopped' });
});

it('stops are told to whoever may know of their process, by its live version and without a look at others', async () => {
  const on = await openDeals();
  await startOne(on);
  await on.publish(deal, [], 'own');
  const told = await on.engine.createStop(admin, stopOffer);
  await on.store.write((tx) => tx.run("INSERT INTO processes (id, name, owner) VALUES ('secret', 'secret', 'own')", []));
  const secret = await on.engine.createStop(admin, { kind: 'process', processId: 'secret', holds: 'all', reason });
  const idsFor = async (by: Principal) =>
    (await on.engine.listStops(by, { ...page, state: 'inForce' })).items.map(({ id }) => id);
  expect(await idsFor(owner)).toEqual([secret.id, told.id]);
  const find = vi.spyOn(on.versions, 'find');
  expect(await idsFor(li)).toEqual([told.id]);
  expect(await on.engine.getStop(li, told.id)).toMatchObject({ elementName: 'Send offer', waiting: null });
  expect(find).not.toHaveBeenCalled();
  await expect(on.engine.getStop(li, secret.id)).rejects.toMatchObject({ status: 404 });
  await expect(on.engine.listStopCases(li, secret.id, page)).rejects.toMatchObject({ status: 404 });
});

it('each command is told the same list of stops, so that a program is looked through once', async () => {
  const on = await openDeals();
  const stop = await on.engine.createStop(admin, stopOffer);
  const inForce = new StopsInForce(on.store.engineHost);
  const [one, other] = [
    { processId: 'deal', version: 1 },
    { processId: 'other', version: 1 },
  ];
  const told = inForce.of(one);
  expect(told).toMatchObject([{ id: stop.id, elements: ['offer'] }]);
  expect(inForce.of(one)).toBe(told);
  expect(inForce.of(other)).toBeUndefined();
  inForce.remove(stop.id);
  expect(inForce.of(one)).toBeUndefined();
});

it('stops are so many that each command can look at them', async () => {
  const on = await openDeals();
  const stopType = (index: number) => on.engine.createStop(admin, { kind: 'jobType', jobType: `type ${index}`, reason });
  for (let index = 0; index < limits.stopsInForce; index += 1) await stopType(index);
  await expect(stopType(limits.stopsInForce)).rejects.toMatchObject({ status: 409, code: 'too-many-stops' });
});

describe('a stopped type of job', () => {
  it('hands out none to who asked just before', () => {
    const tx = { availableJobs: () => [{ id: 'job' }] } as unknown as EngineTransaction;
    const stops = { ofJobType: (type: string) => (type === 'crm' ? { id: 'stop' } : undefined) };
    expect(freeJobs(tx, { at: 0, stops } as unknown as Knowledge, 'crm', 1)).toEqual([]);
  });

  it('hands out no job of it, and goes on', async () => {
    const on = await openDeals();
    const id = await startOne(on);
    for (let step = 0; step < 2; step += 1) await complete(on, id);
    const stop = await on.engine.createStop(admin, { kind: 'jobType', jobType: 'crm', reason });
    expect(stop.waiting).toBe(1);
    expect(await activate(on)).toEqual([]);
    const { items } = await on.engine.listEvents(admin, id, { ...page, order: 'desc', type: 'jobCreated' });
    const jobId = String(items[0]?.jobId);
    await expect(on.engine.completeJob(worker, `${id}~${jobId}`, {})).rejects.toMatchObject({ status: 409, code: 'stopped' });
    expect((await on.engine.getInstance(admin, id)).stops).toMatchObject([{ jobType: 'crm' }]);
    expect((await on.engine.listStopCases(admin, stop.id, page)).items).toHaveLength(1);
    await on.engine.endStop(admin, stop.id, {});
    expect(await activate(on)).toHaveLength(1);
  });
});
