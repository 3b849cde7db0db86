/** Every screen of the demo workspace, in two themes, two languages and on a phone: readable by everybody, without errors. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations, launchBrowser, visit } from '../support/browser.ts';
import { type Server, startServer } from '../support/server.ts';

const wide = [
  '/',
  '/inbox',
  '/cases',
  '/processes',
  '/processes/contract/design',
  '/processes/contract/funnel',
  '/processes/contract/versions',
  '/operations',
  '/operations/people',
  '/operations/keys',
  '/operations/audit',
  '/account',
];
const onPhones = ['/', '/inbox', '/cases', '/operations', '/account'];

let browser: Browser;
let server: Server;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer({ demo: true })]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'zh-Hans';
  readonly viewport?: { readonly width: number; readonly height: number };
}

async function signedIn({ theme, language, viewport }: Look) {
  const visitor = await visit(browser, `${server.address}/sign-in`, viewport ? { viewport } : {});
  const { page } = visitor;
  await page.evaluate(
    ([chosenTheme, chosenLanguage]) => {
      localStorage.setItem('fortnight.theme', chosenTheme);
      localStorage.setItem('fortnight.language', chosenLanguage);
    },
    [theme, language] as const,
  );
  await page.request.post(`${server.address}/api/v1/session`, {
    data: { email: 'chen.jing@demo.fortnight', password: 'fortnight' },
    headers: { Origin: server.address },
  });
  return visitor;
}

/** Goes there and waits until nothing is on its way any more. */
async function show(page: Page, path: string): Promise<void> {
  await page.goto(`${server.address}${path}`);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.locator('[role=status].ui-skeleton').first().waitFor({ state: 'detached' });
}

async function violationsOn(page: Page, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    await show(page, path);
    found.push(...(await accessibilityViolations(page)).map((violation) => `${path}: ${violation}`));
  }
  return found;
}

describe('the screens', () => {
  it.each([
    { theme: 'light', language: 'en' },
    { theme: 'dark', language: 'zh-Hans' },
  ] as const)('are accessible and without errors: $theme, $language', async (look) => {
    const { page, errors } = await signedIn(look);
    expect(await violationsOn(page, wide)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('fit a phone', async () => {
    const { page, errors } = await signedIn({ theme: 'light', language: 'en', viewport: { width: 390, height: 844 } });
    expect(await violationsOn(page, onPhones)).toEqual([]);
    for (const path of onPhones) {
      await show(page, path);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect({ path, tooWide }).toEqual({ path, tooWide: 0 });
    }
    expect(errors).toEqual([]);
  });
});
