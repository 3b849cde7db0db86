/** A rep closes their own deal as lost; somebody else who reads it is not offered that. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance } from '@fortnight/shared/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations, launchBrowser, visit } from '../support/browser.ts';
import { callWith } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

const folder = join(import.meta.dirname, '../../examples/1-four-stage-starter');
const fileOf = (name: string, path: string) => ({ name, content: readFileSync(join(folder, path), 'utf8') });
const files = [
  fileOf('four-stage-sales.bpmn', 'four-stage-sales.bpmn'),
  ...readdirSync(join(folder, 'forms')).map((name) => fileOf(name, `forms/${name}`)),
];
const password = 'a-first-password';

let browser: Browser;
let server: Server;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
  const admin = callWith(() => server.address, adminKey);
  await admin('POST', '/deployments', { files });
  for (const [name, email, roles] of [
    ['Zhang Min', 'zhang@example.com', ['participant']],
    ['Sun Hao', 'sun@example.com', ['audit']],
  ])
    await admin('POST', '/users', { name, email, roles, groups: name === 'Zhang Min' ? ['sales'] : [], password });
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function enter(email: string): Promise<Page> {
  const { page } = await visit(browser, `${server.address}/sign-in`);
  const headers = { Origin: server.address };
  await page.request.post(`${server.address}/api/v1/session`, { data: { email, password }, headers });
  return page;
}

describe('a deal', () => {
  it('is closed as lost by the rep whose it is', async () => {
    const page = await enter('zhang@example.com');
    const started = await page.request.post(`${server.address}/api/v1/instances`, {
      data: { processId: 'four-stage-sales', variables: { customer: 'Acme' } },
      headers: { Origin: server.address },
    });
    const { id } = (await started.json()) as Instance;

    const reader = await enter('sun@example.com');
    await reader.goto(`${server.address}/cases/${id}`);
    await reader.getByRole('heading', { name: /Waiting for/ }).waitFor();
    expect(await reader.getByRole('button', { name: /Close as lost|Remind/ }).count()).toBe(0);

    await page.goto(`${server.address}/cases/${id}`);
    await page.getByRole('button', { name: 'Close as lost…' }).click();
    const dialog = page.getByRole('dialog');
    const send = dialog.getByRole('button', { name: 'Close as lost' });
    await send.click();
    expect(await dialog.getByRole('alert').count()).toBe(1);
    await dialog.getByLabel('Why was it lost?').click();
    const option = page.locator('.ant-select-item-option').first();
    const why = await option.textContent();
    await option.click();
    expect(await accessibilityViolations(page)).toEqual([]);
    await send.click();
    await page.getByText('The case is closed as lost').waitFor();
    const closed = page.getByRole('listitem').filter({ hasText: 'closed the case as lost' });
    expect(await closed.textContent()).toContain(`“${why}”`);
    expect(await page.getByRole('button', { name: /Close as lost|Cancel/ }).count()).toBe(0);
  });
});
