import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, openTestEngine, person, type TestEngine, twoTasks } from './engine.double.ts';

const li = person('li', ['sales']);
const wang = person('wang', ['legal']);
const allTasks = { limit: 50, sort: 'dueAt' as const };

let test: TestEngine;
beforeEach(async () => {
  test = await openTestEngine('memory:', [{ id: 'li', groups: ['sales'] }, { id: 'wang' }, { id: 'zhao' }]);
});
afterEach(() => test.close());

describe('the event stream', () => {
  it('tells, after the commit, what the reader may see', async () => {
    await test.publish(twoTasks);
    const ending = new AbortController();
    const heard = { li: [] as string[], wang: [] as string[] };
    const listen = async (name: 'li' | 'wang') => {
      for await (const event of test.engine.subscribe(name === 'li' ? li : wang, { after: 0, signal: ending.signal }))
        heard[name].push(event.ids.instanceId ?? '');
    };
    const listening = [listen('li'), listen('wang')];
    const { id } = await test.engine.startInstance(li, { processId: 'deal' });
    await test.engine.commentInstance(li, id, { text: 'hello' });
    for (let turns = 0; turns < 100 && heard.li.length < 2; turns++) await new Promise((resolve) => setImmediate(resolve));
    ending.abort();
    await Promise.all(listening);
    expect(heard).toEqual({ li: [id, id], wang: [] });
  });

  it('tells whoever had a task on offer that it is gone, and nothing of the case afterwards', async () => {
    await test.publish(twoTasks);
    await test.close();
    test = await openTestEngine('memory:', [
      { id: 'li', groups: ['sales'] },
      { id: 'min', groups: ['sales'] },
    ]);
    await test.publish(twoTasks);
    const min = person('min', ['sales']);
    const { id } = await test.engine.startInstance(admin, { processId: 'deal' });
    const [task] = (await test.engine.listTasks(li, { ...allTasks, state: 'open' })).items;
    const ending = new AbortController();
    const heard: string[] = [];
    const listen = async () => {
      for await (const event of test.engine.subscribe(min, { signal: ending.signal })) heard.push(event.ids.instanceId ?? '');
    };
    const listening = listen();
    const turn = async (count: number) => {
      for (let turns = 0; turns < 100 && heard.length < count; turns++) await new Promise((resolve) => setImmediate(resolve));
    };
    await test.engine.completeTask(li, task?.id ?? '', {});
    await turn(1);
    expect(heard).toEqual([id]);
    await expect(test.engine.getTask(min, task?.id ?? '')).rejects.toMatchObject({ status: 404 });
    await test.advance(120_000);
    await test.engine.commentInstance(admin, id, { text: 'Not for everybody.' });
    await turn(2);
    ending.abort();
    await listening;
    expect(heard).toEqual([id]);
  });
});
