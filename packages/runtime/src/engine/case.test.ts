import { limits } from '@fortnight/shared/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, openTestEngine, person, type TestEngine, twoTasks } from './engine.double.ts';

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
