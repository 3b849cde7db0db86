import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admin, openTestEngine, person, type TestEngine, twoTasks } from './engine.double.ts';

const li = person('li', ['sales']);
const allTasks = { limit: 50, sort: 'dueAt' as const };

let test: TestEngine;
beforeEach(async () => {
  test = await openTestEngine('memory:', [{ id: 'li', groups: ['sales'] }, { id: 'wang' }, { id: 'zhao' }]);
});
afterEach(() => test.close());

describe('a form', () => {
  const withForm = twoTasks.replace('<fortnight:assignment groups="sales"/>', '<fortnight:form ref="offer"/>');
  const form = {
    id: 'offer',
    fields: [
      { name: 'price', label: { en: 'Price' }, required: true },
      { name: 'reason', label: { en: 'Reason' }, required: true, visible: 'price > 100' },
      { name: 'customer', label: { en: 'Customer' }, writable: false },
    ],
  };

  it('takes its writable, visible fields and nothing else', async () => {
    await test.publish(withForm, [form]);
    const { engine } = test;
    const { id } = await engine.startInstance(li, { processId: 'deal' });
    const [task] = (await engine.listTasks(admin, { ...allTasks, instanceId: id })).items;
    expect(task).toMatchObject({ formKey: 'offer', form: { id: 'offer' } });
    const complete = (variables: Record<string, string | number>) => engine.completeTask(li, task?.id ?? '', { variables });
    await expect(complete({ price: 1, customer: 'x' })).rejects.toMatchObject({ status: 422, params: { names: ['customer'] } });
    await expect(complete({})).rejects.toMatchObject({ code: 'field-missing', params: { missing: ['price'] } });
    await expect(complete({ price: 200 })).rejects.toMatchObject({ params: { missing: ['reason'] } });
    await engine.saveTaskDraft(li, task?.id ?? '', { variables: { price: 3 } });
    expect((await engine.getTask(li, task?.id ?? '')).draft).toMatchObject({ variables: { price: 3 } });
    expect((await complete({ price: 3 })).state).toBe('completed');
  });
});
