/** A form is made for a step, bears its name, and leaves no data declared that nobody asks for. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityViolations } from '../support/browser.ts';
import { type Crew, startCrew } from '../support/crew.ts';

const document = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" id="d" targetNamespace="urn:test">
  <process id="visits" name="Visits" isExecutable="true"><startEvent id="s"/>
    <userTask id="visit" name="Visit the customer"><extensionElements><fortnight:assignment groups="sales"/>
      <fortnight:label lang="zh-Hans" text="拜访客户"/></extensionElements></userTask>
    <exclusiveGateway id="g" default="small"/><endEvent id="e"/><endEvent id="l"/>
    <sequenceFlow id="f1" sourceRef="s" targetRef="visit"/><sequenceFlow id="f2" sourceRef="visit" targetRef="g"/>
    <sequenceFlow id="large" sourceRef="g" targetRef="l"><conditionExpression>money &gt; 1000</conditionExpression></sequenceFlow>
    <sequenceFlow id="small" sourceRef="g" targetRef="e"/></process></definitions>`;

let crew: Crew;
beforeAll(async () => {
  crew = await startCrew();
  await crew.hire('Chen Jing', ['sales'], { roles: ['participant', 'owner', 'admin'] });
});
afterAll(() => crew.close());

it('is called as its step, and a renamed or removed field takes its declaration along', async () => {
  await crew.call('POST', '/processes', { name: 'Visits', id: 'visits', bpmn: document });
  const { page, errors } = await crew.open('Chen Jing', '/processes/visits/design?element=visit');
  const drawn = async () => {
    const draft = await crew.call<{ bpmn: string; forms: { name: unknown }[] }>('GET', '/processes/visits/draft');
    return { forms: draft.forms, data: Array.from(draft.bpmn.matchAll(/<fortnight:data name="(\w+)"/g), ([, name]) => name) };
  };
  await page.getByRole('button', { name: 'Make a form' }).click();
  const title = page.getByLabel('Name of the form in English');
  await expect.poll(() => title.inputValue()).toBe('Visit the customer');
  await page.getByRole('button', { name: 'Money', exact: true }).click();
  await page.getByLabel('Name in rules').fill('amount');
  await page.getByLabel('Name in rules').press('Enter');
  await title.fill('Report of a visit');
  await title.blur();
  await expect.poll(drawn).toMatchObject({
    data: ['amount'],
    forms: [{ id: 'visit-the-customer-form', name: { en: 'Report of a visit', 'zh-Hans': '拜访客户' } }],
  });
  await page.getByText('reads “money”').first().waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(async () => (await drawn()).data).toEqual(['money']);
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await page.getByRole('button', { name: /^Remove Money/ }).click();
  await expect.poll(async () => (await drawn()).data).toEqual([]);
  expect(errors).toEqual([]);
});
