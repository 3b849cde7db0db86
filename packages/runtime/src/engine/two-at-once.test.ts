/** Two commands that are in hand at once, in whichever order they are committed: one may be refused, nothing is lost or done twice. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, type TestEngine, worker } from './engine.double.ts';
import { EngineRefused } from './refusal.ts';

const hour = 3_600_000;
const flow = (from: string, to: string) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;
const timer = (duration: string) => `<timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition>`;
/** A task with a limit, a job and a message beside one another; each leads to its own mark. */
const model = bpmn(
  'deal',
  `<startEvent id="s"/><parallelGateway id="fork"/>
   <userTask id="u"/><boundaryEvent id="late" attachedToRef="u">${timer('PT1H')}</boundaryEvent>
   <serviceTask id="push"><extensionElements><fortnight:job type="push" retries="3"/></extensionElements></serviceTask>
   <intermediateCatchEvent id="wait"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
   <userTask id="done"/><userTask id="overdue"/><userTask id="pushed"/><userTask id="heard"/>
   ${flow('s', 'fork')}${flow('fork', 'u')}${flow('fork', 'push')}${flow('fork', 'wait')}
   ${flow('u', 'done')}${flow('late', 'overdue')}${flow('push', 'pushed')}${flow('wait', 'heard')}`,
  '<message id="m" name="signed"/>',
);

let test: TestEngine;
let id: string;
let taskId: string;
let jobId: string;
beforeEach(async () => {
  test = await openTestEngine();
  await test.publish(model);
  id = (await test.engine.startInstance(worker, { processId: 'deal', businessKey: 'k' })).id;
  const { items } = await test.engine.listTasks(admin, { limit: 5, sort: 'dueAt', instanceId: id, state: 'open' });
  taskId = items[0]?.id ?? '';
  const ask = { type: 'push', worker: 'w', maxJobs: 1, timeoutMs: 10 * hour, waitMs: 0 };
  jobId = (await test.engine.activateJobs(worker, ask, new AbortController().signal)).jobs[0]?.id ?? '';
});
// Holds every projection against the history, whatever came of the two.
afterEach(() => test.close());

const commands: Readonly<Record<string, () => Promise<unknown>>> = {
  suspend: () => test.engine.suspendInstance(admin, id, {}),
  cancel: () => test.engine.cancelInstance(admin, id, { reason: 'over' }),
  complete: () => test.engine.completeTask(admin, taskId, {}),
  'complete the job': () => test.engine.completeJob(worker, jobId, { worker: 'w' }),
  'fail the job': () => test.engine.failJob(worker, jobId, { worker: 'w', message: 'down', backoffMs: 0 }),
  message: () => test.engine.publishMessage(worker, { name: 'signed', correlationKey: 'k', ttlMs: 100 * hour }),
  'set a variable': () => test.engine.setVariables(admin, id, { variables: { a: 1 } }),
  'come due': () => test.advance(hour),
};
const names = Object.keys(commands);
const pairs = names.flatMap((first) => names.map((second) => [first, second] as const));

it.each(pairs)('%s and %s', async (first, second) => {
  const settled = await Promise.allSettled([commands[first]?.(), commands[second]?.()]);
  const refusals = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  for (const reason of refusals) expect(reason).toBeInstanceOf(EngineRefused);
  const happened = new Set([first, second].filter((_, index) => settled[index]?.status === 'fulfilled'));

  if ((await test.engine.getInstance(admin, id)).state === 'suspended') await test.engine.resumeInstance(admin, id);
  await test.advance(hour);
  await test.advance(hour);
  const { state, tokens } = await test.engine.getInstance(admin, id);
  expect(test.failures).toEqual([]);
  if (happened.has('cancel')) {
    expect([state, tokens]).toEqual(['terminated', []]);
    return;
  }
  const places = tokens.map(({ elementId }) => elementId).toSorted();
  const task = happened.has('complete') ? 'done' : 'overdue';
  const job = happened.has('complete the job') ? 'pushed' : 'push';
  expect(places).toEqual([task, job, happened.has('message') ? 'heard' : 'wait'].toSorted());
});
