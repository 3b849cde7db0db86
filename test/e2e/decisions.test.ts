/** Deciding: held for eight seconds, taken back, sent once, lost to somebody else; by keys; several at once; withdrawn. */
import type { InstanceDetail, Task } from '@fortnight/shared/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accessibilityViolations } from '../support/browser.ts';
import { type Crew, startCrew } from '../support/crew.ts';

const says = (tags: string) => `<extensionElements>${tags}</extensionElements>`;
const model = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" id="d" targetNamespace="urn:test">
  <process id="discount" name="Discount" isExecutable="true">
    ${says('<fortnight:process caseName="= customer" candidateStarters="sales"/>')}
    <startEvent id="start"/><sequenceFlow id="f0" sourceRef="start" targetRef="new"/>
    <exclusiveGateway id="new" default="f1"/>
    <sequenceFlow id="f7" sourceRef="new" targetRef="ask"><conditionExpression>customer = null</conditionExpression></sequenceFlow>
    <userTask id="ask" name="Ask for it">${says('<fortnight:assignment assignee="= starter"/>')}</userTask>
    <sequenceFlow id="f8" sourceRef="ask" targetRef="check"/>
    <sequenceFlow id="f1" sourceRef="new" targetRef="check"/>
    <businessRuleTask id="check" name="Check">
      ${says('<fortnight:checkpoint reviewers="group:finance" result="checked"><fortnight:rule id="known" when="risky != true" message="A risky customer."/></fortnight:checkpoint>')}
    </businessRuleTask>
    <sequenceFlow id="f2" sourceRef="check" targetRef="release"/>
    <userTask id="release" name="Release the discount">
      ${says('<fortnight:approval mode="one" result="released"><fortnight:approver who="group:finance"/></fortnight:approval>')}
    </userTask>
    <sequenceFlow id="f3" sourceRef="release" targetRef="which"/>
    <exclusiveGateway id="which" default="f4"/>
    <sequenceFlow id="f4" sourceRef="which" targetRef="tell"/>
    <userTask id="tell" name="Tell the customer">${says('<fortnight:assignment groups="sales"/>')}</userTask>
    <sequenceFlow id="f5" sourceRef="tell" targetRef="won"/><endEvent id="won"/>
    <sequenceFlow id="f6" sourceRef="which" targetRef="lost"><conditionExpression>released.outcome = "reject"</conditionExpression></sequenceFlow>
    <endEvent id="lost"/>
  </process>
