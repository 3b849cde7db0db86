import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, person, type TestEngine } from './engine.double.ts';

const li = person('li', ['sales']);
const page = { limit: 50 };

let test: TestEngine;
beforeEach(async () => {
  test = await openTestEngine('memory:', [{ id: 'li', groups: ['sales'] }, { id: 'wang' }, { id: 'zhao' }]);
});
afterEach(() => test.close());

describe('a timer', () => {
  const waiting = bpmn(
    'wait',
    `<startEvent id="start"/><intermediateCatchEvent id="pause"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
     <endEvent id="end"/><sequenceFlow id="f1" sourceRef="start" targetRef="pause"/><sequenceFlow id="f2" sourceRef="pause" targetRef="end"/>`,
  );

  it('fires when its time comes, and not before', async () => {
    await test.publish(waiting);
    const { id } = await test.engine.startInstance(li, { processId: 'wait' });
    await test.advance(3_599_000);
    expect((await test.engine.getInstance(li, id)).tokens).toMatchObject([{ elementId: 'pause', waitsFor: 'timer' }]);
    await test.advance(1_000);
    expect((await test.engine.getInstance(li, id)).state).toBe('completed');
    expect(test.failures).toEqual([]);
  });

  it('that fell due while nobody ran fires once, after the restart', async () => {
    const { mkdtempSync, rmSync } = await import('node:fs');
    const folder = mkdtempSync('/tmp/fortnight-timer-');
    const restarted = await openTestEngine(`sqlite:${folder}/a.db`);
    try {
      await restarted.publish(waiting);
      const { id } = await restarted.engine.startInstance(li, { processId: 'wait' });
      await restarted.restart(7_200_000);
      const history = await restarted.engine.listEvents(li, id, { limit: 100, order: 'asc', type: 'timerFired' });
      expect(history.items).toHaveLength(1);
      expect((await restarted.engine.getInstance(li, id)).state).toBe('completed');
    } finally {
      await restarted.close();
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['R/PT1H', [1, 2]],
    ['R3/PT1H', [1, 1]],
    ['R/2026-01-01T00:00:00Z/PT1H', [2, 3]],
  ])('that repeats (%s) fires once for what it missed, and goes on at its own times', async (cycle, counts) => {
    const beside = `<boundaryEvent id="tick" attachedToRef="u" cancelActivity="false"><timerEventDefinition><timeCycle>${cycle}</timeCycle></timerEventDefinition></boundaryEvent>
      <sequenceFlow id="f3" sourceRef="tick" targetRef="seen"/><task id="seen"/>`;
    await test.publish(
      bpmn('wait', `<startEvent id="s"/><userTask id="u"/><sequenceFlow id="f1" sourceRef="s" targetRef="u"/>${beside}`),
    );
    const { id } = await test.engine.startInstance(li, { processId: 'wait' });
    const fired = async () =>
      (await test.engine.listEvents(admin, id, { limit: 100, order: 'asc', type: 'timerFired' })).items.length;
    await test.advance(0);
    await test.advance(50 * 3_600_000 + 1_800_000);
    expect(await fired()).toBe(counts[0]);
    await test.advance(1_800_000);
    expect(await fired()).toBe(counts[1]);
  });

  it('waits while its case is held', async () => {
    await test.publish(waiting);
    const { id } = await test.engine.startInstance(li, { processId: 'wait' });
    await test.engine.suspendInstance(admin, id, {});
    await test.advance(7_200_000);
    expect((await test.engine.getInstance(li, id)).state).toBe('suspended');
    await test.engine.resumeInstance(admin, id);
    await test.advance(1);
    expect((await test.engine.getInstance(li, id)).state).toBe('completed');
  });

  it('whose time lay in the past when its version went live starts nothing', async () => {
    const starts = (timer: string) =>
      test.publish(
        bpmn(
          'dated',
          `<startEvent id="start"><timerEventDefinition>${timer}</timerEventDefinition></startEvent><endEvent id="end"/>
           <sequenceFlow id="f1" sourceRef="start" targetRef="end"/>`,
        ),
      );
    const count = async () => (await test.engine.listInstances(admin, { ...page, sort: 'startedAt' })).items.length;
    await starts('<timeDate>2026-11-01T09:00:00Z</timeDate>');
    await test.advance(1);
    expect(await count()).toBe(0);
    await starts('<timeCycle>R/2026-11-01T02:00:00Z/P1D</timeCycle>');
    await test.advance(3_599_000);
    expect(await count()).toBe(0);
    await test.advance(1_000);
    expect(await count()).toBe(1);
  });

  it('starts cases, each time once', async () => {
    await test.publish(
      bpmn(
        'nightly',
        `<startEvent id="start"><timerEventDefinition><timeCycle>R/PT1H</timeCycle></timerEventDefinition></startEvent>
         <endEvent id="end"/><sequenceFlow id="f1" sourceRef="start" targetRef="end"/>`,
      ),
    );
    const count = async () => (await test.engine.listInstances(admin, { ...page, sort: 'startedAt' })).items.length;
    await test.advance(3_600_000);
    expect(await count()).toBe(1);
    await test.advance(10 * 3_600_000);
    expect(await count()).toBe(2);
    await test.advance(3_600_000);
    expect(await count()).toBe(3);
  });
});
