import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, person, type TestEngine } from './engine.double.ts';

const work = (groups: string) =>
  `<userTask id="work" name="Work"><extensionElements><fortnight:assignment groups="${groups}"/></extensionElements></userTask>`;
const flow = (id: string, from: string, to: string) => `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`;
/** A deal in its stage, at a task of legal. */
const sale = bpmn(
  'sale',
  `<startEvent id="start"/>${flow('f1', 'start', 'offer')}
   <subProcess id="offer" name="Offer"><extensionElements><fortnight:stage order="1">
     <fortnight:lossReason id="price" name="Price"/><fortnight:lossReason id="silence" name="No answer"/>
   </fortnight:stage></extensionElements>
   <startEvent id="in"/>${flow('g1', 'in', 'ask')}<userTask id="ask" name="Ask"/>${flow('g2', 'ask', 'work')}${work('legal')}
   ${flow('g3', 'work', 'out')}<endEvent id="out"/></subProcess>${flow('f2', 'offer', 'end')}<endEvent id="end"/>`,
);
/** No stage says why it would be lost. */
const request = bpmn(
  'request',
  `<startEvent id="start"/>${flow('f1', 'start', 'work')}${work('legal')}${flow('f2', 'work', 'end')}<endEvent id="end"/>`,
);
const li = person('li', ['sales']);
const sun = person('sun', ['sales']);
const wang = person('wang', ['legal']);
const chen = person('chen', [], ['owner']);
const audit = person('audit', [], ['audit']);

let test: TestEngine;
beforeEach(async () => {
  const away = { from: 0, to: Date.parse('2027-01-01'), substituteId: 'sun' };
  test = await openTestEngine('memory:', [
    { id: 'li', groups: ['sales'], absence: away },
    { id: 'sun', groups: ['sales'] },
    { id: 'wang', groups: ['legal'] },
    { id: 'chen' },
    { id: 'audit' },
    { id: 'hu' },
  ]);
  await test.publish(sale, [], 'chen');
  await test.publish(request, [], 'chen');
});
afterEach(() => test.close());

const taskOf = async (instanceId: string) => {
  const { items } = await test.engine.listTasks(admin, { limit: 9, sort: 'dueAt', state: 'open', instanceId });
  return items[0]?.id ?? '';
};
/** Li's deal, which waits for legal. */
const begin = async (processId = 'sale') => {
  const { id } = await test.engine.startInstance(li, { processId });
  if (processId === 'sale') await test.engine.completeTask(li, await taskOf(id), {});
  return id;
};

describe('one’s own case', () => {
  it('is ended as lost by who started it, for one of its reasons', async () => {
    const id = await begin();
    const { engine } = test;
    expect((await engine.getInstance(li, id)).can).toContain('cancelAsLost');
    const cancel = (lossReason?: string) =>
      engine.cancelInstance(li, id, { reason: 'too dear', ...(lossReason && { lossReason }) });
    await expect(cancel()).rejects.toMatchObject({
      status: 403,
      code: 'only-as-lost',
      params: { lossReasons: ['price', 'silence'] },
    });
    await expect(cancel('weather')).rejects.toMatchObject({ status: 409, code: 'unknown-loss-reason' });
    expect(await cancel('price')).toMatchObject({ state: 'terminated', outcome: 'lost', lossReason: 'price' });
    expect((await engine.getInstance(li, id)).can).toEqual(['comment']);
    const { items } = await engine.listEvents(li, id, { limit: 200, order: 'desc' });
    expect(items.find(({ type }) => type === 'instanceTerminated')).toMatchObject({ by: { userId: 'li' }, reason: 'too dear' });
  });

  it('is ended as lost by whoever stands in for them, which is on record', async () => {
    const id = await begin();
    expect(await test.engine.cancelInstance(sun, id, { reason: 'gone', lossReason: 'silence' })).toMatchObject({
      outcome: 'lost',
    });
    const { items } = await test.engine.listEvents(sun, id, { limit: 200, order: 'desc' });
    const ended = items.find(({ type }) => type === 'instanceTerminated');
    expect(ended).toMatchObject({ by: { userId: 'sun', onBehalfOf: 'li' } });
  });

  it('is not ended by others with a part in it, nor while it is held', async () => {
    const id = await begin();
    const { engine } = test;
    const lost = { reason: 'x', lossReason: 'price' };
    expect((await engine.getInstance(wang, id)).can).not.toContain('cancelAsLost');
    await expect(engine.cancelInstance(wang, id, lost)).rejects.toMatchObject({ status: 403, code: 'not-your-process' });
    await engine.suspendInstance(chen, id, {});
    expect((await engine.getInstance(li, id)).can).not.toContain('cancelAsLost');
    await expect(engine.cancelInstance(li, id, lost)).rejects.toMatchObject({ status: 409, code: 'instance-suspended' });
    const ended = await engine.cancelInstance(chen, id, { reason: 'no outcome' });
    expect(ended.state).toBe('terminated');
    expect(ended).not.toHaveProperty('outcome');
  });

  it('of a process without loss reasons is cancelled by who manages that', async () => {
    const id = await begin('request');
    expect((await test.engine.getInstance(li, id)).can).not.toContain('cancelAsLost');
    const cancel = test.engine.cancelInstance(li, id, { reason: 'x', lossReason: 'any' });
    await expect(cancel).rejects.toMatchObject({ status: 403, code: 'not-your-process' });
  });
});

describe('a reminder', () => {
  it('is sent by who waits, may do the task, or manages the process; not by whoever may read', async () => {
    const id = await begin();
    const { engine } = test;
    const task = await taskOf(id);
    await engine.commentInstance(li, id, { text: '@hu', mentions: ['hu'] });
    for (const by of [li, sun, wang, chen, admin]) {
      expect((await engine.getInstance(by, id)).can).toContain('remind');
      expect((await engine.getTask(by, task)).can).toContain('remind');
      expect(await engine.remindTask(by, task)).toMatchObject({ id: task });
    }
    for (const by of [audit, person('hu')]) {
      expect((await engine.getInstance(by, id)).can).not.toContain('remind');
      expect((await engine.getTask(by, task)).can).toEqual(['comment']);
      await expect(engine.remindTask(by, task)).rejects.toMatchObject({ status: 403, code: 'not-concerned' });
    }
  });
});
