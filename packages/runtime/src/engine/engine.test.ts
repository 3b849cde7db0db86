import { limits } from '@fortnight/shared/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, person, type TestEngine, worker } from './engine.double.ts';

const twoTasks = bpmn(
  'deal',
  `<extensionElements><fortnight:process uniqueBusinessKey="true" caseName="= customer + &quot;, &quot; + title"/>
     <fortnight:data name="amount" type="money" currency="CNY"/></extensionElements>
   <startEvent id="start"/>
   <userTask id="prepare" name="Prepare"><extensionElements><fortnight:assignment groups="sales"/></extensionElements></userTask>
   <userTask id="sign" name="Sign"/>
   <endEvent id="end"/>
   <sequenceFlow id="f1" sourceRef="start" targetRef="prepare"/>
   <sequenceFlow id="f2" sourceRef="prepare" targetRef="sign"/>
   <sequenceFlow id="f3" sourceRef="sign" targetRef="end"/>`,
);
const li = person('li', ['sales']);
const wang = person('wang', ['legal']);
const page = { limit: 50 };
const allTasks = { ...page, sort: 'dueAt' as const };

let test: TestEngine;
beforeEach(async () => {
  test = await openTestEngine('memory:', [{ id: 'li', groups: ['sales'] }, { id: 'wang' }, { id: 'zhao' }]);
});
afterEach(() => test.close());

