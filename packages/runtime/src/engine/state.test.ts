import { afterEach, beforeEach, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, type TestEngine, worker } from './engine.double.ts';

let test: TestEngine;
beforeEach(async () => {
  test = await openTestEngine();
});
afterEach(() => test.close());

it('a case of an earlier build, which compiled its version to another hash, goes on', async () => {
  const flow = (from: string, to: string) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
  await test.publish(bpmn('deal', `<startEvent id="s"/><userTask id="u"/><endEvent id="e"/>${flow('s', 'u')}${flow('u', 'e')}`));
  const { id } = await test.engine.startInstance(worker, { processId: 'deal' });
  const { body } = test.store.engineHost.reads.instances.get(id) ?? { body: '' };
  const earlier = body.replace(/"programHash":"[0-9a-f]+"/, '"programHash":"an earlier one"');
  expect(earlier).not.toBe(body);
  await test.store.engineHost.write((tx) => tx.instances.update(id, { body: earlier }));
  const [task] = test.store.engineHost.reads.tasks.find({ instanceId: id });
  await test.engine.completeTask(admin, task?.id ?? '', {});
  expect(await test.engine.getInstance(admin, id)).toMatchObject({ state: 'completed' });
});
