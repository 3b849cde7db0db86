import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, type TestEngine, worker } from './engine.double.ts';

const page = { limit: 50 };

let test: TestEngine;
beforeEach(async () => {
  test = await openTestEngine('memory:', [{ id: 'li', groups: ['sales'] }, { id: 'wang' }, { id: 'zhao' }]);
});
afterEach(() => test.close());

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