describe('a case', () => {
  it('goes from task to task to its end', async () => {
    await test.publish(twoTasks);
    const { engine } = test;
    const started = await engine.startInstance(li, {
      processId: 'deal',
      variables: { customer: '华星', title: 'Q4', amount: 5 },
    });
    expect(started).toMatchObject({ state: 'active', caseName: '华星, Q4', version: 1, starter: 'li', processName: 'Deal' });
    expect(started.tokens).toMatchObject([{ elementId: 'prepare', elementName: 'Prepare', waitsFor: 'task' }]);
    const [task] = (await engine.listTasks(li, { ...allTasks, scope: 'groups' })).items;
    expect(task).toMatchObject({ name: 'Prepare', candidateGroups: ['sales'], variables: { customer: '华星' } });
    const claimed = await engine.claimTask(li, task?.id ?? '');
    expect(claimed.assignee).toBe('li');
    expect((await engine.listTasks(li, { ...allTasks, scope: 'mine' })).items).toHaveLength(1);
    const done = await engine.completeTask(li, claimed.id, { variables: { price: 7 }, comment: 'ready' });
    expect(done).toMatchObject({ state: 'completed', assignee: 'li' });
    const [sign] = (await engine.listTasks(admin, { ...allTasks, state: 'open' })).items;
    expect(sign).toMatchObject({ elementId: 'sign', requestedBy: 'li', variables: { price: 7 } });
    await engine.completeTask(admin, sign?.id ?? '', {});
    const ended = await engine.getInstance(li, started.id);
    expect(ended).toMatchObject({ state: 'completed', tokens: [], openTaskCount: 0 });
    expect(ended.path.flowIds).toEqual(['f1', 'f2', 'f3']);
    expect(ended.data.find(({ name }) => name === 'amount')).toMatchObject({ type: 'money', currency: 'CNY', value: 5 });
  });

  it('tells its history in order, page by page, both ways', async () => {
    await test.publish(twoTasks);
    const { engine } = test;
    const { id } = await engine.startInstance(li, { processId: 'deal' });
    const all = await engine.listEvents(li, id, { limit: 100, order: 'asc' });
    const seqs = all.items.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.map((_, index) => index + 1));
    const first = await engine.listEvents(li, id, { limit: 2, order: 'desc' });
    const second = await engine.listEvents(li, id, { limit: 100, order: 'desc', cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ seq }) => seq)).toEqual(seqs.toReversed());
    expect(await engine.listEvents(li, id, { limit: 9, order: 'asc', type: 'taskOpened' })).toMatchObject({
      items: [{ elementId: 'prepare', elementName: 'Prepare' }],
      nextCursor: null,
    });
    expect(test.store.verify()).toMatchObject({ ok: true });
    const made = { status: 400, code: 'invalid-cursor' };
    await expect(engine.listEvents(li, id, { limit: 2, order: 'asc', cursor: 'made up' })).rejects.toMatchObject(made);
    await expect(engine.listComments(li, id, { limit: 2, cursor: '-1' })).rejects.toMatchObject(made);
  });

  it('is found by its state, key, place and parts of its words', async () => {
    await test.publish(twoTasks);
    const { engine } = test;
    await engine.startInstance(li, {
      processId: 'deal',
      businessKey: 'k1',
      variables: { customer: '上海华星光电', title: 'Q4' },
    });
    await engine.startInstance(li, { processId: 'deal', businessKey: 'k2', variables: { customer: 'Acme', title: '100%' } });
    const keys = async (query: object) =>
      (await engine.listInstances(li, { ...page, sort: 'startedAt', ...query })).items.map(({ businessKey }) => businessKey);
    expect(await keys({})).toEqual(['k1', 'k2']);
    expect(await keys({ search: '华星' })).toEqual(['k1']);
    expect(await keys({ search: 'ACM 100%' })).toEqual(['k2']);
    expect(await keys({ businessKey: 'k2' })).toEqual(['k2']);
    expect(await keys({ elementId: 'prepare', state: 'active,suspended' })).toHaveLength(2);
    expect(await keys({ elementId: 'sign' })).toEqual([]);
    const first = await engine.listInstances(li, { limit: 1, sort: '-updatedAt' });
    const second = await engine.listInstances(li, { limit: 1, sort: '-updatedAt', cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ businessKey }) => businessKey).sort()).toEqual(['k1', 'k2']);
    expect(second.nextCursor).toBeNull();
  });

  it('holds its business key alone while it runs', async () => {
    await test.publish(twoTasks);
    const { engine } = test;
    const start = () => engine.startInstance(li, { processId: 'deal', businessKey: 'k' });
    const { id } = await start();
    await expect(start()).rejects.toMatchObject({ status: 409, code: 'business-key-taken', params: { instanceId: id } });
    await expect(engine.startInstance(wang, { processId: 'deal', businessKey: 'k' })).rejects.toMatchObject({
      params: { businessKey: 'k' },
    });
    await engine.cancelInstance(admin, id, { reason: 'lost interest' });
    expect((await start()).state).toBe('active');
  });

  it('takes no more data than everybody who reads it can carry, and gets smaller at any size', async () => {
    await test.publish(twoTasks);
    const { engine } = test;
    const { id } = await engine.startInstance(li, { processId: 'deal' });
    const set = (name: string, value: string | null) => engine.setVariables(admin, id, { variables: { [name]: value } });
    const half = 'x'.repeat(limits.caseBytes / 2);
    await set('a', half);
    await expect(set('b', half)).rejects.toMatchObject({
      status: 422,
      code: 'case-too-large',
      params: { limit: limits.caseBytes },
    });
    expect((await engine.getInstance(admin, id)).variables).not.toHaveProperty('b');
    await set('a', null);
    await set('b', half);
  });

  it('is not there for those who have no part in it', async () => {
    await test.publish(twoTasks, [], 'chen');
    const { engine } = test;
    const { id } = await engine.startInstance(li, { processId: 'deal' });
    await expect(engine.getInstance(wang, id)).rejects.toMatchObject({ status: 404 });
    expect((await engine.listInstances(wang, { ...page, sort: 'startedAt' })).items).toEqual([]);
    const owner = person('chen', [], ['owner']);
    expect((await engine.getInstance(owner, id)).can).toContain('cancel');
    await engine.commentInstance(li, id, { text: '@wang', mentions: ['wang'] });
    expect((await engine.getInstance(wang, id)).can).toEqual(['comment']);
    expect((await engine.listComments(wang, id, page)).items).toMatchObject([{ text: '@wang', by: 'li' }]);
    await expect(engine.cancelInstance(wang, id, { reason: 'x' })).rejects.toMatchObject({ status: 403 });
  });

  it('opens a task that is for nobody in particular to whoever has part in the case', async () => {
    await test.publish(twoTasks);
    const { engine } = test;
    const { id } = await engine.startInstance(li, { processId: 'deal' });
    const open = async (by: typeof li) =>
      (await engine.listTasks(by, { ...allTasks, scope: 'groups' })).items.map(({ elementId }) => elementId);
    const taskId = async () => (await engine.listTasks(admin, { ...allTasks, state: 'open' })).items[0]?.id ?? '';
    await engine.completeTask(li, await taskId(), {});
    expect([await open(li), await open(wang)]).toEqual([['sign'], []]);
    await expect(engine.completeTask(wang, await taskId(), {})).rejects.toMatchObject({ status: 404 });
    await engine.commentInstance(li, id, { text: 'please', mentions: ['wang'] });
    await engine.claimTask(wang, await taskId());
    expect(await open(li)).toEqual([]);
    await engine.unclaimTask(wang, await taskId());
    expect(await open(li)).toEqual(['sign']);
    expect((await engine.completeTask(wang, await taskId(), {})).state).toBe('completed');
  });

  it('keeps what is typed so far for those who may do the task, and from everybody else', async () => {
    await test.publish(twoTasks);
    const { engine } = test;
    await engine.startInstance(li, { processId: 'deal' });
    const [task] = (await engine.listTasks(li, { ...allTasks, scope: 'groups' })).items;
    const id = task?.id ?? '';
    expect((await engine.saveTaskDraft(li, id, { comment: 'not yet' })).draft).toMatchObject({ comment: 'not yet' });
    const analyst = person('zhao', [], ['analyst']);
    await expect(engine.saveTaskDraft(analyst, id, {})).rejects.toMatchObject({ status: 403, code: 'not-eligible' });
    expect((await engine.getTask(analyst, id)).draft).toBeUndefined();
    expect((await engine.getTask(li, id)).draft).toMatchObject({ comment: 'not yet' });
  });

  it('is held and goes on', async () => {
    await test.publish(twoTasks);
    const { engine } = test;
    const { id } = await engine.startInstance(li, { processId: 'deal' });
    await engine.suspendInstance(admin, id, { reason: 'audit' });
    const [task] = (await engine.listTasks(admin, { ...allTasks, instanceId: id })).items;
    await expect(engine.completeTask(admin, task?.id ?? '', {})).rejects.toMatchObject({
      status: 409,
      code: 'instance-suspended',
    });
    await engine.resumeInstance(admin, id);
    expect((await engine.completeTask(admin, task?.id ?? '', {})).state).toBe('completed');
  });

  it('lets one of many who complete a task at once win', async () => {
    await test.publish(twoTasks);
    const { engine } = test;
    const { id } = await engine.startInstance(li, { processId: 'deal' });
    const [task] = (await engine.listTasks(admin, { ...allTasks, instanceId: id })).items;
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, () => engine.completeTask(admin, task?.id ?? '', {})));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.status] : []));
    expect(refusals).toEqual(Array.from({ length: 199 }, () => 409));
  });

  it('tells who came too late for a task of their group that it is over, and nothing else', async () => {
    await test.publish(twoTasks);
    const { engine } = test;
    const { id } = await engine.startInstance(admin, { processId: 'deal' });
    const [task] = (await engine.listTasks(li, { ...allTasks, scope: 'groups' })).items;
    await engine.completeTask(li, task?.id ?? '', {});
    const late = engine.completeTask(person('wang', ['sales']), task?.id ?? '', {});
    await expect(late).rejects.toMatchObject({ status: 409, code: 'task-not-open', params: {} });
    await expect(engine.getInstance(person('wang', ['sales']), id)).rejects.toMatchObject({ status: 404 });
    await expect(engine.completeTask(wang, task?.id ?? '', {})).rejects.toMatchObject({ status: 404 });
  });
});

