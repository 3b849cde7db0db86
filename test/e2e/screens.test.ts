/** Every screen of the demo workspace, in two themes, two languages and on a phone: readable by everybody, without errors. */
import type { InstanceSummary, IterationSummary, Page as ListPage, Task } from '@fortnight/shared/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { accessibilityViolations, colourRules, launchBrowser, type Visitor, visit, visitAs } from '../support/browser.ts';
import { callWith } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';
import { watermarkIsInSight } from '../support/watermark.ts';

let browser: Browser;
let server: Server;
/** What was seen while the demo workspace was filled. */
let filling: ReturnType<typeof readHowFarItIs>;
/** Addresses of what there is one of each kind of: they have other ids each time. */
const some = { iteration: '', running: '', won: '', standing: '', approval: '', review: '', task: '' };
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer({ demo: true })]);
  filling = readHowFarItIs();
  await vi.waitFor(() => expect(server.output).toContain('demo: the workspace is filled'), { timeout: 200_000, interval: 200 });
  const call = callWith(() => server.address, adminKey);
  const caseOf = async (query: string) =>
    `/cases/${(await call<ListPage<InstanceSummary>>('GET', `/instances?limit=1&${query}`)).items[0]?.id}`;
  const taskOf = async (kind: Task['kind']) =>
    `/inbox/${(await call<ListPage<Task>>('GET', `/tasks?state=open&limit=1&kind=${kind}`)).items[0]?.id}`;
  some.running = await caseOf('processId=contract&state=active');
  some.won = await caseOf('processId=contract&outcome=won');
  some.standing = await caseOf('hasIncident=true');
  some.approval = await taskOf('approval');
  some.review = await taskOf('review');
  some.iteration = `/iterations/${(await call<ListPage<IterationSummary>>('GET', '/iterations?limit=1')).items[0]?.id}`;
  some.task = await taskOf('task');
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

async function readHowFarItIs() {
  const { page, errors } = await visitAs(browser, server, '/', { email: 'zhang.min@demo.fortnight', password: 'fortnight' });
  const line = page.getByText(/The demo is being filled: \d+ of \d+ cases/);
  await line.waitFor();
  const violations = await accessibilityViolations(page);
  await line.waitFor({ state: 'detached', timeout: 200_000 });
  return { violations, errors, isFilled: server.output.join('\n').includes('demo: the workspace is filled') };
}

interface Look {
  readonly theme: 'light' | 'dark';
  readonly language: 'en' | 'zh-Hans';
  readonly viewport?: { readonly width: number; readonly height: number };
}
const phone = { width: 390, height: 844 };

function openWindow({ theme, language, viewport }: Look, path: string, who?: string): Promise<Visitor> {
  const kept = { theme, language };
  const localStorage = Object.entries(kept).map(([name, value]) => ({ name: `fortnight.${name}`, value }));
  const storageState = { cookies: [], origins: [{ origin: server.address, localStorage }] };
  const options = { storageState, ...(viewport && { viewport }) };
  if (who === undefined) return visit(browser, `${server.address}${path}`, options);
  return visitAs(browser, server, path, { email: `${who}@demo.fortnight`, password: 'fortnight' }, options);
}

/** Goes there as a link does, which loads the program once, and waits until nothing is on its way any more. */
async function show(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), path);
  await isShown(page);
}

async function isShown(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await page.locator('[role=status].ui-skeleton').first().waitFor({ state: 'detached' });
}

const diagrams = () => [
  '/processes/contract/design',
  ...['/processes/contract/versions', '/processes/contract/review/6'],
  ...[some.running, some.won, some.standing],
];

/** What axe finds, and where a diagram is without the sign of bpmn.io. */
async function faultsOn(page: Page, paths: readonly string[], rules?: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    await show(page, path);
    const hasDiagram = diagrams().includes(path);
    if (hasDiagram) await openDiagram(page);
    found.push(...(await accessibilityViolations(page, rules)).map((violation) => `${path}: ${violation}`));
    if (hasDiagram && !(await watermarkIsInSight(page))) found.push(`${path}: the sign of bpmn.io is not in sight`);
  }
  return found;
}

/** On a phone a case's is folded away. */
async function openDiagram(page: Page): Promise<void> {
  const unfold = page.getByRole('button', { name: 'Show the diagram' });
  const shape = page.locator('.djs-shape').first();
  await unfold.or(shape).first().waitFor();
  if (await unfold.isVisible()) await unfold.click();
  await shape.waitFor();
}

/** What is not there on purpose is told to the console by the browser itself. */
const withoutRefusals = (errors: readonly string[]) => errors.filter((error) => !/status of 40[34]/.test(error));

