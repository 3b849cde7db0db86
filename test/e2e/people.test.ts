/** The first admin by the console's link, somebody invited, a new password: all by links that work once. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations, launchBrowser, visit } from '../support/browser.ts';
import { type Server, startServer } from '../support/server.ts';

let browser: Browser;
let server: Server;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer()]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

describe('people', () => {
  it('come in by links: the first admin, somebody invited, a new password', async () => {
    const { page: admin, errors } = await visit(browser, await server.printed(/http\S+\/setup\?token=[\w-]+/));
    await admin.getByLabel('Name').fill('Chen Jing');
    await admin.getByLabel('E-mail').fill('chen@example.com');
    await admin.getByLabel('New password').fill('a-first-password');
    await admin.getByRole('button', { name: 'Make the account' }).click();
    await admin.waitForURL(/sign-in/);
    await signIn(admin, 'chen@example.com', 'a-first-password');
    await admin.getByRole('link', { name: 'Operations' }).click();
    await admin.getByRole('link', { name: 'People' }).click();

    await admin.getByLabel('New group').fill('Legal');
    await admin.getByRole('button', { name: 'Add' }).click();
    await admin.getByText('one person').or(admin.getByText('0 people')).first().waitFor();
    await admin.getByRole('button', { name: 'Invite somebody' }).click();
    await admin.getByLabel('E-mail').fill('zhao@example.com');
    await admin.getByRole('button', { name: 'Make the link' }).click();
    const invitation = await admin.getByLabel('Invitation link').inputValue();
    await admin.keyboard.press('Escape');
    await admin.mouse.click(5, 5);
    expect(await accessibilityViolations(admin)).toEqual([]);
    await admin.getByRole('button', { name: 'I have it' }).click();

    const { page: invited } = await visit(browser, invitation);
    await invited.getByLabel('Name').fill('Zhao Yan');
    await invited.getByLabel('New password').fill('a-second-password');
    await invited.getByRole('button', { name: 'Make the account' }).click();
    await invited.waitForURL(/sign-in/);
    await signIn(invited, 'zhao@example.com', 'a-second-password');
    await invited.getByRole('heading', { name: /Zhao Yan/ }).waitFor();
    expect(await invited.getByRole('navigation').getByRole('link').allInnerTexts()).toEqual(
      expect.arrayContaining(['Home', 'Inbox', 'Cases']),
    );
    expect(await invited.getByRole('link', { name: /Processes|Operations/ }).count()).toBe(0);

    const { page: late } = await visit(browser, invitation);
    await late.getByLabel('Name').fill('Somebody else');
    await late.getByLabel('New password').fill('a-third-password');
    await late.getByRole('button', { name: 'Make the account' }).click();
    await late.getByText(/used already/).waitFor();

    await admin.reload();
    await admin.getByRole('button', { name: 'Zhao Yan' }).click();
    const dialog = admin.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Compliance officer');
    await dialog.getByLabel('Groups').click();
    await admin.getByTitle('Legal', { exact: true }).click();
    await dialog.getByRole('button', { name: 'New password by link' }).click();
    const reset = await dialog.getByLabel('Password link').inputValue();
    await admin.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'I have it' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await admin.getByText(/Compliance officer/).waitFor();

    const { page: forgot } = await visit(browser, reset);
    await forgot.getByLabel('New password').fill('a-fourth-password');
    await forgot.getByRole('button', { name: 'Set the password' }).click();
    await forgot.waitForURL(/sign-in/);
    await signIn(forgot, 'zhao@example.com', 'a-second-password');
    await forgot.getByText('E-mail, password or code is not right.').waitFor();
    await signIn(forgot, 'zhao@example.com', 'a-fourth-password');
    await forgot.getByRole('heading', { name: /Zhao Yan/ }).waitFor();

    await admin.getByRole('link', { name: 'Audit log' }).click();
    await admin.getByText('made a password link for').first().waitFor();
    expect(errors).toEqual([]);
  });
});