describe('a form', () => {
  const withForm = twoTasks.replace('<fortnight:assignment groups="sales"/>', '<fortnight:form ref="offer"/>');
  const form = {
    id: 'offer',
    fields: [
      { name: 'price', label: { en: 'Price' }, required: true },
      { name: 'reason', label: { en: 'Reason' }, required: true, visible: 'price > 100' },
      { name: 'customer', label: { en: 'Customer' }, writable: false },
    ],
  };

  it('takes its writable, visible fields and nothing else', async () => {
    await test.publish(withForm, [form]);
    const { engine } = test;
    const { id } = await engine.startInstance(li, { processId: 'deal' });
    const [task] = (await engine.listTasks(admin, { ...allTasks, instanceId: id })).items;
    expect(task).toMatchObject({ formKey: 'offer', form: { id: 'offer' } });
    const complete = (variables: Record<string, string | number>) => engine.completeTask(li, task?.id ?? '', { variables });
    await expect(complete({ price: 1, customer: 'x' })).rejects.toMatchObject({ status: 422, params: { names: ['customer'] } });
    await expect(complete({})).rejects.toMatchObject({ code: 'field-missing', params: { missing: ['price'] } });
    await expect(complete({ price: 200 })).rejects.toMatchObject({ params: { missing: ['reason'] } });
    await engine.saveTaskDraft(li, task?.id ?? '', { variables: { price: 3 } });
    expect((await engine.getTask(li, task?.id ?? '')).draft).toMatchObject({ variables: { price: 3 } });
    expect((await complete({ price: 3 })).state).toBe('completed');
  });
});

