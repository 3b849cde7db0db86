/** One's own account: a new password, a second factor, an absence; and the line that says how far the demo is filled. */
import { createHmac } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations, launchBrowser, visit } from '../support/browser.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The six digits that an authenticator app shows for a key (RFC 6238: SHA-1, 30 s). */
function codeOf(key: string, atMs: number): string {
  const bits = [...key].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)));
  const digest = createHmac('sha1', bytes).update(counter).digest();
  const offset = digest.readUInt8(19) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

async function signIn(page: Page, password: string, email = 'zhang@example.com'): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const card = (page: Page, name: string) => page.getByRole('region', { name });

async function changePassword(page: Page, current: string, next: string): Promise<void> {
  const password = card(page, 'Password');
  await password.getByLabel('Present password').fill(current);
  await password.getByLabel('New password').fill(next);
  await password.getByRole('button', { name: 'Change the password' }).click();
}

async function setUpSecondFactor(page: Page, password: string): Promise<{ key: string; codes: string[] }> {
  const factor = card(page, 'Second factor');
  await factor.getByLabel('Your password').fill('not the password');
  await factor.getByRole('button', { name: 'Set up the app' }).click();
  await factor.getByText('The password is not right, or a second factor is set up already.').waitFor();
  await factor.getByLabel('Your password').fill(password);
  await factor.getByRole('button', { name: 'Set up the app' }).click();
  const key = ((await factor.getByLabel('Key for the app').textContent()) ?? '').replaceAll(' ', '');
  const link = (await factor.getByRole('link', { name: 'Open the app on this device' }).getAttribute('href')) ?? '';
  expect(new URL(link).searchParams.get('secret')).toBe(key);
  expect(await accessibilityViolations(page)).toEqual([]);
  const digits = factor.getByLabel('Six digits that the app shows now');
  await digits.fill(codeOf(key, Date.now() + 86_400_000));
  await factor.getByRole('button', { name: 'Turn on' }).click();
  await factor.getByText('The code is not right. Wait for the next one.').waitFor();
  await digits.fill(codeOf(key, Date.now()));
  await factor.getByRole('button', { name: 'Turn on' }).click();
  await factor.getByText('On', { exact: true }).waitFor();
  const codes = await factor.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allTextContents();
  expect(codes).toHaveLength(10);
  expect(await accessibilityViolations(page)).toEqual([]);
  await factor.getByRole('button', { name: 'I have kept them' }).click();
  return { key, codes };
}

async function setAbsence(page: Page): Promise<void> {
  const absence = card(page, 'Absence');
  await absence.getByLabel('First day away').fill('2099-12-01');
  await absence.getByLabel('Back on').fill('2099-12-05');
  await absence.getByLabel('Substitute').fill('Wang');
  await page.getByTitle('Wang Lei', { exact: true }).click();
  await absence.getByRole('button', { name: 'Set the absence' }).click();
  await absence.getByText('You are away from 1 Dec 2099 and back on 5 Dec 2099. Meanwhile Wang Lei may do your tasks.').waitFor();
}

describe('an account', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
    for (const person of [
      { name: 'Zhang Min', email: 'zhang@example.com', roles: ['participant'] },
      { name: 'Wang Lei', email: 'wang@example.com', roles: ['participant', 'admin'] },
    ]) {
      const { status } = await fetch(`${server.address}/api/v1/users`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...person, password: 'a-first-password', timeZone: 'Asia/Shanghai' }),
      });
      expect(status).toBe(201);
    }
  });
  afterAll(() => server.close());

  it('has a password, a second factor and an absence that its person sets', async () => {
    const { page, errors } = await visit(browser, server.address);
    await signIn(page, 'a-first-password');
    await page.getByRole('button', { name: 'Zhang Min' }).click();
    await page.getByRole('menuitem', { name: 'Account' }).click();
    await page.getByRole('heading', { name: 'Account' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);

    await changePassword(page, 'not the password', 'a-second-password');
    await page.getByText('The present password is not right.').waitFor();
    await changePassword(page, 'a-first-password', 'a-second-password');
    await page.getByText('The password is changed').waitFor();

    const { key } = await setUpSecondFactor(page, 'a-second-password');
    await setAbsence(page);
    await changePassword(page, 'a-second-password', 'a-third-password');
    await page.waitForURL(/sign-in/);

    await signIn(page, 'a-first-password');
    await page.getByText('E-mail, password or code is not right.').waitFor();
    await signIn(page, 'a-third-password');
    const digits = page.getByLabel('Six digits from your authenticator');
    await digits.fill(codeOf(key, Date.now() + 86_400_000));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('E-mail, password or code is not right.').waitFor();
    // The code that confirmed the app is used up; the next one is good already.
    await digits.fill(codeOf(key, Date.now() + 30_000));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Account' }).waitFor();

    await card(page, 'Look').getByText('Dark').click();
    await page.locator('[data-theme=dark]').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await card(page, 'Absence').getByRole('button', { name: 'Cancel the absence' }).click();
    await card(page, 'Absence').getByRole('button', { name: 'Set the absence' }).waitFor();

    await card(page, 'You').getByLabel('Name').fill('Zhang Minmin');
    await card(page, 'You').getByLabel('Language').click();
    await page.getByTitle('简体中文').or(page.locator('[lang=zh-Hans]')).last().click();
    await card(page, 'You').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: '账号' }).waitFor();
    await page.getByRole('button', { name: 'Zhang Minmin' }).waitFor();
    // What was refused on purpose stands in the console; nothing else does.
    expect(errors.filter((error) => !/status of 4(01|09)/.test(error))).toEqual([]);
  });
});

