import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, openTestEngine, type TestEngine, worker } from './engine.double.ts';

let test: TestEngine;
beforeEach(async () => {
  test = await openTestEngine();
});
afterEach(() => test.close());

const page = { limit: 50, sort: 'startedAt' } as const;
const namespaces = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1"';

/** A buyer orders and waits for the answer; a seller begins with the order, prices it, and answers. */
const pools = (correlation: string, keys: string) => `<definitions ${namespaces} targetNamespace="t">
  <message id="mo" name="order"/><message id="ma" name="answer"/>${correlation}
  <process id="buyer" isExecutable="true"><startEvent id="bs"/>
    <sendTask id="order" messageRef="mo"><extensionElements><fortnight:input name="number" value="= number"/></extensionElements></sendTask>
    <receiveTask id="await" messageRef="ma"/><endEvent id="be"/>
    <sequenceFlow id="b1" sourceRef="bs" targetRef="order"/><sequenceFlow id="b2" sourceRef="order" targetRef="await"/><sequenceFlow id="b3" sourceRef="await" targetRef="be"/></process>
  <process id="seller" isExecutable="true"><receiveTask id="ordered" messageRef="mo" instantiate="true"/><userTask id="price"/>
    <sendTask id="answer" messageRef="ma"><extensionElements><fortnight:input name="about" value="= {order: number}"/><fortnight:input name="price" value="= price"/></extensionElements></sendTask><endEvent id="se"/>
    <sequenceFlow id="s1" sourceRef="ordered" targetRef="price"/><sequenceFlow id="s2" sourceRef="price" targetRef="answer"/><sequenceFlow id="s3" sourceRef="answer" targetRef="se"/></process>
  <process id="drawn"><task id="dt"/></process>
  <collaboration id="c"><participant id="pb" processRef="buyer"/><participant id="ps" processRef="seller"/>${keys}</collaboration></definitions>`;
const retrieval = (message: string, path: string) =>
  `<correlationPropertyRetrievalExpression messageRef="${message}"><messagePath>${path}</messagePath></correlationPropertyRetrievalExpression>`;
const byNumber = pools(
  `<correlationProperty id="cp" name="number">${retrieval('mo', 'number')}${retrieval('ma', 'about.order')}</correlationProperty>`,
  '<correlationKey id="k"><correlationPropertyRef>cp</correlationPropertyRef></correlationKey>',
);
const publish = (name: string, variables: object, more: object = {}) =>
  test.engine.publishMessage(worker, { name, variables: { ...variables }, ...more });

async function priced(caseOf: string, price: number): Promise<void> {
  const { items } = await test.engine.listTasks(admin, { limit: 50, instanceId: caseOf, state: 'open', sort: 'createdAt' });
  await test.engine.completeTask(admin, items[0]?.id ?? '', { variables: { price } });
  await test.engine.tick();
}

describe('two pools of one file', () => {
  it('talk to each other: each answer finds the case that asked', async () => {
    await test.publish(byNumber);
    const first = await test.engine.startInstance(worker, { processId: 'buyer', variables: { number: 1 } });
    const second = await test.engine.startInstance(worker, { processId: 'buyer', variables: { number: 2 } });
    await test.engine.tick();
    const { items: sellers } = await test.engine.listInstances(admin, { ...page, processId: 'seller' });
    expect(sellers.map(({ businessKey }) => businessKey)).toEqual(['1', '2']);
    await priced(sellers[1]?.id ?? '', 20);
    expect(await test.engine.getInstance(admin, second.id)).toMatchObject({ state: 'completed', variables: { price: 20 } });
    expect(await test.engine.getInstance(admin, first.id)).toMatchObject({ state: 'active' });
    await priced(sellers[0]?.id ?? '', 10);
    expect(await test.engine.getInstance(admin, first.id)).toMatchObject({ state: 'completed', variables: { price: 10 } });
  });
});

describe('a message without a key', () => {
  const began = (number: number) => test.engine.startInstance(worker, { processId: 'buyer', variables: { number } });

  it('goes by what it says itself, however many wait', async () => {
    await test.publish(byNumber);
    const [, second] = [await began(1), await began(2)];
    expect(await publish('answer', { about: { order: 2 } })).toMatchObject({
      result: 'correlated',
      correlated: [{ instanceId: second.id, elementId: 'await' }],
    });
    expect(await publish('answer', { about: { order: 3 } })).toMatchObject({ result: 'nobodyWaits', code: 'other-key-waits' });
    await expect(publish('answer', {})).resolves.toMatchObject({ result: 'correlated' });
  });

  it('is kept under the key that it says, for the case that will wait for it', async () => {
    await test.publish(byNumber);
    expect(await publish('answer', { about: { order: 9 }, price: 3 }, { ttlMs: 60_000 })).toMatchObject({ result: 'buffered' });
    expect(await test.engine.getInstance(admin, (await began(8)).id)).toMatchObject({ state: 'active' });
    expect(await test.engine.getInstance(admin, (await began(9)).id)).toMatchObject({
      state: 'completed',
      variables: { price: 3 },
    });
  });

  it('is read as the version says that its case runs on, after a newer one went live too', async () => {
    await test.publish(byNumber);
    const { id } = await began(1);
    await test.publish(byNumber.replaceAll('about.order', 'about.number'));
    expect(await publish('answer', { about: { order: 1 } })).toMatchObject({ correlated: [{ instanceId: id }] });
    const again = await began(5);
    expect(await publish('answer', { about: { number: 5 } })).toMatchObject({ correlated: [{ instanceId: again.id }] });
  });

  it('comes to a case that runs before it starts another', async () => {
    const waits = (
      messages: string,
    ) => `<definitions ${namespaces} targetNamespace="t">${messages}<process id="order" isExecutable="true">
      <startEvent id="s"><messageEventDefinition messageRef="mo"/></startEvent><receiveTask id="more" messageRef="mo"/><endEvent id="e"/>
      <sequenceFlow id="f1" sourceRef="s" targetRef="more"/><sequenceFlow id="f2" sourceRef="more" targetRef="e"/></process>
      <collaboration id="c"><participant id="p" processRef="order"/><correlationKey id="k"><correlationPropertyRef>cp</correlationPropertyRef></correlationKey></collaboration></definitions>`;
    await test.publish(
      waits(
        `<message id="mo" name="order"/><correlationProperty id="cp" name="number">${retrieval('mo', 'number')}</correlationProperty>`,
      ),
    );
    expect(await publish('order', { number: 1 })).toMatchObject({ result: 'started' });
    expect(await publish('order', { number: 2 })).toMatchObject({ result: 'started' });
    expect(await publish('order', { number: 1 })).toMatchObject({ result: 'correlated', correlated: [{ elementId: 'more' }] });
    expect((await test.engine.listInstances(admin, { ...page, processId: 'order' })).items.map(({ state }) => state)).toEqual([
      'completed',
      'active',
    ]);
  });
});