describe('a timer', () => {
  const waiting = bpmn(
    'wait',
    `<startEvent id="start"/><intermediateCatchEvent id="pause"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
     <endEvent id="end"/><sequenceFlow id="f1" sourceRef="start" targetRef="pause"/><sequenceFlow id="f2" sourceRef="pause" targetRef="end"/>`,
  );

  it('fires when its time comes, and not before', async () => {
    await test.publish(waiting);
    const { id } = await test.engine.startInstance(li, { processId: 'wait' });
    await test.advance(3_599_000);
    expect((await test.engine.getInstance(li, id)).tokens).toMatchObject([{ elementId: 'pause', waitsFor: 'timer' }]);
    await test.advance(1_000);
    expect((await test.engine.getInstance(li, id)).state).toBe('completed');
    expect(test.failures).toEqual([]);
  });

  it('that fell due while nobody ran fires once, after the restart', async () => {
    const { mkdtempSync, rmSync } = await import('node:fs');
    const folder = mkdtempSync('/tmp/fortnight-timer-');
    const restarted = await openTestEngine(`sqlite:${folder}/a.db`);
    try {
      await restarted.publish(waiting);
      const { id } = await restarted.engine.startInstance(li, { processId: 'wait' });
      await restarted.restart(7_200_000);
      const history = await restarted.engine.listEvents(li, id, { limit: 100, order: 'asc', type: 'timerFired' });
      expect(history.items).toHaveLength(1);
      expect((await restarted.engine.getInstance(li, id)).state).toBe('completed');
    } finally {
      await restarted.close();
      rmSync(folder, { recursive: true });
    }
  });

  it('waits while its case is held', async () => {
    await test.publish(waiting);
    const { id } = await test.engine.startInstance(li, { processId: 'wait' });
    await test.engine.suspendInstance(admin, id, {});
    await test.advance(7_200_000);
    expect((await test.engine.getInstance(li, id)).state).toBe('suspended');
    await test.engine.resumeInstance(admin, id);
    await test.advance(1);
    expect((await test.engine.getInstance(li, id)).state).toBe('completed');
  });

  it('whose time lay in the past when its version went live starts nothing', async () => {
    const starts = (timer: string) =>
      test.publish(
        bpmn(
          'dated',
          `<startEvent id="start"><timerEventDefinition>${timer}</timerEventDefinition></startEvent><endEvent id="end"/>
           <sequenceFlow id="f1" sourceRef="start" targetRef="end"/>`,
        ),
      );
    const count = async () => (await test.engine.listInstances(admin, { ...page, sort: 'startedAt' })).items.length;
    await starts('<timeDate>2026-11-01T09:00:00Z</timeDate>');
    await test.advance(1);
    expect(await count()).toBe(0);
    await starts('<timeCycle>R/2026-11-01T02:00:00Z/P1D</timeCycle>');
    await test.advance(3_599_000);
    expect(await count()).toBe(0);
    await test.advance(1_000);
    expect(await count()).toBe(1);
  });

  it('starts cases, each time once', async () => {
    await test.publish(
      bpmn(
        'nightly',
        `<startEvent id="start"><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></startEvent>
         <endEvent id="end"/><sequenceFlow id="f1" sourceRef="start" targetRef="end"/>`,
      ),
    );
    const count = async () => (await test.engine.listInstances(admin, { ...page, sort: 'startedAt' })).items.length;
    await test.advance(3_600_000);
    expect(await count()).toBe(1);
    await test.advance(10 * 3_600_000);
    expect(await count()).toBe(2);
    await test.advance(3_600_000);
    expect(await count()).toBe(3);
  });
});

