/** What is typed into a task is kept for later: it stands there again, however the task was left. */
import type { TaskDetail } from '@fortnight/shared/contract';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Crew, startCrew } from '../support/crew.ts';

const says = (tags: string) => `<extensionElements>${tags}</extensionElements>`;
const model = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" id="d" targetNamespace="urn:test">
  <process id="visit" name="Visit" isExecutable="true">
    ${says('<fortnight:process caseName="= customer" candidateStarters="sales"/>')}
    <startEvent id="start"/><sequenceFlow id="f0" sourceRef="start" targetRef="plan"/>
    <userTask id="plan" name="Plan the visit">
      ${says('<fortnight:assignment groups="sales"/><fortnight:form ref="plan"/>')}
    </userTask>
    <sequenceFlow id="f1" sourceRef="plan" targetRef="end"/><endEvent id="end"/>
  </process>
</definitions>`;
const form = {
  format: 'urn:fortnight:form:1',
  id: 'plan',
  name: { en: 'Plan' },
  fields: ['place', 'guest'].map((name) => ({ name, label: { en: name === 'place' ? 'Place' : 'Guest' }, control: 'text' })),
};

let crew: Crew;
let taskId = '';
beforeAll(async () => {
  crew = await startCrew();
  await crew.hire('Zhang Min', ['sales']);
  const files = [
    { name: 'visit.bpmn', content: model },
    { name: 'plan.json', content: JSON.stringify(form) },
  ];
  await crew.call('POST', '/deployments', { files });
});
afterAll(() => crew.close());

beforeEach(async () => {
  const { id } = await crew.call<{ id: string }>('POST', '/instances', { processId: 'visit', variables: { customer: 'Acme' } });
  const { items } = await crew.call<{ items: { id: string }[] }>('GET', `/tasks?instanceId=${id}`);
  taskId = items[0]?.id ?? '';
});

const held = async () => (await crew.call<TaskDetail>('GET', `/tasks/${taskId}`)).draft;
const place = (page: Page) => page.getByLabel('Place');
const comment = (page: Page) => page.getByLabel(/^Comment( on your decision)?$/);

/** Types, and goes on once the server has it. */
async function keep(page: Page, field: Locator, text: string): Promise<void> {
  const saved = page.waitForResponse((response) => response.url().endsWith(`/tasks/${taskId}/draft`) && response.ok());
  await field.fill(text);
  await saved;
}
/** To the cases, and by the inbox back to the task, within the page. */
async function goAndComeBack(page: Page): Promise<void> {
  const goTo = (name: RegExp) => page.getByRole('navigation').getByRole('link', { name }).first().click();
  await goTo(/^Cases/);
  await page.getByRole('heading', { name: 'Cases', level: 1 }).waitFor();
  await goTo(/^Inbox/);
  await page.locator(`[data-task="${taskId}"]`).getByRole('link').click();
  await page.waitForURL(new RegExp(taskId));
  await page.locator(`[data-task="${taskId}"][aria-current], [data-task="${taskId}"] [aria-current]`).first().waitFor();
  await place(page).waitFor();
}

describe('an answer kept for later', () => {
  it('stands there as it was typed last, each time one comes back', async () => {
    const { page, errors } = await crew.open('Zhang Min', `/inbox/${taskId}?scope=groups`);
    for (const text of ['FIRST', 'SECOND', 'THIRD']) {
      await keep(page, place(page), text);
      await keep(page, comment(page), `${text}, because`);
      await goAndComeBack(page);
      await expect.poll(() => place(page).inputValue()).toBe(text);
      await expect.poll(() => comment(page).inputValue()).toBe(`${text}, because`);
    }
    await keep(page, page.getByLabel('Guest'), 'Qian Li');
    expect(await held()).toMatchObject({ variables: { place: 'THIRD', guest: 'Qian Li' }, comment: 'THIRD, because' });
    expect(errors).toEqual([]);
  });

  it('is saved when the task is left at once, also what was cleared', async () => {
    const { page, errors } = await crew.open('Zhang Min', `/inbox/${taskId}?scope=groups`);
    await keep(page, comment(page), 'Not yet');
    await comment(page).fill('');
    await place(page).fill('Suzhou');
    await goAndComeBack(page);
    await expect.poll(() => place(page).inputValue()).toBe('Suzhou');
    await expect.poll(() => comment(page).inputValue()).toBe('');
    await expect.poll(held).toMatchObject({ variables: { place: 'Suzhou' }, comment: '' });
    expect(errors).toEqual([]);
  });

  it('is saved when the page is closed at once', async () => {
    const { page } = await crew.open('Zhang Min', `/inbox/${taskId}?scope=groups`);
    await place(page).fill('Wuxi');
    await page.goto('about:blank');
    await expect.poll(held).toMatchObject({ variables: { place: 'Wuxi' } });
  });
});
