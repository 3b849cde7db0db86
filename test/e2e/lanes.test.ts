/** Lanes say whose tasks they hold, each pool is settled for itself, and what passes between pools has its keys. */
import { layOut, readXml, writeXml } from '@fortnight/shared/model';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations, launchBrowser, visitAs } from '../support/browser.ts';
import { documentOf, flows, tag } from '../support/process.ts';
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

const buyer = `<laneSet id="lanes"><lane id="lane" name="Sales"><flowNodeRef>s</flowNodeRef><flowNodeRef>prepare</flowNodeRef><flowNodeRef>e</flowNodeRef></lane></laneSet>
  <startEvent id="s"/>${tag('userTask', 'prepare')}<endEvent id="e"/>${flows('s', 'prepare', 'e')}`;
const seller = `<startEvent id="ss"/>${tag('userTask', 'price')}<endEvent id="se"/>${flows('ss', 'price', 'se')}`;
const pools =
  '<collaboration id="c"><participant id="pool-buyer" name="Buyer" processRef="buyer"/><participant id="pool-seller" name="Seller" processRef="seller"/></collaboration>';

async function drawn(): Promise<string> {
  const { model } = await readXml(documentOf({ buyer, seller }, '<message id="order" name="Order"/>', pools));
  return writeXml(await layOut(model));
}

async function owner() {
  const person = { email: 'li@example.com', name: 'Li Wei', password: 'a-good-password', roles: ['owner'], groups: ['sales'] };
  await fetch(`${server.address}/api/v1/users`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(person),
  });
  const visitor = await visitAs(browser, server, '/processes', person);
  await visitor.page.getByRole('heading', { name: 'Processes' }).waitFor();
  return visitor;
}

/** Pools and lanes are selected at their heads. */
async function select(page: Page, id: string, at: 'head' | 'middle'): Promise<void> {
  const box = await page.locator(`.djs-shape[data-element-id="${id}"] > .djs-hit`).first().boundingBox();
  if (!box) throw new Error(`nothing on the canvas is called ${id}`);
  await page.mouse.click(box.x + (at === 'head' ? 12 : box.width / 2), box.y + box.height / 2);
}

async function choose(page: Page, field: string, choice: string): Promise<void> {
  await page.getByLabel('Properties', { exact: true }).getByRole('combobox', { name: field }).click();
  await page.locator('.ant-select-item-option', { hasText: choice }).locator('visible=true').click();
}

describe('a drawing with lanes and pools', () => {
  it('says whose tasks a lane holds, by which values pools know one another, and what many runs tell', async () => {
    const { page, errors } = await owner();
    await page.request.post(`${server.address}/api/v1/processes`, {
      data: { id: 'buyer', name: 'Buyer', bpmn: await drawn() },
      headers: { Origin: server.address },
    });
    const before = errors.length;
    await page.goto(`${server.address}/processes/buyer/design`);
    const panel = page.getByLabel('Properties', { exact: true });
    await page.locator('.djs-shape[data-element-id="lane"]').waitFor();
    await page.getByText('names no group').waitFor();

    await select(page, 'lane', 'head');
    await panel.getByRole('combobox', { name: 'Whose tasks these are' }).fill('sales');
    await page.keyboard.press('Tab');
    await page.getByText('names no group').waitFor({ state: 'detached' });
    expect(await accessibilityViolations(page)).toEqual([]);

    await select(page, 'prepare', 'middle');
    await panel.getByText('From its lane: sales.').waitFor();

    await select(page, 'pool-buyer', 'head');
    await panel.getByRole('button', { name: 'Conversations' }).click();
    await panel.getByRole('button', { name: 'Add a key' }).click();
    await panel.getByLabel('Called', { exact: true }).fill('order number');
    await panel.getByLabel('In “Order”').fill('order.number');
    await panel.getByLabel('In the case').fill('orderNumber');
    await page.keyboard.press('Tab');
    await panel.getByText('key-1').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);

    await select(page, 'prepare', 'middle');
    await panel.getByRole('button', { name: 'Several times' }).click();
    await choose(page, 'It runs', 'a number of times');
    await choose(page, 'Tells around it', 'by conditions');
    await panel.getByLabel('Tells when').fill('numberOfCompletedInstances = 1');
    await choose(page, 'What it tells', 'signal');
    await panel.getByLabel('Signal name', { exact: true }).fill('first is in');
    await page.keyboard.press('Tab');
    expect(await accessibilityViolations(page)).toEqual([]);

    await select(page, 'pool-seller', 'head');
    await panel.getByRole('switch', { name: 'Cases run in it' }).click();
    const saved = async () => (await (await page.request.get(`${server.address}/api/v1/processes/buyer/draft`)).json()).bpmn;
    await expect.poll(saved).not.toContain(`id="seller" isExecutable="true"`);
    expect(await saved()).toContain('<fortnight:lane group="sales" />');
    const { model } = await readXml(await saved());
    const [key] = model.correlationKeys;
    const property = model.correlationProperties.get(key?.propertyIds[0] ?? '');
    expect(property).toMatchObject({
      name: 'order number',
      retrievals: [{ messageId: 'order', path: { text: 'order.number' } }],
    });
    const [process] = model.processes;
    expect(process?.correlationSubscriptions).toMatchObject([
      { keyId: key?.id, bindings: [{ propertyId: property?.id, path: { text: 'orderNumber' } }] },
    ]);
    const prepare = process?.nodes.find(({ id }) => id === 'prepare');
    expect(prepare?.loop).toMatchObject({
      behavior: 'Complex',
      throws: [{ condition: 'numberOfCompletedInstances = 1', definition: { kind: 'signalEventDefinition' } }],
    });
    expect(errors.slice(before)).toEqual([]);
  });
});
