import { afterEach, beforeEach, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, type TestEngine, worker } from './engine.double.ts';

let test: TestEngine;
beforeEach(async () => {
  test = await openTestEngine();
});
afterEach(() => test.close());

const flow = (from: string, to: string) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
const catching = '<intermediateCatchEvent id="c"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>';
const approval =
  '<userTask id="a"><extensionElements><fortnight:approval mode="one" result="score"><fortnight:approver who="group:finance"/></fortnight:approval></extensionElements></userTask>';

it('a message that came early and is not taken keeps nobody from their task, and the conversation says so', async () => {
  const body = `<startEvent id="s"/><userTask id="u"/>${catching}${approval}${flow('s', 'u')}${flow('u', 'c')}${flow('c', 'a')}`;
  await test.publish(bpmn('deal', body, '<message id="m" name="scored"/>'));
  const { id } = await test.engine.startInstance(worker, { processId: 'deal', businessKey: 'b1' });
  const send = (variables: object) =>
    test.engine.publishMessage(worker, { name: 'scored', correlationKey: 'b1', ttlMs: 60_000, variables: { ...variables } });
  expect(await send({ score: 5 })).toMatchObject({ result: 'buffered' });
  const [task] = test.store.engineHost.reads.tasks.find({ instanceId: id });
  await test.engine.completeTask(admin, task?.id ?? '', {});
  const tokens = async () => (await test.engine.getInstance(admin, id)).tokens.map(({ elementId }) => elementId);
  expect(await tokens()).toEqual(['c']);
  expect(await test.engine.listComments(admin, id, { limit: 10 })).toMatchObject({
    items: [{ by: null, text: expect.stringContaining('The message "scored", which had come before, was not taken') }],
  });
  expect(await send({ rating: 5 })).toMatchObject({ result: 'correlated' });
  expect(await tokens()).toEqual(['a']);
});