</definitions>`;

let crew: Crew;
beforeAll(async () => {
  crew = await startCrew();
  await crew.hire('Zhang Min', ['sales']);
  await crew.hire('Sun Hao', ['finance']);
  await crew.hire('Qian Li', ['finance']);
  await crew.call('POST', '/deployments', { files: [{ name: 'discount.bpmn', content: model }] });
});
afterAll(() => crew.close());

/** Every story has customers of its own, and finds no task of the stories before. */
beforeEach(async () => {
  const { items } = await crew.call<{ items: InstanceDetail[] }>('GET', '/instances?state=active&limit=200');
  for (const { id } of items) await crew.call('POST', `/instances/${id}/cancel`, { reason: 'over' });
});

async function start(...customers: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const customer of customers) {
    const variables = { customer, risky: customer.startsWith('Risky') };
    ids.push((await crew.call<{ id: string }>('POST', '/instances', { processId: 'discount', variables })).id);
  }
  return ids;
}
const instance = (id: string | undefined) => crew.call<InstanceDetail>('GET', `/instances/${id}`);
const openTasks = async () => (await crew.call<{ items: Task[] }>('GET', '/tasks?state=open&limit=50')).items;
const row = (page: Page, customer: string) => page.getByRole('listitem').filter({ hasText: customer });
const openRow = async (page: Page, customer: string) => {
  await row(page, customer).getByRole('link').click();
  await page.locator('.inbox-task').getByText(customer).first().waitFor();
};
const button = (page: Page, name: string) => page.locator('.inbox-actions').getByRole('button', { name: new RegExp(`^${name}`) });
/** Decides about a customer's task; what is clicked has to have stood there for a moment, so a hand is not too quick. */
async function decide(page: Page, name: string, customer: string): Promise<void> {
  const sending = page.getByText(new RegExp(`^Sending.*${customer}`));
  await expect
    .poll(async () => {
      if ((await sending.count()) === 0)
        await button(page, name)
          .click({ timeout: 1000 })
          .catch(() => undefined);
      return sending.count();
    })
    .toBeGreaterThan(0);
}

describe('a decision', () => {
  it('can be taken back with all that was typed, and a double click is one', async () => {
    await start('Acme', 'Globex');
    const { page, errors } = await crew.open('Sun Hao', '/inbox?scope=groups');
    await openRow(page, 'Acme');
    await page.getByLabel(/^Comment( on your decision)?$/).fill('Within the policy.');
    await decide(page, 'Approve', 'Acme');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.inbox-task').getByText('Acme').first().waitFor();
    expect(await page.getByLabel(/^Comment( on your decision)?$/).inputValue()).toBe('Within the policy.');
    expect((await openTasks()).length).toBe(2);

    const sent: string[] = [];
    page.on('request', (request) => request.url().endsWith('/complete') && sent.push(request.url()));
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await button(page, 'Approve').dblclick();
    await page.getByText(/Sending “Approve”.*Acme/).waitFor();
    await page.locator('.inbox-task').getByText('Globex').first().waitFor();
    expect(await button(page, 'Approve').isVisible()).toBe(true);
    await expect.poll(() => sent.length).toBe(1);
    await page.getByText(/^Sending/).waitFor({ state: 'detached' });
    expect((await openTasks()).map(({ name, caseName }) => `${name}, ${caseName}`).toSorted()).toEqual([
      'Release the discount, Globex',
      'Tell the customer, Acme',
    ]);
    expect(errors).toEqual([]);
  });

  it('is not open again by the back button, and goes along to another screen', async () => {
    const [acme] = await start('Acme', 'Globex');
    const { page, errors } = await crew.open('Sun Hao', '/inbox?scope=groups');
    await openRow(page, 'Acme');
    await decide(page, 'Approve', 'Acme');
    await page.locator('.inbox-task').getByText('Globex').first().waitFor();
    await page.goBack();
    await page.getByText('“Approve” is on its way; until it is sent you can undo it.').waitFor();
    expect(await button(page, 'Approve').count()).toBe(0);
    await page.keyboard.press('a');
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByText(/Sending “Approve”.*Acme/).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.inbox-task').getByText('Acme').first().waitFor();
    expect((await instance(acme)).tokens.map(({ elementId }) => elementId)).toEqual(['release']);
    expect(errors).toEqual([]);
  });

  it('is sent when the page is closed, and when one signs out', async () => {
    const [acme, globex] = await start('Acme', 'Globex');
    const { page } = await crew.open('Sun Hao', '/inbox?scope=groups');
    await openRow(page, 'Acme');
    await decide(page, 'Approve', 'Acme');
    await page.goto('about:blank');
    await expect.poll(async () => (await instance(acme)).tokens.map(({ elementId }) => elementId)).toEqual(['tell']);

    await page.goto(`${crew.server.address}/inbox?scope=groups`);
    await openRow(page, 'Globex');
    await decide(page, 'Approve', 'Globex');
    await page.getByRole('button', { name: /Sun Hao/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByLabel('E-mail').waitFor();
    expect((await instance(globex)).tokens.map(({ elementId }) => elementId)).toEqual(['tell']);
  });

  it('that somebody else made first says so, before it is sent and after', async () => {
    const [, globex] = await start('Acme', 'Globex', 'Initech');
    const [sun, qian] = [await crew.open('Sun Hao', '/inbox?scope=groups'), await crew.open('Qian Li', '/inbox?scope=groups')];
    await openRow(sun.page, 'Acme');
    await openRow(qian.page, 'Acme');
    await decide(qian.page, 'Approve', 'Acme');
    // Whatever is decided next sends the one before.
    await openRow(qian.page, 'Initech');
    await decide(qian.page, 'Approve', 'Initech');
    await sun.page.getByText('This task is not there any more.').waitFor();
    expect(await button(sun.page, 'Approve').count()).toBe(0);

    await openRow(sun.page, 'Globex');
    await sun.page.getByLabel(/^Comment( on your decision)?$/).fill('Too much.');
    const task = (await openTasks()).find(({ instanceId }) => instanceId === globex);
    await decide(sun.page, 'Reject', 'Globex');
    const taken = await qian.page.request.post(`${crew.server.address}/api/v1/tasks/${task?.id}/complete`, {
      data: { outcome: 'approve' },
      headers: { Origin: crew.server.address },
    });
    expect(taken.status()).toBe(200);
    const alert = sun.page.getByRole('alert').filter({ hasText: 'Not sent' });
    await alert.waitFor();
    expect(await accessibilityViolations(sun.page)).toEqual([]);
    await alert.getByRole('button', { name: 'Open it' }).click();
    await sun.page.getByText('This task is not there any more.').waitFor();
  });

  it('is made by keys, which rest in text fields', async () => {
    await start('Acme', 'Globex');
    const { page } = await crew.open('Sun Hao', '/inbox?scope=groups');
    await openRow(page, 'Acme');
    await page.keyboard.press('j');
    await page.locator('.inbox-task').getByText('Globex').first().waitFor();
    await page.keyboard.press('k');
    await page.locator('.inbox-task').getByText('Acme').first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).getByText('Approve').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('r');
    await page.getByText('Please say why').waitFor();
    // The comment has the focus now: what is typed is text.
    await page.keyboard.type('ajkx ra');
    expect(await page.getByLabel(/^Comment( on your decision)?$/).inputValue()).toBe('ajkx ra');
    expect(await page.getByText(/^Sending/).count()).toBe(0);
    expect(await page.getByText('Please say why').count()).toBe(0);
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.getByText(/Sending “Reject”.*Acme/).waitFor();
    // What is typed right after goes into the box, on the slowest machine too; below it, a letter decides.
    const devTools = await page.context().newCDPSession(page);
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 20 });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('Globex');
    await devTools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    expect(await page.getByRole('combobox', { name: 'Search or go to' }).inputValue()).toBe('Globex');
    await page
      .getByRole('option', { name: /Globex/ })
      .first()
      .waitFor();
  });
});

describe('several tasks', () => {
  it('are approved or taken together, what stays is named first', async () => {
    await start('Acme', 'Globex', 'Risky Ltd');
    const { page, errors } = await crew.open('Sun Hao', '/inbox?scope=groups');
    for (const customer of ['Acme', 'Globex', 'Risky Ltd'])
      await row(page, customer).getByRole('checkbox').check({ force: true });
    const bar = page.locator('.inbox-bulk');
    await bar.getByText('1 of 3 needs more than a yes and stays').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(await bar.getByRole('button').allInnerTexts()).toEqual(['Approve 2', 'Reject 2…', 'Take 3', 'Select none']);
    await page.keyboard.press('a');
    await page.getByText('Sending 2 decisions').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    for (const customer of ['Acme', 'Globex', 'Risky Ltd'])
      await row(page, customer).getByRole('checkbox').check({ force: true });
    await bar.getByRole('button', { name: 'Take 3' }).dblclick();
    await page.getByText('3 taken').waitFor();
    await page.getByText('Mine 3').click();
    for (const customer of ['Acme', 'Globex', 'Risky Ltd'])
      await row(page, customer).getByRole('checkbox').check({ force: true });
    await page.keyboard.press('r');
    await bar.getByText('1 of 3 can’t be rejected like this and stays').waitFor();
    await page.getByLabel('Why are these 2 rejected?').fill('Over the budget.');
    await bar.getByRole('button', { name: 'Reject 2' }).click();
    await page.getByText('Sending 2 decisions').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    for (const customer of ['Acme', 'Risky Ltd']) await row(page, customer).getByRole('checkbox').check({ force: true });
    await bar.getByRole('button', { name: 'Approve 1' }).dblclick();
    await page.getByText(/Sending “Approve”.*Acme/).waitFor();
    await expect
      .poll(async () => (await openTasks()).map(({ name }) => name).toSorted())
      .toEqual(['Check', 'Release the discount', 'Tell the customer']);
    expect(errors).toEqual([]);
  });
});

describe('an approval', () => {
  it('is withdrawn by who asked for it, with a reason', async () => {
    const { page, errors } = await crew.open('Zhang Min', '/cases');
    await page.getByRole('button', { name: 'Start a case' }).first().click();
    await page.getByLabel('Number', { exact: true }).fill('W-1');
    await page.getByRole('button', { name: 'Start the case' }).dblclick();
    await page.waitForURL(/\/cases\/[^/]+$/);
    const address = page.url();
    const { items: asked } = await crew.call<{ items: Task[] }>('GET', '/tasks?state=open&limit=50');
    expect(asked.map(({ name }) => name)).toEqual(['Ask for it']);
    await page.getByRole('button', { name: 'Open your task' }).click();
    await decide(page, 'Done', 'W-1');
    await page.goto(address);
    await page.getByRole('button', { name: 'Withdraw' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Withdraw' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('The customer wants another one.');
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Withdraw' }).dblclick();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Zhang Min withdrew Release the discount; it is back at Ask for it').waitFor();
    expect((await openTasks()).map(({ name }) => name)).toEqual(['Ask for it']);
    expect(errors).toEqual([]);
  });
});
