import { afterEach, beforeEach, expect, it } from 'vitest';
import { bpmn, openTestEngine, type TestEngine, worker } from './engine.double.ts';

let test: TestEngine;
beforeEach(async () => {
  test = await openTestEngine();
});
afterEach(() => test.close());

it('a process that does not begin, though its condition holds, keeps no other from beginning', async () => {
  const start =
    '<startEvent id="s"><conditionalEventDefinition><condition>= score &gt; 3</condition></conditionalEventDefinition></startEvent>';
  const approval =
    '<userTask id="a"><extensionElements><fortnight:approval mode="one" result="score"><fortnight:approver who="group:finance"/></fortnight:approval></extensionElements></userTask>';
  const flow = '<sequenceFlow id="f" sourceRef="s" targetRef="a"/>';
  await test.publish(bpmn('a-scored', `${start}${approval}${flow}`));
  await test.publish(bpmn('b-plain', `${start}<userTask id="a"/>${flow}`));
  expect(await test.engine.evaluateConditions(worker, { variables: { score: 5 } })).toMatchObject({
    started: [{ processId: 'b-plain' }],
    failed: [{ processId: 'a-scored', elementId: 's', reason: expect.stringContaining('The engine alone writes "score"') }],
  });
});
