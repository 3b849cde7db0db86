import type { TaskDetail } from '@fortnight/shared/contract';
import { replay } from '@fortnight/shared/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Principal } from '../access/index.ts';
import { admin, bpmn, openTestEngine, person, type TestEngine } from './engine.double.ts';

const contract = bpmn(
  'contract',
  `<extensionElements><fortnight:data name="margin" type="number"/></extensionElements>
   <startEvent id="start"/>
   <userTask id="prepare" name="Prepare"><extensionElements><fortnight:assignment assignee="= starter"/></extensionElements></userTask>
   <userTask id="sign" name="Two signatures"><extensionElements>
     <fortnight:approval mode="quorum" quorum="2" result="signatures">
       <fortnight:approver who="manager-of:starter" name="Head"/><fortnight:approver who="group:finance" name="CFO"/><fortnight:approver who="user:he" name="GM"/>
       <fortnight:outcome id="approve" kind="approve"/><fortnight:outcome id="reject" kind="reject" comment="required"/>
       <fortnight:outcome id="send-back" kind="send-back" to="prepare" comment="required"/>
       <fortnight:fact variable="margin" better="higher" policy="margin &gt;= 0.22" near="margin &lt; 0.25"/>
     </fortnight:approval>
     <fortnight:timing limit="PT8H" calendar="working" remind="PT4H"/>
   </extensionElements></userTask>
   <exclusiveGateway id="signed" default="no"/>
   <endEvent id="won"><extensionElements><fortnight:end outcome="won"/></extensionElements></endEvent>
   <endEvent id="lost"><extensionElements><fortnight:end outcome="lost"/></extensionElements></endEvent>
   <sequenceFlow id="f1" sourceRef="start" targetRef="prepare"/><sequenceFlow id="f2" sourceRef="prepare" targetRef="sign"/>
   <sequenceFlow id="f3" sourceRef="sign" targetRef="signed"/>
   <sequenceFlow id="yes" sourceRef="signed" targetRef="won"><conditionExpression>signatures.outcome = "approve"</conditionExpression></sequenceFlow>
   <sequenceFlow id="no" sourceRef="signed" targetRef="lost"/>`,
);
const li = person('li', ['sales']);
const wang = person('wang');
const sun = person('sun', ['finance']);

let test: TestEngine;
beforeEach(async () => {
  test = await openTestEngine('memory:', [
    { id: 'li', managerId: 'wang', groups: ['sales'] },
    { id: 'wang' },
    { id: 'sun', groups: ['finance'] },
    { id: 'he', absence: { from: 0, to: Number.MAX_SAFE_INTEGER, substituteId: 'zhou' } },
    { id: 'zhou' },
  ]);
  await test.publish(contract);
});
afterEach(() => test.close());

async function ask(margin = 0.23): Promise<string> {
  const { id } = await test.engine.startInstance(li, { processId: 'contract', variables: { margin } });
  await test.engine.completeTask(li, await taskOf(li, id), { comment: 'please sign' });
  return id;
}
async function taskOf(by: Principal, instanceId: string): Promise<string> {
  const mine = await test.engine.listTasks(by, { limit: 9, sort: 'dueAt', scope: 'mine' });
  const open = await test.engine.listTasks(by, { limit: 9, sort: 'dueAt', scope: 'groups' });
  return [...mine.items, ...open.items].find((task) => task.instanceId === instanceId)?.id ?? 'none';
}
const vote = async (by: Principal, id: string, outcome: string, comment?: string) =>
  test.engine.completeTask(by, await taskOf(by, id), { outcome, ...(comment !== undefined && { comment }) });
const statesOf = (task: TaskDetail) => task.approval?.signatures.map(({ state }) => state);