describe('a message', () => {
  const messages = '<message id="m" name="signed"/><message id="n" name="asked"/>';
  const waiting = bpmn(
    'contract',
    `<startEvent id="start"/><intermediateCatchEvent id="wait"><extensionElements><fortnight:subscription correlationKey="= contractId"/></extensionElements>
       <messageEventDefinition messageRef="m"/></intermediateCatchEvent><endEvent id="end"/>
     <sequenceFlow id="f1" sourceRef="start" targetRef="wait"/><sequenceFlow id="f2" sourceRef="wait" targetRef="end"/>`,
    messages,
  );
  const start = (contractId: string) => test.engine.startInstance(worker, { processId: 'contract', variables: { contractId } });
  const publish = (body: object) => test.engine.publishMessage(worker, { name: 'signed', ...body });

  it('goes to the case with its key, and says so', async () => {
    await test.publish(waiting);
    const { id } = await start('c1');
    expect(await publish({ correlationKey: 'c2' })).toMatchObject({ result: 'nobodyWaits', waiting: [{ correlationKey: 'c1' }] });
    expect(await publish({ correlationKey: 'c1', variables: { by: 'x' } })).toMatchObject({
      result: 'correlated',
      correlated: [{ instanceId: id, elementId: 'wait' }],
    });
    expect(await test.engine.getInstance(admin, id)).toMatchObject({ state: 'completed', variables: { by: 'x' } });
  });

  it('that came early waits for its case, once', async () => {
    await test.publish(waiting);
    expect(await publish({ correlationKey: 'c1', ttlMs: 60_000 })).toMatchObject({ result: 'buffered' });
    expect((await start('c1')).state).toBe('completed');
    expect((await start('c1')).state).toBe('active');
  });

  it('that came while its case was held goes to it when it goes on', async () => {
    await test.publish(waiting);
    const { id } = await start('c1');
    await test.engine.suspendInstance(admin, id, {});
    expect(await publish({ correlationKey: 'c1', ttlMs: 60_000 })).toMatchObject({ result: 'buffered' });
    expect(await test.engine.resumeInstance(admin, id)).toMatchObject({ state: 'completed' });
  });

  it('that came too early is gone', async () => {
    await test.publish(waiting);
    await publish({ correlationKey: 'c1', ttlMs: 60_000 });
    await test.advance(60_000);
    expect((await start('c1')).state).toBe('active');
  });

  it('with an id that was taken does nothing', async () => {
    await test.publish(waiting);
    await start('c1');
    const twice = { correlationKey: 'c1', messageId: 'm1' };
    expect((await publish(twice)).result).toBe('correlated');
    await start('c1');
    expect((await publish(twice)).result).toBe('duplicate');
  });

  it('without a key is refused where several wait', async () => {
    await test.publish(waiting);
    await start('c1');
    await start('c2');
    await expect(publish({})).rejects.toMatchObject({ status: 409, code: 'ambiguous-message' });
  });

  it('starts a case by the newest version alone', async () => {
    const starts = bpmn(
      'lead',
      `<startEvent id="start"><messageEventDefinition messageRef="n"/></startEvent><userTask id="call"/><endEvent id="end"/>
       <sequenceFlow id="f1" sourceRef="start" targetRef="call"/><sequenceFlow id="f2" sourceRef="call" targetRef="end"/>`,
      messages,
    );
    await test.publish(starts);
    await test.publish(starts.replace('id="call"', 'id="call" name="Call"'));
    const published = await test.engine.publishMessage(worker, {
      name: 'asked',
      correlationKey: 'k',
      variables: { from: 'web' },
    });
    expect(published).toMatchObject({ result: 'started', started: [{ processId: 'lead', version: 2 }] });
    const [instance] = (await test.engine.listInstances(admin, { ...page, sort: 'startedAt' })).items;
    expect(instance).toMatchObject({ businessKey: 'k', tokens: [{ elementId: 'call' }] });
  });
});

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

