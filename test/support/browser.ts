/** A headless Chromium for the stories, and what every story asks of a page. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { browserPath } from '../house/install-browser.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  const executablePath = browserPath();
  assert(executablePath, 'a browser is here: run `pnpm check browser` first');
  return chromium.launch({ executablePath, headless: true, args: flags });
}

export interface Visitor {
  readonly page: Page;
  /** Errors of the page's scripts and console, in order; a story ends by asking that there are none. */
  readonly errors: readonly string[];
}

/** A page of its own: other cookies, other storage; nothing glides into place, which costs a machine without graphics its time. */
export async function visit(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Visitor> {
  const visitor = await newWindow(browser, options);
  await visitor.page.goto(address);
  return visitor;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** As `visit`, signed in before the first page is loaded. */
export async function visitAs(
  browser: Browser,
  server: { readonly address: string },
  path: string,
  { email, password }: Credentials,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const visitor = await newWindow(browser, options);
  const answer = await visitor.page.request.post(`${server.address}/api/v1/session`, {
    data: { email, password },
    headers: { Origin: server.address },
  });
  assert(answer.ok(), `${email} is signed in`);
  await visitor.page.goto(`${server.address}${path}`);
  return visitor;
}

async function newWindow(browser: Browser, options: BrowserContextOptions): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en',
    reducedMotion: 'reduce',
    ...options,
  });
  // Above what a page takes on a machine that does much else; only a failure waits for so long.
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  return { page, errors };
}

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What a theme changes. */
export const colourRules = ['color-contrast', 'link-in-text-block'];

/** What axe finds against WCAG 2.2 AA, or by some rules alone: one line a violation with the first element that shows it. */
export async function accessibilityViolations(page: Page, rules: readonly string[] = wcag): Promise<string[]> {
  // Half-way through a fade every contrast is wrong.
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    return Promise.allSettled(ending.map(({ finished }) => finished));
  });
  // Through the debugger, since the page's own policy forbids scripts from elsewhere.
  await page.evaluate(axeSource);
  return page.evaluate(async (runOnly) => {
    const { axe } = globalThis as unknown as {
      axe: { run(context: object, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    // The text fields of Ant Design that grow are measured by one that nobody can reach.
    const { violations } = await axe.run({ exclude: ['textarea[name=hiddenTextarea]'] }, { runOnly });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  }, rules);
}
