/** What comes due beside a command of somebody else's, in whichever order they are committed. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, type TestEngine, worker } from './engine.double.ts';

const hour = 3_600_000;
const flow = (from: string, to: string) => `<sequenceFlow id="${from}-${to}" sourceRef="${from}" targetRef="${to}"/>`;

let test: TestEngine;
let id: string;
beforeEach(async () => {
  test = await openTestEngine();
  await test.publish(
    bpmn(
      'deal',
      `<startEvent id="s"/><intermediateCatchEvent id="wait"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent><userTask id="u"/>${flow('s', 'wait')}${flow('wait', 'u')}`,
    ),
  );
  id = (await test.engine.startInstance(worker, { processId: 'deal' })).id;
});
afterEach(() => test.close());

const tokensAt = async () => (await test.engine.getInstance(admin, id)).tokens.map(({ elementId }) => elementId);

describe('a timer that is due', () => {
  it.each([0, 1, 2, 3, 4, 6, 8, 12])('fires once, though its case is suspended meanwhile (%i turns before)', async (turns) => {
    const suspended = test.engine.suspendInstance(admin, id, { reason: 'a pause' });
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
    await Promise.all([suspended, test.advance(hour)]);
    await test.engine.resumeInstance(admin, id);
    await test.advance(hour);
    expect(await tokensAt()).toEqual(['u']);
    expect(test.failures).toEqual([]);
  });

  it('while its case is being cancelled does nothing', async () => {
    const cancelled = test.engine.cancelInstance(admin, id, { reason: 'over' });
    await Promise.all([cancelled, test.advance(hour)]);
    expect(await test.engine.getInstance(admin, id)).toMatchObject({ state: 'terminated' });
    await test.advance(hour);
    expect(test.failures).toEqual([]);
  });
});
