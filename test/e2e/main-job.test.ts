import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations, launchBrowser, type Visitor, visit } from '../support/browser.ts';
import { Canvas } from '../support/canvas.ts';
import { callWith } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';
import { watermarkIsInSight } from '../support/watermark.ts';

const password = 'a-long-password-of-the-story';
const emailOf = (name: string) => `${name.toLowerCase().replace(/ /g, '.')}@firm.example`;

let server: Server;
let browser: Browser;
const visitors: Visitor[] = [];
beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function signIn(name: string): Promise<Page> {
  const visitor = await visit(browser, `${server.address}/sign-in`);
  visitors.push(visitor);
  const { page } = visitor;
  await page.clock.install();
  await page.getByLabel('E-mail').fill(emailOf(name));
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: /^Good / }).waitFor();
  return page;
}

const killAndRestart = async () => {
  await server.kill();
  await server.restart();
};

/** A decision is held back for so long that it can be undone; ms. */
const held = 8_000;

/** Opens somebody's task and answers it; what holds it back is over at once. */
async function answer(page: Page, task: string, button: string, before?: () => Promise<void>): Promise<void> {
  await page.goto(`${server.address}/inbox`);
  await page.getByText(/^My groups/).click();
  await page.getByRole('link', { name: new RegExp(`^${task}`) }).click();
  await page.getByRole('heading', { name: task, exact: true }).waitFor();
  await before?.();
  const sent = page.waitForResponse((response) => response.url().endsWith('/complete'));
  await page.getByRole('button', { name: new RegExp(`^${button}`) }).click();
  await page.getByText(/^Sending/).waitFor();
  await page.clock.fastForward(held);
  expect((await sent).status()).toBe(200);
}

