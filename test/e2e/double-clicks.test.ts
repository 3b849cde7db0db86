/** Whoever clicks twice by habit asks for one thing, and does not lose what is shown once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Crew, startCrew } from '../support/crew.ts';

interface Items {
  readonly items: readonly { readonly name?: string; readonly id: string }[];
}

let crew: Crew;
beforeAll(async () => {
  crew = await startCrew();
  await crew.hire('Chen Jing', ['sales'], { roles: ['participant', 'owner', 'admin'] });
});
afterAll(() => crew.close());

const count = async (path: string) => (await crew.call<Items>('GET', path)).items.length;

describe('a double click', () => {
  it('makes one process, one version, one case and one comment', async () => {
    const { page, errors } = await crew.open('Chen Jing', '/processes');
    await page.getByRole('button', { name: 'New process' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill('Twice');
    await page.getByRole('button', { name: 'Draw it' }).dblclick();
    await page.waitForURL(/\/design$/);
    await page.goto(`${crew.server.address}/processes`);
    await page.getByRole('listitem').filter({ hasText: 'Four-stage sales' }).getByRole('button', { name: 'Use' }).dblclick();
    await page.getByRole('button', { name: 'Draw it' }).dblclick();
    await page.waitForURL(/\/processes\/four-stage-sales\/design/);
    expect(await count('/processes?limit=50')).toBe(2);

    await page.getByRole('button', { name: 'Publish…' }).click();
    await page.getByRole('button', { name: 'Publish version 1' }).dblclick();
    await page.getByText('Version 1 is live.').first().waitFor();
    expect(await count('/processes/four-stage-sales/versions')).toBe(1);

    await page.goto(`${crew.server.address}/cases`);
    await page.getByRole('button', { name: 'Start a case' }).first().click();
    await page.getByLabel('Customer').fill('Acme');
    await page.getByRole('button', { name: 'Start the case' }).dblclick();
    await page.waitForURL(/\/cases\/[^/]+$/);
    expect(await count('/instances?limit=50')).toBe(1);
    await page.getByLabel('Write a comment').fill('Once is enough.');
    await page.getByRole('button', { name: 'Comment', exact: true }).dblclick();
    await page.getByText('Once is enough.').first().waitFor();
    const id = page.url().split('/').at(-1);
    // It is shown before the server has it; a second one would have come by the time that the page is there again.
    await expect.poll(() => count(`/instances/${id}/comments`)).toBeGreaterThan(0);
    await page.reload();
    await page.getByText('Once is enough.').first().waitFor();
    expect(await count(`/instances/${id}/comments`)).toBe(1);
    expect(errors).toEqual([]);
  });

  it('makes one invitation, one key and one group, and leaves what is shown once in sight', async () => {
    const { page, errors } = await crew.open('Chen Jing', '/operations/people');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByLabel('E-mail').fill('new@crew.example');
    await page.getByRole('button', { name: 'Make the link' }).dblclick();
    await page.getByLabel('Invitation link').waitFor();
    await page.getByRole('button', { name: 'I have it' }).waitFor();
    await page.getByLabel('Invitation link').click();
    expect(await count('/invitations')).toBe(1);
    await page.goto(`${crew.server.address}/operations/people`);
    await page.getByLabel('New group').fill('Legal');
    await page.getByRole('button', { name: 'Add' }).dblclick();
    await page.getByRole('listitem').filter({ hasText: 'Legal' }).first().waitFor();
    expect((await crew.call<Items>('GET', '/groups')).items.filter(({ name }) => name === 'Legal')).toHaveLength(1);

    await page.goto(`${crew.server.address}/operations/keys`);
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('CRM');
    await page.getByRole('dialog').locator('button[type=submit]').dblclick();
    await page.getByRole('dialog').getByRole('button', { name: 'I have it' }).waitFor();
    expect((await crew.call<Items>('GET', '/api-keys')).items.filter(({ name }) => name === 'CRM')).toHaveLength(1);
    expect(errors).toEqual([]);
  });
});
