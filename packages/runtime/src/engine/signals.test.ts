import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, type TestEngine, worker } from './engine.double.ts';

let test: TestEngine;
beforeEach(async () => {
  test = await openTestEngine();
});
afterEach(() => test.close());

const roots = '<signal id="sig" name="price-cut"/>';
const event = (tag: string, id: string, definition: string) => `<${tag} id="${id}">${definition}</${tag}>`;
const signal = '<signalEventDefinition signalRef="sig"/>';
const flow = (from: string, to: string) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
const waits = bpmn(
  'deal',
  `<startEvent id="s"/>${event('intermediateCatchEvent', 'c', signal)}<userTask id="u"/>${flow('s', 'c')}${flow('c', 'u')}`,
  roots,
);
const throws = bpmn(
  'watch',
  `<startEvent id="s"/>${event('intermediateThrowEvent', 't', signal)}<endEvent id="e"/>${flow('s', 't')}${flow('t', 'e')}`,
  roots,
);
const begins = bpmn('reply', `${event('startEvent', 's', signal)}<userTask id="u"/>${flow('s', 'u')}`, roots);

/** Whose result the engine alone writes. */
const approval = `<userTask id="a"><extensionElements><fortnight:approval mode="one" result="score"><fortnight:approver who="group:finance"/></fortnight:approval></extensionElements></userTask>`;

const start = async (processId: string) => (await test.engine.startInstance(worker, { processId })).id;
const placeOf = async (id: string) => (await test.engine.getInstance(admin, id)).tokens.map(({ elementId }) => elementId);
const broadcast = () => test.engine.broadcastSignal(worker, { name: 'price-cut', variables: { by: 5 } });

describe('a signal', () => {
  it('from outside goes to every case that waits, and says so', async () => {
    await test.publish(waits);
    const ids = [await start('deal'), await start('deal')];
    expect(await broadcast()).toEqual({
      caught: ids.map((instanceId) => ({ instanceId, elementId: 'c' })),
      started: [],
      refused: [],
    });
    for (const id of ids) expect(await placeOf(id)).toEqual(['u']);
    expect(await broadcast()).toMatchObject({ caught: [], started: [], reason: expect.stringContaining('price-cut') });
  });

  it('that one case throws goes to all the others', async () => {
    await test.publish(waits);
    await test.publish(throws);
    const id = await start('deal');
    await start('watch');
    await test.advance(0);
    expect(await placeOf(id)).toEqual(['u']);
  });

  it('starts a case of each process that begins with it', async () => {
    await test.publish(begins);
    expect((await broadcast()).started).toMatchObject([{ processId: 'reply' }]);
  });

  it('that one process does not begin with reaches the others, and a case that cannot take it says so', async () => {
    await test.publish(waits);
    await test.publish(begins);
    await test.publish(bpmn('scored', `${event('startEvent', 's', signal)}${approval}${flow('s', 'a')}`, roots));
    const id = await start('deal');
    const answer = await test.engine.broadcastSignal(worker, { name: 'price-cut', variables: { score: 5 } });
    expect(answer).toMatchObject({
      caught: [{ instanceId: id }],
      started: [{ processId: 'reply' }],
      refused: [{ processId: 'scored', code: 'reserved-variable' }],
    });
    expect(await placeOf(id)).toEqual(['u']);
  });

  it('that a case throws is dropped where it is not taken, and the conversation says so', async () => {
    const throwing = `<intermediateThrowEvent id="t"><extensionElements><fortnight:input name="score" value="= 5"/></extensionElements>${signal}</intermediateThrowEvent>`;
    await test.publish(
      bpmn('watch', `<startEvent id="s"/>${throwing}<userTask id="u"/>${flow('s', 't')}${flow('t', 'u')}`, roots),
    );
    await test.publish(bpmn('scored', `${event('startEvent', 's', signal)}${approval}${flow('s', 'a')}`, roots));
    const catching = event('intermediateCatchEvent', 'c', signal);
    await test.publish(bpmn('deal', `<startEvent id="s"/>${catching}${approval}${flow('s', 'c')}${flow('c', 'a')}`, roots));
    const waiting = await start('deal');
    const thrower = await start('watch');
    await test.advance(0);
    expect(await placeOf(waiting)).toEqual(['c']);
    for (const id of [waiting, thrower])
      expect(await test.engine.listComments(admin, id, { limit: 10 })).toMatchObject({
        items: [{ by: null, text: expect.stringContaining('The engine alone writes "score"') }],
      });
    expect(test.failures).toEqual([]);
    expect(test.store.engineHost.reads.nextDueAt()).toBeUndefined();
  });

  it('is not heard by a case that is suspended', async () => {
    await test.publish(waits);
    const id = await start('deal');
    await test.engine.suspendInstance(admin, id, {});
    expect((await broadcast()).caught).toEqual([]);
    await test.engine.resumeInstance(admin, id);
    expect(await placeOf(id)).toEqual(['c']);
  });
});

describe('a conditional start event', () => {
  const on = bpmn(
    'alert',
    `${event('startEvent', 's', '<conditionalEventDefinition><condition>price &lt; 80</condition></conditionalEventDefinition>')}<userTask id="u"/>${flow('s', 'u')}`,
  );

  it('starts a case where it holds for what is known', async () => {
    await test.publish(on);
    const read = (price: number) => test.engine.evaluateConditions(worker, { variables: { price } });
    expect(await read(90)).toEqual({ started: [], failed: [] });
    const { started } = await read(70);
    expect(started).toMatchObject([{ processId: 'alert' }]);
    expect(await test.engine.getInstance(admin, started[0]?.instanceId ?? '')).toMatchObject({ variables: { price: 70 } });
  });
});
