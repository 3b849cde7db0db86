import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, type TestEngine, worker } from './engine.double.ts';

const page = { limit: 50 };

let test: TestEngine;
beforeEach(async () => {
  test = await openTestEngine('memory:', [{ id: 'li', groups: ['sales'] }, { id: 'wang' }, { id: 'zhao' }]);
});
afterEach(() => test.close());

describe('a job', () => {
  const work = bpmn(
    'sync',
    `<startEvent id="start"/><serviceTask id="push"><extensionElements><fortnight:job type="crm.sync" retries="2"/></extensionElements></serviceTask>
     <endEvent id="end"/><sequenceFlow id="f1" sourceRef="start" targetRef="push"/><sequenceFlow id="f2" sourceRef="push" targetRef="end"/>`,
  );
  const signal = new AbortController().signal;
  const ask = { type: 'crm.sync', worker: 'w1', maxJobs: 5, timeoutMs: 60_000, waitMs: 0 };
  const activate = async (more: object = {}) => (await test.engine.activateJobs(worker, { ...ask, ...more }, signal)).jobs;

  it('is done once, by whoever holds it', async () => {
    await test.publish(work);
    const { id } = await test.engine.startInstance(worker, { processId: 'sync', businessKey: 'k', variables: { customer: 'c' } });
    const [job] = await activate();
    expect(job).toMatchObject({ type: 'crm.sync', instanceId: id, retries: 2, variables: { customer: 'c' }, businessKey: 'k' });
    expect(await activate()).toEqual([]);
    await expect(test.engine.completeJob(worker, job?.id ?? '', { worker: 'w2' })).rejects.toMatchObject({
      code: 'job-not-yours',
    });
    await test.engine.completeJob(worker, job?.id ?? '', { worker: 'w1', variables: { crmId: 9 } });
    expect(await test.engine.getInstance(admin, id)).toMatchObject({ state: 'completed', variables: { crmId: 9 } });
    await expect(test.engine.completeJob(worker, job?.id ?? '', {})).rejects.toMatchObject({ status: 404 });
  });

  it('is where the case stands, also when its step takes data of its own in', async () => {
    await test.publish(work.replace('<fortnight:job', '<fortnight:input name="who" value="= customer"/><fortnight:job'));
    const started = await test.engine.startInstance(worker, { processId: 'sync', variables: { customer: 'c' } });
    expect(started.tokens).toMatchObject([{ elementId: 'push', waitsFor: 'job' }]);
  });

  it('that nobody finished in time is handed out again', async () => {
    await test.publish(work);
    await test.engine.startInstance(worker, { processId: 'sync' });
    await activate();
    await test.advance(60_000);
    expect(await activate({ worker: 'w2' })).toMatchObject([{ worker: 'w2' }]);
  });

  it('is failed by who holds it, once', async () => {
    await test.publish(work);
    await test.engine.startInstance(worker, { processId: 'sync' });
    const [job] = await activate();
    const fail = () => test.engine.failJob(worker, job?.id ?? '', { message: 'CRM is down', worker: 'w1', backoffMs: 1_000 });
    await fail();
    await expect(fail()).rejects.toMatchObject({ status: 409, code: 'job-not-yours' });
    await test.advance(1_000);
    expect(await activate()).toMatchObject([{ retries: 1 }]);
  });

  it('lets its worker read the case, and no other worker', async () => {
    await test.publish(work);
    const { id } = await test.engine.startInstance(admin, { processId: 'sync' });
    await expect(test.engine.getInstance(worker, id)).rejects.toMatchObject({ status: 404 });
    await activate();
    expect((await test.engine.getInstance(worker, id)).state).toBe('active');
    const other = { ...worker, via: { kind: 'key' as const, id: 'other' } };
    await expect(test.engine.getInstance(other, id)).rejects.toMatchObject({ status: 404 });
  });

  it('reaches a worker that waits for it', async () => {
    await test.publish(work);
    const waiting = activate({ waitMs: 5_000 });
    await test.engine.startInstance(worker, { processId: 'sync' });
    expect(await waiting).toHaveLength(1);
  });

  it('that fails too often is an incident, and goes on when that is resolved', async () => {
    await test.publish(work);
    const { id } = await test.engine.startInstance(worker, { processId: 'sync' });
    for (let attempt = 0; attempt < 2; attempt++) {
      const [job] = await activate();
      await test.engine.failJob(worker, job?.id ?? '', { message: 'CRM is down', worker: 'w1' });
    }
    expect(await activate()).toEqual([]);
    const [incident] = (await test.engine.listIncidents(admin, { ...page, state: 'open' })).items;
    expect(incident).toMatchObject({ elementId: 'push', jobType: 'crm.sync', instanceId: id, state: 'open' });
    expect((await test.engine.getInstance(admin, id)).openIncidentCount).toBe(1);
    expect(await test.engine.resolveIncident(admin, incident?.id ?? '', {})).toMatchObject({ isResolved: true });
    const [again] = await activate();
    await test.engine.completeJob(worker, again?.id ?? '', {});
    expect(await test.engine.getInstance(admin, id)).toMatchObject({ state: 'completed', openIncidentCount: 0 });
    expect((await test.engine.listIncidents(admin, { ...page, state: 'open' })).items).toEqual([]);
  });
});