describe('an approval', () => {
  it('is decided by enough votes, and the rest is not needed', async () => {
    const id = await ask();
    await vote(wang, id, 'approve', 'fine');
    const detail = await test.engine.getTask(sun, await taskOf(sun, id));
    expect(detail).toMatchObject({
      votes: [{ by: 'wang', outcome: 'approve', comment: 'fine' }],
      approval: { needed: 2, approved: 1, mode: 'quorum' },
      request: { by: 'li', comment: 'please sign' },
      facts: [{ variable: 'margin', now: 0.23, standing: 'near' }],
      can: ['claim', 'complete', 'draft', 'delegate', 'remind', 'comment'],
      limit: 'PT8H',
    });
    expect(statesOf(detail)).toEqual(['voted', 'waiting', 'waiting']);
    const remindAt = '2026-11-25T06:00:00.000Z';
    expect(detail.approval?.signatures.map((signature) => signature.remindAt)).toEqual([undefined, remindAt, remindAt]);
    expect(detail.approval?.signatures.map(({ isYours }) => isYours)).toEqual([false, true, false]);
    expect(detail.whatHappens).toEqual([
      { outcome: 'approve', code: 'ends-won', params: {} },
      { outcome: 'reject', code: 'counts', params: { count: 1 } },
      { outcome: 'send-back', code: 'goes-back', params: { name: 'Prepare' } },
    ]);
    await vote(sun, id, 'approve');
    const ended = await test.engine.getInstance(li, id);
    expect(ended).toMatchObject({
      state: 'completed',
      outcome: 'won',
      openTaskCount: 0,
      variables: { signatures: { outcome: 'approve' } },
    });
    expect(ended.tasks.map(({ state }) => state)).toEqual(['completed', 'completed', 'completed', 'cancelled']);
  });

  it('tells of a rejection what it does with the votes on record', async () => {
    const id = await ask();
    const told = async (by: Principal) => (await test.engine.getTask(by, await taskOf(by, id))).whatHappens.slice(0, 2);
    expect(await told(wang)).toEqual([
      { outcome: 'approve', code: 'waits-for-others', params: { count: 1 } },
      { outcome: 'reject', code: 'counts', params: { count: 2 } },
    ]);
    await vote(wang, id, 'reject', 'no');
    expect(await told(sun)).toEqual([
      { outcome: 'approve', code: 'waits-for-others', params: { count: 1 } },
      { outcome: 'reject', code: 'ends-lost', params: {} },
    ]);
    await vote(sun, id, 'reject', 'no');
    expect(await test.engine.getInstance(li, id)).toMatchObject({ outcome: 'lost' });
  });

  it('lets a substitute vote for whoever is away, on record', async () => {
    const id = await ask();
    const zhou = person('zhou');
    const task = await vote(zhou, id, 'approve');
    expect(task).toMatchObject({ state: 'completed', onBehalfOf: 'he', votes: [{ by: 'zhou', onBehalfOf: 'he' }] });
    expect((await test.engine.listInstances(zhou, { limit: 9, sort: 'startedAt' })).items).toHaveLength(1);
  });

  it('is not voted on by a key, nor by who is not asked', async () => {
    const id = await ask();
    const task = await taskOf(wang, id);
    await expect(test.engine.completeTask(admin, task, { outcome: 'approve' })).rejects.toMatchObject({ status: 403 });
    await expect(test.engine.completeTask(li, task, { outcome: 'approve' })).rejects.toMatchObject({
      status: 403,
      code: 'not-eligible',
    });
    await expect(test.engine.setVariables(admin, id, { variables: { signatures: {} } })).rejects.toMatchObject({
      status: 409,
      code: 'reserved-variable',
    });
  });

  it('is read by a group only while it may take a task of it', async () => {
    const id = await ask();
    const colleague = person('ma', ['finance']);
    expect((await test.engine.getInstance(colleague, id)).id).toBe(id);
    expect((await test.engine.listInstances(colleague, { limit: 9, sort: 'startedAt' })).items).toHaveLength(1);
    await vote(sun, id, 'approve');
    await expect(test.engine.getInstance(colleague, id)).rejects.toMatchObject({ status: 404 });
    expect((await test.engine.listInstances(colleague, { limit: 9, sort: 'startedAt' })).items).toEqual([]);
    expect((await test.engine.getInstance(sun, id)).id).toBe(id);
  });

  it('goes back with a reason, and is asked again', async () => {
    const id = await ask();
    await vote(wang, id, 'approve');
    await expect(vote(sun, id, 'send-back')).rejects.toMatchObject({ status: 409 });
    await vote(sun, id, 'send-back', 'the margin is too low');
    expect((await test.engine.getInstance(li, id)).tokens).toMatchObject([{ elementId: 'prepare', waitsFor: 'task' }]);
    await test.engine.completeTask(li, await taskOf(li, id), {});
    const again = await test.engine.getTask(wang, await taskOf(wang, id));
    expect(again).toMatchObject({ votes: [], approval: { approved: 0 } });
    expect(statesOf(again)).toEqual(['waiting', 'waiting', 'waiting']);
  });

  it('is replayed from its history to the state that is kept', async () => {
    const id = await ask();
    await vote(wang, id, 'approve');
    await vote(sun, id, 'send-back', 'again');
    const { reads } = test.store.engineHost;
    const events = reads.listEvents(id, { order: 'asc', from: 0, limit: 1000 }).flatMap((line) => line.events);
    const version = await test.versions.load('contract:1');
    if (!version) throw new Error('no version');
    expect(replay(version.program, events)).toEqual(JSON.parse(reads.instances.get(id)?.body ?? ''));
  });

  it('is withdrawn by who asked for it, and by nobody else', async () => {
    const id = await ask();
    const withdraw = (by: Principal) => test.engine.withdraw(by, id, { elementId: 'sign', reason: 'the price changed' });
    expect((await test.engine.getInstance(li, id)).can).toContain('withdraw');
    expect((await test.engine.getInstance(wang, id)).can).not.toContain('withdraw');
    await expect(withdraw(wang)).rejects.toMatchObject({ status: 403, code: 'not-eligible' });
    expect(await withdraw(li)).toMatchObject({ tokens: [{ elementId: 'prepare' }], openTaskCount: 1 });
    await expect(withdraw(li)).rejects.toMatchObject({ status: 409, code: 'nothing-to-withdraw' });
  });

  it('is overdue in working time, and says how much is left', async () => {
    const id = await ask();
    const task = await taskOf(wang, id);
    const before = await test.engine.getTask(wang, task);
    expect(before.remainingMs).toBe(8 * 3_600_000);
    await test.advance(24 * 3_600_000);
    expect((await test.engine.getTask(wang, task)).remainingMs).toBe(0);
    await test.advance(2 * 3_600_000);
    expect((await test.engine.getTask(wang, task)).remainingMs).toBe(-2 * 3_600_000);
    const history = await test.engine.listEvents(li, id, { limit: 200, order: 'asc', type: 'taskOverdue' });
    expect(history.items).toHaveLength(3);
    expect(test.failures).toEqual([]);
  });
});

