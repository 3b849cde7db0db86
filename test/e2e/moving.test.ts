/** Running cases are moved to another version: the plan, the dry run, how far it is, and the way back. */
import type { Instance, Page as Listed, Task } from '@fortnight/shared/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityViolations, launchBrowser, visitAs } from '../support/browser.ts';
import { callWith } from '../support/http-actor.ts';
import { flows, tag, xmlOf } from '../support/process.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

let browser: Browser;
let server: Server;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const start = '<startEvent id="s"/>';
const end = '<endEvent id="e"/>';
const check = tag(
  'businessRuleTask',
  'Check',
  '<fortnight:checkpoint reviewers="group:risk"><fortnight:rule id="fine" when="= fine"/></fortnight:checkpoint>',
);
const first = start + tag('userTask', 'Prepare') + tag('userTask', 'Sign') + end + flows('s', 'Prepare', 'Sign', 'e');
const second =
  start + tag('userTask', 'Prepare') + check + tag('userTask', 'Sign') + end + flows('s', 'Prepare', 'Check', 'Sign', 'e');

it('moves the cases that can, says why others stay, and takes back what nobody has worked on', async () => {
  const admin = callWith(() => server.address, adminKey);
  const deploy = (body: string) =>
    admin('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: xmlOf(body, '', '', 'deal') }] });
  await admin('POST', '/users', { email: 'chen@example.com', name: 'Chen Jing', password: 'a-good-password', roles: ['admin'] });
  await deploy(first);
  const cases: Instance[] = [];
  for (const businessKey of ['D-1', 'D-2', 'D-3'])
    cases.push(await admin('POST', '/instances', { processId: 'deal', businessKey }));
  const { items } = await admin<Listed<Task>>('GET', `/tasks?instanceId=${cases[2]?.id}&state=open`);
  await admin('POST', `/tasks/${items[0]?.id}/complete`, {});
  await deploy(second);

  const chen = { email: 'chen@example.com', password: 'a-good-password' };
  const { page } = await visitAs(browser, server, '/processes/deal/versions?version=1', chen);
  await page.getByRole('link', { name: 'Move its cases…' }).click();
  await page.getByText('2 of 3 cases can move').waitFor();
  await page.getByText('Check owed at Sign: Check.').waitFor();
  const here = page.getByRole('region', { name: 'Version 1, with the cases at each step' }).first();
  await here.locator('.case-badge').first().waitFor();
  expect(await here.locator('.case-badge').allInnerTexts()).toEqual(['2', '1']);
  expect(await accessibilityViolations(page)).toEqual([]);

  // What a person says by hand is tried at once: at Prepare nothing is owed.
  await page.getByRole('combobox', { name: 'Where Sign goes' }).click();
  await page.getByTitle('Prepare', { exact: true }).last().click();
  await page.getByText('3 of 3 cases can move').waitFor();
  await page.getByRole('combobox', { name: 'Where Sign goes' }).click();
  await page.getByTitle('Sign', { exact: true }).last().click();
  await page.getByText('2 of 3 cases can move').waitFor();

  const move = page.getByRole('button', { name: 'Move 2 cases' });
  expect(await move.isEnabled()).toBe(false);
  await page.getByLabel('Why, for the history of each case').fill('The check comes first from now on.');
  await move.click();
  await page.getByText('2 moved').waitFor();
  await page.getByText('1 stays').waitFor();
  await page.getByRole('heading', { name: 'These stay on v1' }).waitFor();
  await page.getByText('Nothing was changed: it stands on v1 at Sign.').waitFor();
  await page.getByRole('row', { name: 'Outside of stages 2 1 –' }).waitFor();
  const [left, arrived] = [1, 2].map((version) =>
    page
      .getByRole('region', { name: `Version ${version}, with the cases at each step` })
      .first()
      .locator('.case-badge'),
  );
  await arrived?.first().waitFor();
  expect([await left?.allInnerTexts(), await arrived?.allInnerTexts()]).toEqual([['!'], ['2']]);
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Undo 2' }).click();
  await page.getByText('2 taken back').waitFor();
  const back = await admin<Instance>('GET', `/instances/${cases[0]?.id}`);
  expect(back).toMatchObject({ version: 1, tokens: [{ elementId: 'Prepare' }] });
  await page.getByRole('button', { name: 'New plan' }).click();
  await page.getByText('2 of 3 cases can move').waitFor();
});
