/** Processes come from files, from templates, from a name; and are renamed, duplicated, put away. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations, launchBrowser, visitAs } from '../support/browser.ts';
import { flow, tag, xmlOf } from '../support/process.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

const spending = join(import.meta.dirname, '../../examples/3-spending-approval');
const file = (name: string, content: string | Buffer) => ({ name, mimeType: 'text/xml', buffer: Buffer.from(content) });

let browser: Browser;
let server: Server;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function owner() {
  const person = { email: 'li@example.com', name: 'Li Wei', password: 'a-good-password', roles: ['owner'], groups: [] };
  await fetch(`${server.address}/api/v1/users`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(person),
  });
  const visitor = await visitAs(browser, server, '/processes', person);
  await visitor.page.getByRole('heading', { name: 'Processes' }).waitFor();
  return visitor;
}

/** A process of this owner's, made without the screen. */
const create = (page: Page, name: string) =>
  page.request.post(`${server.address}/api/v1/processes`, { data: { name }, headers: { Origin: server.address } });

describe('processes', () => {
  it('come from files with a report of each, from templates and from a name', async () => {
    const { page } = await owner();
    await page.getByText('No process yet').waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles([
        file('spending.bpmn', readFileSync(join(spending, 'spending-approval.bpmn'))),
        file('spending.json', readFileSync(join(spending, 'forms/spending.json'))),
        file('broken.bpmn', 'no xml'),
        file('broken.zip', 'no zip'),
      ]);
    const report = page.getByRole('dialog');
    await report.getByText('This is no zip').waitFor();
    expect(await report.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^Imported Spending approval/),
      expect.stringMatching(/^Form spending\.json belongs to one process/),
      expect.stringMatching(/^Refused broken\.bpmn[\s\S]*not well-formed/),
      expect.stringMatching(/^Refused broken\.zip[\s\S]*no zip that can be read/),
    ]);
    await report.getByRole('button', { name: 'Close' }).last().click();

    await page.getByRole('listitem').filter({ hasText: 'Four-stage sales' }).getByRole('button', { name: 'Use' }).click();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Four-stage sales');
    await page.getByLabel('Id, if you want').fill('spending-approval');
    await page.getByRole('button', { name: 'Draw it' }).click();
    await page.getByText('There is a process with this id already.').waitFor();
    await page.getByLabel('Id, if you want').fill('');
    await page.getByRole('button', { name: 'Draw it' }).click();
    await page.waitForURL(/\/processes\/four-stage-sales\/design/);
    const draft = await page.request.get(`${server.address}/api/v1/processes/four-stage-sales/draft`);
    expect((await draft.json()).tests).toMatchObject([{ id: 'small-deal' }, { processId: 'four-stage-sales' }]);

    await page.goto(`${server.address}/processes`);
    await page.getByRole('button', { name: 'New process' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Channel sales');
    await page.getByRole('button', { name: 'Draw it' }).click();
    await page.waitForURL(/\/processes\/channel-sales\/design/);
  });

  it('leave as a release, and come from one as a draft that says what it brought', async () => {
    const body = `<startEvent id="s"/>${tag('userTask', 'work')}<endEvent id="e"/>${flow('s', 'work')}${flow('work', 'e')}`;
    const files = [{ name: 'released.bpmn', content: xmlOf(body, '', '', 'released') }];
    const deployed = await fetch(`${server.address}/api/v1/deployments`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ files, versionTag: 'w49' }),
    });
    expect(deployed.status).toBe(200);
    const { page } = await owner();
    await page.goto(`${server.address}/processes/released/versions`);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export release of version 1' }).click();
    const release = await downloading;
    expect(release.suggestedFilename()).toBe('released-v1.zip');

    await page.goto(`${server.address}/processes`);
    await page.locator('input[type=file]').setInputFiles(file('released-v1.zip', readFileSync(await release.path())));
    const report = page.getByRole('dialog');
    await report.getByText('Version 1 of released (w49), as a draft: the process.').waitFor();
    await report.getByText(/There is a process released here already, so this one is released-2/).waitFor();
    await report.getByRole('link').click();
    await page.waitForURL(/\/processes\/released-2\/design/);
  });

  it('are renamed, duplicated and put away, each saying what it does', async () => {
    const { page } = await owner();
    await create(page, 'Remote sales');
    await page.goto(`${server.address}/processes`);
    const more = (name: string) => page.getByRole('button', { name: `More for ${name}`, exact: true }).click();
    await more('Remote sales');
    await page.getByRole('menuitem', { name: 'Rename…' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Partner sales');
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
    await page.getByRole('link', { name: 'Partner sales' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);

    await more('Partner sales');
    await page.getByRole('menuitem', { name: 'Duplicate…' }).click();
    await page.getByRole('button', { name: 'Duplicate', exact: true }).click();
    await page.waitForURL(/partner-sales/);

    await page.goto(`${server.address}/processes`);
    await more('Partner sales, copy');
    await page.getByRole('menuitem', { name: 'Archive…' }).click();
    await page.getByText('Nobody can start it any more. No case is running.').waitFor();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByRole('link', { name: 'Partner sales, copy' }).waitFor({ state: 'detached' });
    await page.goto(`${server.address}/processes?show=archived`);
    await page.getByRole('link', { name: 'Partner sales, copy' }).waitFor();
  });

  it('are reached by name from everywhere', async () => {
    const { page } = await owner();
    await create(page, 'Insurance renewal');
    await page.goto(server.address);
    await page.getByRole('heading', { name: /Li Wei/ }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('renew insur');
    await page.getByRole('option', { name: /Insurance renewal/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/processes\/insurance-renewal\/design/);
  });

  it('have a second opinion before they are published, which leads to the elements that it is about', async () => {
    const { page, errors } = await owner();
    const checks = ['price', 'terms'];
    const body = [
      '<startEvent id="s"/>',
      tag('inclusiveGateway', 'who'),
      tag('inclusiveGateway', 'Checked'),
      '<endEvent id="e"/>',
      ...checks.map((id) => tag('userTask', id) + flow('who', id, `= ${id}`) + flow(id, 'Checked')),
      flow('s', 'who'),
      flow('Checked', 'e'),
    ];
    const bpmns = { spending: readFileSync(join(spending, 'spending-approval.bpmn'), 'utf8'), checks: xmlOf(body.join('')) };
    const forms = readdirSync(join(spending, 'forms')).map((name) =>
      JSON.parse(readFileSync(join(spending, 'forms', name), 'utf8')),
    );
    for (const [id, bpmn] of Object.entries(bpmns))
      await page.request.post(`${server.address}/api/v1/processes`, {
        data: { id, name: id, bpmn, forms },
        headers: { Origin: server.address },
      });
    const opinion = page.getByRole('region', { name: 'Second opinion' });
    const askFor = async (id: string) => {
      await page.goto(`${server.address}/processes/${id}/design`);
      await page.getByRole('button', { name: 'Propose…' }).click();
    };
    await askFor('spending');
    await opinion.getByText('bpmn-engine agrees on 4 paths').waitFor({ timeout: 120_000 });
    // What was proposed says so, by whom and when, and is withdrawn.
    await page.getByRole('dialog').getByRole('button', { name: 'Propose version 1' }).click();
    await page.getByRole('link', { name: 'v1 waits to be published' }).click();
    await page.getByText(/^proposed by Li Wei, /).waitFor();
    await page.getByRole('button', { name: 'More for v1' }).click();
    await page.getByRole('menuitem', { name: 'Withdraw…' }).click();
    await page.getByRole('button', { name: 'Withdraw version 1' }).click();
    await page.getByText('Withdrawn', { exact: true }).first().waitFor();
    await page.goto(`${server.address}/processes/spending/design`);
    await page.getByRole('button', { name: 'Propose…' }).waitFor();

    await askFor('checks');
    await opinion.getByText('Not compared with bpmn-engine').waitFor({ timeout: 120_000 });
    await opinion.getByText('What was not compared').click();
    await opinion.getByText('The other engine does not wait at an inclusive gateway').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await opinion.getByRole('button', { name: 'Show me Checked' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });
});
