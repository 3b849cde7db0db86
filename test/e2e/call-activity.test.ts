/** A process calls another: drawn in the panel, followed from case to case. */
import type { ProcessDetail } from '@fortnight/shared/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityViolations, launchBrowser, visitAs } from '../support/browser.ts';
import { Canvas } from '../support/canvas.ts';
import { type Call, callWith } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

const flows = (...ids: readonly string[]) =>
  ids.slice(1).map((to, index) => `<sequenceFlow id="f${index}" sourceRef="${ids[index]}" targetRef="${to}"/>`);
const document = (id: string, name: string, elements: string, ids: readonly string[], settings = '') =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">
    <process id="${id}" name="${name}" isExecutable="true"><extensionElements><fortnight:process ${settings}/></extensionElements>
    <startEvent id="start"/>${elements}<endEvent id="end"/>${flows(...ids).join('')}</process></definitions>`;
const credit = document(
  'credit-check',
  'Credit check',
  '<userTask id="rate" name="Rate the customer"/>',
  ['start', 'rate', 'end'],
  'caseName="= &quot;Credit of &quot; + customer"',
);
const deal = document(
  'deal',
  'Deal',
  '<callActivity id="credit" name="Check the credit"/><userTask id="sign" name="Sign"/>',
  ['start', 'credit', 'sign', 'end'],
  'caseName="= customer"',
);

let browser: Browser;
let server: Server;
let admin: Call;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
  admin = callWith(() => server.address, adminKey);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

it('is told which process it calls, and its cases lead to one another', async () => {
  const person = {
    email: 'chen@example.com',
    name: 'Chen Jing',
    password: 'a-good-password',
    roles: ['admin', 'owner'],
    groups: [],
  };
  await admin('POST', '/users', person);
  await admin('POST', '/deployments', { files: [{ name: 'credit.bpmn', content: credit }] });
  await admin<ProcessDetail>('POST', '/processes', { id: 'deal', name: 'Deal', bpmn: deal });

  const { page, errors } = await visitAs(browser, server, '/processes/deal/design', person);
  const canvas = new Canvas(page);
  await canvas.select('Check the credit');
  await page.getByText('does not say which process it calls').waitFor();
  const process = canvas.panel.getByLabel('Process', { exact: true });
  await process.fill('nobody');
  await process.blur();
  await page.getByText('of which no version is published').waitFor();
  await process.fill('credit');
  await page.locator('.ant-select-item-option', { hasText: 'credit-check' }).click();
  await canvas.panel.locator('small', { hasText: /^Credit check$/ }).waitFor();
  await page.getByText('of which no version is published').waitFor({ state: 'detached' });
  await canvas.panel.getByLabel('Version', { exact: true }).click();
  await page.getByText('The one published with this', { exact: true }).click();
  // A list that is on its way out has no name any more.
  await page.locator('.ant-select-dropdown:visible').waitFor({ state: 'detached' });
  expect(await accessibilityViolations(page)).toEqual([]);
  await page
    .getByText(/^Saved /)
    .first()
    .waitFor();
  await page.getByRole('button', { name: /^Publish/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Publish/ })
    .click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });

  const { id } = await admin<{ id: string }>('POST', '/instances', { processId: 'deal', variables: { customer: 'Acme' } });
  await page.goto(`${server.address}/cases/${id}`);
  await page.getByRole('heading', { name: 'Waiting for 1 called case' }).waitFor();
  await page.getByRole('link', { name: 'Credit of Acme' }).click();
  await page.getByRole('heading', { name: 'Credit of Acme' }).waitFor();
  await page.getByText('Another case called this one').waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);

  const { items } = await admin<{ items: { id: string }[] }>('GET', '/tasks?processId=credit-check&state=open');
  await admin('POST', `/tasks/${items[0]?.id}/complete`, {});
  await page.getByRole('link', { name: 'Acme', exact: true }).first().click();
  await page.getByText('The case that Check the credit called is completed').waitFor();
  await page.getByRole('heading', { name: 'Waiting for 1 task' }).waitFor();
  expect(errors).toEqual([]);
});