const strangers = ['/sign-in', '/setup?token=x', '/invitations/x', '/password-resets/x'];
const designs = [
  '',
  '?element=signatures',
  '?element=minimum-data',
  '?element=approve',
  '?element=prepare',
  '?form=contract-prepare',
  '?play=new',
];
const forAdmins = () => [
  ...[
    '/',
    '/inbox',
    '/cases',
    '/cases?q=nothing+like+it',
    '/processes',
    '/processes?q=nothing+like+it',
    '/processes?show=archived',
  ],
  ...designs.map((search) => `/processes/contract/design${search}`),
  ...['/processes/four-stage-sales/design', '/processes/contract/funnel', '/processes/partner-sales/funnel'],
  ...['/processes/contract/versions', '/processes/contract/versions?version=1', '/processes/partner-sales/versions'],
  ...['/processes/contract/review/6', '/processes/contract/review/2?against=1', '/processes/partner-sales/review/1'],
  ...[some.running, some.won, some.standing, some.approval, some.review, some.task],
  ...['/iterations', '/iterations?state=planned', '/iterations/nothing'],
  ...['', '?tab=notes', '?tab=history'].map((search) => `${some.iteration}${search}`),
  ...['/operations', '/operations/people', '/operations/keys', '/operations/blackout', '/operations/audit', '/account'],
  ...['/nowhere', '/cases/nothing', '/inbox/nothing', '/processes/nothing/design', '/processes/nothing/funnel'],
];
const forParticipants = ['/', '/inbox', '/inbox?scope=groups', '/cases', '/account', '/operations'];

/** A dialog, and how it is opened. */
const dialogs: readonly (readonly [string, (page: Page, language: Look['language']) => Promise<void>])[] = [
  ['/processes', (page, language) => press(page, language, 'New process', '新建流程')],
  ['/processes/four-stage-sales/design', (page, language) => press(page, language, 'Propose…', '提交评审…')],
  ['/iterations', (page, language) => press(page, language, 'Plan an iteration', '计划迭代')],
  ['/iterations', (page, language) => press(page, language, 'Change the rhythm', '修改节奏')],
  ['/operations/people', (page, language) => press(page, language, 'Invite somebody', '邀请人员')],
  ['/operations/people', (page) => page.getByRole('button', { name: 'Zhang Min' }).click()],
  ['/operations/keys', (page, language) => press(page, language, 'New key', '新建密钥')],
  ['/operations/blackout', (page, language) => press(page, language, 'Add a period…', '添加冻结期…')],
  ['/inbox', (page) => page.keyboard.press('?')],
  ['/', (page) => page.keyboard.press('Control+k')],
];
const press = (page: Page, language: Look['language'], english: string, chinese: string) =>
  page
    .getByRole('button', { name: language === 'en' ? english : chinese })
    .first()
    .click();

it('tell everybody how far the demo workspace is filled, until it is', async () => {
  expect(await filling).toEqual({ violations: [], errors: [], isFilled: true });
});

describe.each([
  { theme: 'light', language: 'en', rules: undefined },
  // The same elements in other colours and words.
  { theme: 'dark', language: 'zh-Hans', rules: colourRules },
] as const)('the screens, $theme, $language,', ({ rules, ...look }) => {
  it('are accessible and without errors for an admin', async () => {
    const { page, errors } = await openWindow(look, '/', 'chen.jing');
    expect(await faultsOn(page, forAdmins(), rules)).toEqual([]);
    expect(withoutRefusals(errors)).toEqual([]);
  });

  it('are accessible for who is not signed in', async () => {
    const { page } = await openWindow(look, '/sign-in');
    expect(await faultsOn(page, strangers, rules)).toEqual([]);
  });

  it('open dialogs that are accessible', async () => {
    const { page, errors } = await openWindow(look, '/', 'chen.jing');
    const found: string[] = [];
    for (const [path, open] of dialogs) {
      await show(page, path);
      await open(page, look.language);
      const dialog = page.getByRole('dialog');
      await dialog.first().waitFor();
      found.push(...(await accessibilityViolations(page, rules)).map((violation) => `${path}: ${violation}`));
      await page.keyboard.press('Escape');
      await dialog.first().waitFor({ state: 'hidden' });
    }
    expect(found).toEqual([]);
    expect(errors).toEqual([]);
  });
});

it.each<Look & { readonly who: string; readonly reads?: string[] }>([
  { who: 'zhang.min', theme: 'light', language: 'en' },
  { who: 'zhao.yan', theme: 'light', language: 'zh-Hans' },
  { who: 'deng.rui', theme: 'dark', language: 'en', reads: ['/processes/contract/design'] },
])('the screens of $who are accessible and without errors', async ({ who, reads = [], ...look }) => {
  const { page, errors } = await openWindow(look, '/', who);
  expect(await faultsOn(page, [...forParticipants, ...reads])).toEqual([]);
  expect(withoutRefusals(errors)).toEqual([]);
});

describe('on a phone', () => {
  it('every screen fits, is accessible and without errors', async () => {
    const { page, errors } = await openWindow({ theme: 'light', language: 'en', viewport: phone }, '/', 'chen.jing');
    for (const path of forAdmins().filter((path) => !path.includes('/design?'))) {
      const faults = await faultsOn(page, [path]);
      const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect({ path, faults, tooWide }).toEqual({ path, faults: [], tooWide: 0 });
    }
    expect(withoutRefusals(errors)).toEqual([]);
  });
});

it('an element that the address names is in sight on a drawing that is wider than the window', async () => {
  const path = '/processes/six-stage-funnel/design?element=loyalty';
  const { page } = await openWindow({ theme: 'light', language: 'en' }, path, 'chen.jing');
  const shape = page.locator('.djs-shape.selected');
  await shape.waitFor();
  const canvas = page.locator('.djs-container');
  // It is laid out once more when the properties have come in beside it.
  const isInSight = async () => {
    const [inner, outer] = await Promise.all([shape.boundingBox(), canvas.boundingBox()]);
    return inner !== null && outer !== null && inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width;
  };
  await expect.poll(isInSight).toBe(true);
});
