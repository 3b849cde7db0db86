import { afterEach, expect, it } from 'vitest';
import { admin, bpmn, openTestEngine, person } from './engine.double.ts';
import type { LiveVersion } from './index.ts';

const hour = 3_600_000;
const engines: Awaited<ReturnType<typeof openTestEngine>>[] = [];
afterEach(async () => Promise.all(engines.splice(0).map((test) => test.close())));

const started = (start: string, task: string) =>
  bpmn(
    'deal',
    `${start}<userTask id="${task}"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="${task}"/><sequenceFlow id="g" sourceRef="${task}" targetRef="e"/>`,
    '<message id="m" name="lead"/><signal id="sig" name="price-cut"/>',
  );
const message = '<startEvent id="s"><messageEventDefinition messageRef="m"/></startEvent>';
const signal = '<startEvent id="s"><signalEventDefinition signalRef="sig"/></startEvent>';
const daily = '<startEvent id="s"><timerEventDefinition><timeCycle>R/P1D</timeCycle></timerEventDefinition></startEvent>';

/** Two live versions of a process, the newer with a share. */
async function rolledOut(start: string, newer: Pick<LiveVersion, 'groups'> & { readonly share: number } = { share: 0.5 }) {
  const test = await openTestEngine();
  engines.push(test);
  await test.publish(started(start, 'one'));
  await test.publish(started(start, 'two'));
  const live = (share: number, rest: object = {}) =>
    test.rollOut('deal', {
      lineId: 'r',
      versions: [
        { versionId: 'deal:2', rolloutId: 'r', parts: [[0, share]], ...rest },
        { versionId: 'deal:1', parts: [] },
      ],
    });
  const { share, ...rest } = newer;
  await live(share, rest);
  const cases = async () =>
    (await test.engine.listInstances(admin, { limit: 200, sort: '-startedAt' })).items.map(({ id, version }) => ({
      id,
      version,
    }));
  return { ...test, engine: test.engine, live, cases };
}

const countOf = (cases: readonly { readonly version: number }[], version: number) =>
  cases.filter((each) => each.version === version).length;

it('new cases take their versions by share, which their records say', async () => {
  const { engine, cases, store } = await rolledOut('<startEvent id="s"/>');
  for (let index = 0; index < 40; index++) await engine.startInstance(admin, { processId: 'deal', businessKey: `K-${index}` });
  const all = await cases();
  expect(countOf(all, 1)).toBeGreaterThan(8);
  expect(countOf(all, 2)).toBeGreaterThan(8);
  expect(store.engineHost.reads.instances.get(all[0]?.id ?? '')).toMatchObject({ rolloutId: 'r', drawnBy: 'share' });
});

it('a pilot group takes the new version, everybody else may ask for either by number', async () => {
  const { engine } = await rolledOut('<startEvent id="s"/>', { share: 0, groups: ['pilots'] });
  expect(await engine.startInstance(person('li', ['pilots']), { processId: 'deal' })).toMatchObject({ version: 2 });
  expect(await engine.startInstance(person('zhang'), { processId: 'deal' })).toMatchObject({ version: 1 });
  expect(await engine.startInstance(person('zhang'), { processId: 'deal', version: 2 })).toMatchObject({ version: 2 });
});

it('a message, a signal that several versions wait for starts one case, of a version that is drawn', async () => {
  const byMessage = await rolledOut(message);
  for (let index = 0; index < 30; index++) {
    const { started: begun } = await byMessage.engine.publishMessage(admin, { name: 'lead', correlationKey: `K-${index}` });
    expect(begun).toHaveLength(1);
  }
  const all = await byMessage.cases();
  expect([countOf(all, 1) > 4, countOf(all, 2) > 4, all.length]).toEqual([true, true, 30]);

  const bySignal = await rolledOut(signal, { share: 1 });
  expect((await bySignal.engine.broadcastSignal(admin, { name: 'price-cut' })).started).toHaveLength(1);
  expect(await bySignal.cases()).toMatchObject([{ version: 2 }]);
});

it('a timer that several versions share fires once, and goes on in its rhythm when the shares change', async () => {
  const { engine, cases, live, advance } = await rolledOut(daily, { share: 0 });
  await advance(25 * hour);
  expect(await cases()).toMatchObject([{ version: 1 }]);
  await live(1);
  await advance(24 * hour);
  expect((await cases()).map(({ version }) => version).sort()).toEqual([1, 2]);
  expect(await engine.nextDueAt()).not.toBeNull();
});

it('a version that is stopped leaves each new case to the other, by whatever way it comes', async () => {
  const stop = { kind: 'version', processId: 'deal', version: 2, holds: 'starts', reason: 'a rule is wrong' } as const;
  const stopped = async (start: string) => {
    const test = await rolledOut(start, { share: 1 });
    await test.engine.createStop(admin, stop);
    return test;
  };
  const byMessage = await stopped(message);
  await byMessage.engine.publishMessage(admin, { name: 'lead', correlationKey: 'K' });
  expect(await byMessage.cases()).toMatchObject([{ version: 1 }]);

  const byTimer = await stopped(daily);
  await byTimer.advance(25 * hour);
  expect(await byTimer.cases()).toMatchObject([{ version: 1 }]);

  const called = await stopped('<startEvent id="s"/>');
  const calling = `<startEvent id="s"/><callActivity id="c" calledElement="deal"/><endEvent id="e"/>
    <sequenceFlow id="f" sourceRef="s" targetRef="c"/><sequenceFlow id="g" sourceRef="c" targetRef="e"/>`;
  await called.publish(bpmn('parent', calling));
  await called.engine.startInstance(admin, { processId: 'parent' });
  await called.engine.tick();
  await called.engine.startInstance(admin, { processId: 'deal' });
  const { items } = await called.engine.listInstances(admin, { limit: 9, processId: 'deal', sort: '-startedAt' });
  expect(items).toMatchObject([{ version: 1 }, { version: 1 }]);
});