describe('a second factor', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
    for (const [name, email, roles] of [
      ['Wang Lei', 'wang@example.com', ['participant', 'admin']],
      ['Sun Hao', 'sun@example.com', ['participant']],
    ])
      await fetch(`${server.address}/api/v1/users`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ name, email, roles, password: 'a-first-password' }),
      });
  });
  afterAll(() => server.close());

  const enter = async (email: string, path = '/account') => {
    const visited = await visit(browser, `${server.address}/sign-in?to=${encodeURIComponent(path)}`);
    await signIn(visited.page, 'a-first-password', email);
    return visited;
  };
  const code = async (page: Page, text: string) => {
    await page.getByLabel('Six digits from your authenticator').fill(text);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };

  it('is stood in for by a recovery code, and turned off by one', async () => {
    const { page } = await enter('sun@example.com');
    const { codes } = await setUpSecondFactor(page, 'a-first-password');
    const again = await enter('sun@example.com');
    await code(again.page, codes[0] ?? '');
    const factor = card(again.page, 'Second factor');
    await factor.getByRole('button', { name: 'Turn off' }).click();
    await factor.getByLabel('Six digits that the app shows now, or a recovery code').fill(codes[0] ?? '');
    await factor.getByRole('button', { name: 'Turn off' }).click();
    await factor.getByText('The code is not right. Wait for the next one.').waitFor();
    await factor.getByLabel('Six digits that the app shows now, or a recovery code').fill(codes[1] ?? '');
    await factor.getByRole('button', { name: 'Turn off' }).click();
    await factor.getByText('Off', { exact: true }).waitFor();
    await again.page.getByText('The second factor is off').waitFor();
  });

  it('that was lost is reset by an admin, and its person is told', async () => {
    const lost = await enter('sun@example.com');
    await setUpSecondFactor(lost.page, 'a-first-password');
    const admin = await enter('wang@example.com', '/operations/people');
    await admin.page.getByRole('button', { name: 'Sun Hao' }).click();
    await admin.page.getByRole('button', { name: 'Reset the second factor' }).click();
    await admin.page.getByText('Make sure that it is really Sun Hao who asks.', { exact: false }).waitFor();
    await admin.page.getByRole('button', { name: 'Reset', exact: true }).click();
    await admin.page.getByText('The second factor of Sun Hao is off').waitFor();
    await admin.page.goto(`${server.address}/operations/audit`);
    await admin.page.getByText('reset the second factor of').waitFor();

    const told = await enter('sun@example.com', '/');
    const word = told.page.getByRole('alert').filter({ hasText: 'Wang Lei turned off your second factor' });
    await word.waitFor();
    expect(await accessibilityViolations(told.page)).toEqual([]);
    await word.getByRole('button', { name: 'Understood' }).click();
    await word.waitFor({ state: 'detached' });
    await told.page.reload();
    await told.page.getByRole('button', { name: 'Sun Hao' }).waitFor();
    expect(await word.count()).toBe(0);
    expect([...admin.errors, ...told.errors]).toEqual([]);
  });
});