describe('a checkpoint', () => {
  const guarded = bpmn(
    'guarded',
    `<startEvent id="start"/><businessRuleTask id="data" name="Minimum data"><extensionElements>
       <fortnight:checkpoint regulation="PIPL Art. 6" severity="block" reviewers="group:compliance" result="minimumData">
         <fortnight:rule id="fields" when="fieldCount &lt;= 6" message="More than needed."/>
         <fortnight:evidence id="consent" name="Signed consent" required="true"/>
       </fortnight:checkpoint></extensionElements></businessRuleTask>
     <boundaryEvent id="refused" attachedToRef="data"><errorEventDefinition/></boundaryEvent>
     <endEvent id="lost"><extensionElements><fortnight:end outcome="lost"/></extensionElements></endEvent>
     <endEvent id="end"/><sequenceFlow id="f1" sourceRef="start" targetRef="data"/><sequenceFlow id="f2" sourceRef="data" targetRef="end"/>
     <sequenceFlow id="f3" sourceRef="refused" targetRef="lost"/>`,
  );
  const zhao = person('zhao', ['compliance']);
  const rejectionOf = async (xml: string) => {
    await test.publish(xml);
    const { id } = await test.engine.startInstance(li, { processId: 'guarded', variables: { fieldCount: 9 } });
    const { whatHappens } = await test.engine.getTask(zhao, await taskOf(zhao, id));
    await test.engine.completeTask(zhao, await taskOf(zhao, id), { outcome: 'reject', comment: 'no' });
    return { told: whatHappens.find(({ outcome }) => outcome === 'reject')?.code, ended: await test.engine.getInstance(li, id) };
  };

  it('tells where the boundary event leads that catches its rejection by name, and that the case fails where none does', async () => {
    const named = guarded.replace('<errorEventDefinition/>', '<errorEventDefinition errorRef="checkpoint-rejected"/>');
    const path = { endedIds: ['data'] };
    expect(await rejectionOf(named)).toMatchObject({ told: 'ends-lost', ended: { outcome: 'lost', path } });
    const other = guarded.replace('<errorEventDefinition/>', '<errorEventDefinition errorRef="another"/>');
    expect(await rejectionOf(other)).toMatchObject({ told: 'fails', ended: { state: 'failed' } });
  });

  it('opens a review of what failed, which a person clears with evidence', async () => {
    await test.publish(guarded);
    const { id } = await test.engine.startInstance(li, { processId: 'guarded', variables: { fieldCount: 9 } });
    const task = await test.engine.getTask(zhao, await taskOf(zhao, id));
    expect(task).toMatchObject({
      kind: 'review',
      failedRules: [{ id: 'fields' }],
      outcomes: ['clear', 'reject'],
      evidenceWanted: [{ id: 'consent', required: true }],
      whatHappens: [
        { outcome: 'clear', code: 'ends' },
        { outcome: 'reject', code: 'ends-lost' },
      ],
      checkpoints: [{ elementId: 'data', regulation: 'PIPL Art. 6', rules: [{ id: 'fields', passed: false }] }],
    });
    await expect(test.engine.completeTask(admin, task.id, { outcome: 'clear' })).rejects.toMatchObject({ status: 403 });
    await expect(test.engine.completeTask(zhao, task.id, { outcome: 'clear', comment: 'ok' })).rejects.toMatchObject({
      status: 409,
    });
    const evidence = [{ id: 'consent', fileId: 'file-1' }];
    const clear = () => test.engine.completeTask(zhao, task.id, { outcome: 'clear', comment: 'consent is there', evidence });
    await expect(clear()).rejects.toMatchObject({ status: 422, code: 'file-not-found' });
    const file = {
      name: 'a.pdf',
      type: 'application/pdf',
      sizeBytes: 1,
      sha256: '0',
      uploadedAt: new Date(test.now()).toISOString(),
    };
    await test.store.files.insert({ id: 'file-1', ...file, uploadedBy: 'zhao' });
    await test.store.files.insert({ id: 'file-2', ...file, uploadedBy: 'sun' });
    const foreign = [{ id: 'consent', fileId: 'file-2' }];
    await expect(
      test.engine.completeTask(zhao, task.id, { outcome: 'clear', comment: 'consent is there', evidence: foreign }),
    ).rejects.toMatchObject({ status: 422, code: 'file-not-found' });
    await clear();
    const ended = await test.engine.getInstance(li, id);
    expect(ended).toMatchObject({ state: 'completed', variables: { minimumData: { outcome: 'cleared', by: 'zhao' } } });
    expect(ended.files).toMatchObject([{ id: 'file-1', instanceId: id }]);
    const [trail] = (await test.engine.getTask(zhao, task.id)).checkpoints;
    expect(trail).toMatchObject({ outcome: 'cleared', by: 'zhao', reason: 'consent is there', evidence });
  });

  it('lets a case pass that keeps its rules', async () => {
    await test.publish(guarded);
    const { id } = await test.engine.startInstance(li, { processId: 'guarded', variables: { fieldCount: 1 } });
    expect((await test.engine.getInstance(li, id)).state).toBe('completed');
  });
});