describe('the main job in the browser, from an empty database', () => {
  it('is drawn, published, worked through by its people, over two kills and a second version', async () => {
    // The first visitor opens the link that the server printed, and becomes the admin.
    const first = await visit(browser, await server.printed(/http\S+\/setup\?token=[\w-]+/));
    await first.page.getByLabel('Name', { exact: true }).fill('Chen Jing');
    await first.page.getByLabel('E-mail').fill(emailOf('Chen Jing'));
    await first.page.getByLabel(/^New password/).fill(password);
    await first.page.getByRole('button', { name: 'Make the account' }).click();
    await first.page.getByRole('button', { name: 'Sign in' }).waitFor();

    const api = callWith(() => server.address, adminKey);
    const hire = (name: string, groups: string[], roles = ['participant']) =>
      api('POST', '/users', { name, email: emailOf(name), password, roles, groups });
    for (const group of ['sales', 'finance', 'legal', 'sales-manager', 'compliance'])
      await api('POST', '/groups', { id: group, name: group });
    await hire('Li Wei', [], ['participant', 'owner']);
    await hire('Zhang Min', ['sales']);
    await hire('Sun Hao', ['finance']);
    await hire('Wang Lei', ['sales-manager']);
    await hire('Zhao Yan', ['legal', 'compliance']);

    // The owner draws: two stages, an approval by two of three, a checkpoint.
    const owner = await signIn('Li Wei');
    await owner.goto(`${server.address}/processes`);
    await owner.getByRole('button', { name: 'New process' }).first().click();
    await owner.getByLabel('Name').fill('Deal desk');
    await owner.getByRole('button', { name: 'Draw it' }).click();
    const canvas = new Canvas(owner);
    await canvas.zoomOut(3);
    await canvas.move('end', { x: 1060 });
    await canvas.move('start', { x: 350 });
    await canvas.splice('Funnel stage', 'start', 'end', 'Draft');
    await canvas.splice('Funnel stage', 'Draft', 'end', 'Approve');
    const [draftStart = '', draftEnd = ''] = await canvas.inside('Draft');
    await canvas.splice('Task', draftStart, draftEnd, 'Write the offer');
    const [approveStart = '', approveEnd = ''] = await canvas.inside('Approve');
    await canvas.splice('Approval', approveStart, approveEnd, 'Sign');
    await canvas.splice('Compliance checkpoint', 'Sign', approveEnd, 'Minimum data');

    await canvas.select('Write the offer');
    await canvas.panel.getByRole('combobox', { name: 'Groups that may claim it' }).fill('sales');
    await owner.keyboard.press('Enter');
    await canvas.select('Sign');
    for (const [index, group] of ['finance', 'legal', 'sales-manager'].entries()) {
      await canvas.panel.getByRole('button', { name: 'Add', exact: true }).click();
      const who = canvas.panel.getByRole('combobox', { name: `Approver ${index + 1}` }).last();
      await who.fill(group);
      await who.press('Tab');
    }
    await canvas.panel.getByText('A number').click();
    await canvas.select('Minimum data');
    await canvas.panel.getByRole('button', { name: 'Add a rule' }).click();
    const condition = canvas.panel.getByRole('combobox', { name: 'Passes when' });
    await condition.fill('personalFields <= 6');
    await condition.press('Tab');
    await canvas.panel.getByLabel('Else say').fill('More personal data than needed.');
    await canvas.panel.getByRole('combobox', { name: 'Reviewers' }).fill('compliance');
    await owner.keyboard.press('Tab');
    // What a rejection would do is a problem with a fix, one click away.
    await owner.getByRole('button', { name: 'Draw the way to “lost”' }).first().click();
    await owner.getByText(/^Saved /).waitFor();
    expect(await owner.getByText(/\d errors?$/).count()).toBe(0);
    await owner.getByRole('button', { name: 'Propose…' }).click();
    await owner.getByLabel('What changed, and why').fill('The first version.');
    await owner.getByRole('dialog').getByRole('button', { name: 'Propose version 1' }).click();
    await owner.getByText('Version 1 waits for an admin to publish it.').waitFor();
    expect(await watermarkIsInSight(owner)).toBe(true);

    // The admin is told at home, and publishes.
    const admin = await signIn('Chen Jing');
    await admin.getByRole('link', { name: 'Publish v1 of “Deal desk”' }).click();
    await admin.getByRole('button', { name: 'Publish v1' }).click();
    await admin.getByRole('button', { name: 'Publish version 1' }).click();
    await admin.getByText('Version 1 is live.').waitFor();

    // A rep starts a deal and works it; the server is killed under their feet.
    const rep = await signIn('Zhang Min');
    await rep.goto(`${server.address}/cases`);
    await rep.getByRole('button', { name: 'Start a case' }).first().click();
    await rep.getByLabel('Number', { exact: true }).fill('D-1');
    await rep.getByRole('button', { name: 'Start the case' }).click();
    await rep.waitForURL(/\/cases\/[^/]+$/);
    const caseAddress = rep.url();
    await killAndRestart();
    await answer(rep, 'Write the offer', 'Done');

    // Version 2 goes live meanwhile.
    await admin.goto(`${server.address}/processes/deal-desk/design`);
    const redesign = new Canvas(admin);
    await redesign.select('Write the offer');
    await redesign.panel.getByLabel('Name', { exact: true }).fill('Write a better offer');
    await admin.keyboard.press('Tab');
    await admin.getByText(/^Saved /).waitFor();
    await admin.getByRole('button', { name: 'Publish…' }).click();
    await admin.getByRole('button', { name: 'Publish version 2' }).click();
    await admin.getByText('Version 2 is live.').waitFor();

    // Two of three sign; the third is not asked any more.
    const finance = await signIn('Sun Hao');
    await answer(finance, 'Sign', 'Approve');
    await killAndRestart();
    const manager = await signIn('Wang Lei');
    await answer(manager, 'Sign', 'Approve');

    // The checkpoint fails; compliance clears it with a reason.
    const compliance = await signIn('Zhao Yan');
    await answer(compliance, 'Minimum data', 'Clear', async () => {
      await compliance.getByText('More personal data than needed.').waitFor();
      await compliance.getByRole('button', { name: /^Clear/ }).click();
      await compliance.getByText('Please say why').waitFor();
      await compliance.getByLabel('Reason').fill('The customer sent no personal data.');
    });

    // The case page tells it all, on the version that the deal began with.
    await rep.goto(caseAddress);
    await rep.getByText('Completed', { exact: true }).first().waitFor();
    await rep.getByText('v1', { exact: true }).first().waitFor();
    expect(await rep.getByText('v2', { exact: true }).count()).toBe(0);
    await expect.poll(() => watermarkIsInSight(rep)).toBe(true);
    const story = await rep.getByRole('region', { name: 'What happened' }).textContent();
    for (const sentence of [
      'Zhang Min started the case',
      'Zhang Min finished Write the offer',
      'Sun Hao approved Sign',
      'Wang Lei approved Sign',
      'Minimum data failed 1 of 1 rules',
      'Zhao Yan cleared Minimum data',
      'The case is completed',
    ])
      expect(story).toContain(sentence);
    expect(await accessibilityViolations(rep)).toEqual([]);
    expect(visitors.flatMap(({ errors }) => errors.filter((error) => !error.includes('net::ERR')))).toEqual([]);
  });
});