describe('the event stream', () => {
  it('tells, after the commit, what the reader may see', async () => {
    await test.publish(twoTasks);
    const ending = new AbortController();
    const heard = { li: [] as string[], wang: [] as string[] };
    const listen = async (name: 'li' | 'wang') => {
      for await (const event of test.engine.subscribe(name === 'li' ? li : wang, { after: 0, signal: ending.signal }))
        heard[name].push(event.ids.instanceId ?? '');
    };
    const listening = [listen('li'), listen('wang')];
    const { id } = await test.engine.startInstance(li, { processId: 'deal' });
    await test.engine.commentInstance(li, id, { text: 'hello' });
    for (let turns = 0; turns < 100 && heard.li.length < 2; turns++) await new Promise((resolve) => setImmediate(resolve));
    ending.abort();
    await Promise.all(listening);
    expect(heard).toEqual({ li: [id, id], wang: [] });
  });

  it('tells whoever had a task on offer that it is gone, and nothing of the case afterwards', async () => {
    await test.publish(twoTasks);
    await test.close();
    test = await openTestEngine('memory:', [
      { id: 'li', groups: ['sales'] },
      { id: 'min', groups: ['sales'] },
    ]);
    await test.publish(twoTasks);
    const min = person('min', ['sales']);
    const { id } = await test.engine.startInstance(admin, { processId: 'deal' });
    const [task] = (await test.engine.listTasks(li, { ...allTasks, state: 'open' })).items;
    const ending = new AbortController();
    const heard: string[] = [];
    const listen = async () => {
      for await (const event of test.engine.subscribe(min, { signal: ending.signal })) heard.push(event.ids.instanceId ?? '');
    };
    const listening = listen();
    const turn = async (count: number) => {
      for (let turns = 0; turns < 100 && heard.length < count; turns++) await new Promise((resolve) => setImmediate(resolve));
    };
    await test.engine.completeTask(li, task?.id ?? '', {});
    await turn(1);
    expect(heard).toEqual([id]);
    await expect(test.engine.getTask(min, task?.id ?? '')).rejects.toMatchObject({ status: 404 });
    await test.advance(120_000);
    await test.engine.commentInstance(admin, id, { text: 'Not for everybody.' });
    await turn(2);
    ending.abort();
    await listening;
    expect(heard).toEqual([id]);
  });
});
