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

const start = async (processId: string) => (await test.engine.startInstance(worker, { processId })).id;
const placeOf = async (id: string) => (await test.engine.getInstance(admin, id)).tokens.map(({ elementId }) => elementId);
const broadcast = () => test.engine.broadcastSignal(worker, { name: 'price-cut', variables: { by: 5 } });

describe('a signal', () => {
  it('from outside goes to every case that waits, and says so', async () => {
    await test.publish(waits);
    const ids = [await start('deal'), await start('deal')];
    expect(await broadcast()).toEqual({ caught: ids.map((instanceId) => ({ instanceId, elementId: 'c' })), started: [] });
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
