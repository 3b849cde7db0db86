/** A fortnight on the board: planned, a suggestion taken up, a card moved without a mouse, and the verdict on the last day. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityViolations, launchBrowser, visit } from '../support/browser.ts';
import { callWith } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

const day = 86_400_000;
/** The next Tuesday, ten o'clock where the calendar is: no weekend and no midnight moves the first day. */
function nextTuesday(): Date {
  const at = new Date();
  at.setUTCHours(2, 0, 0, 0);
  do at.setUTCDate(at.getUTCDate() + 1);
  while (at.getUTCDay() !== 2);
  return at;
}
const firstDay = nextTuesday();

let browser: Browser;
let server: Server;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer({ clock: 'manual' })]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

const model = (task: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  targetNamespace="t"><process id="deal" name="Deal" isExecutable="true"><startEvent id="start"/>
  <userTask id="sign" name="${task}"/><endEvent id="end"/><sequenceFlow id="f1" sourceRef="start" targetRef="sign"/>
  <sequenceFlow id="f2" sourceRef="sign" targetRef="end"/></process></definitions>`;

const people = {
  chen: { email: 'chen@x.example', name: 'Chen Jing', password: 'a-password-of-a-story', roles: ['admin'], groups: [] },
  zhang: { email: 'zhang@x.example', name: 'Zhang Min', password: 'a-password-of-a-story', roles: ['participant'], groups: [] },
};

async function signedIn(who: keyof typeof people): Promise<{ readonly page: Page; readonly errors: readonly string[] }> {
  const { email, password } = people[who];
  const visitor = await visit(browser, `${server.address}/sign-in`);
  await visitor.page.request.post(`${server.address}/api/v1/session`, {
    data: { email, password },
    headers: { Origin: server.address },
  });
  return visitor;
}

it('an iteration is planned, filled, and ends with a verdict that has a reason', async () => {
  const call = callWith(() => server.address, adminKey);
  await call('POST', '/clock', { at: firstDay.toISOString() });
  await call('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model('Sign') }], note: 'As it was' });
  const zhang = await call<{ id: string }>('POST', '/users', people.zhang);
  await call('POST', '/users', people.chen);
  await call('POST', '/instances', { processId: 'deal', businessKey: 'SO-1' });
  const { items } = await call<{ items: { id: string }[] }>('GET', '/tasks?state=open');
  await call('POST', `/tasks/${items[0]?.id}/delegate`, { to: zhang.id });
  await call('PUT', '/iteration-rhythm', { anchor: firstDay.toISOString().slice(0, 10) });

  const admin = await signedIn('chen');
  const { page } = admin;
  await page.goto(`${server.address}/iterations`);
  await page.getByRole('button', { name: 'Plan an iteration' }).first().click();
  const plan = page.getByRole('dialog', { name: 'Plan an iteration' });
  await plan.getByLabel('Hypothesis').fill('One signature takes a day less.');
  await plan.getByRole('button', { name: 'Add a figure' }).click();
  await plan.getByRole('spinbutton', { name: /^Target of/ }).fill('3');
  expect(await accessibilityViolations(page)).toEqual([]);
  await plan.getByRole('button', { name: 'Plan it' }).click();
  await page.getByRole('heading', { name: 'Iteration 1, day 1 of 14' }).waitFor();

  const participant = await signedIn('zhang');
  await participant.page.goto(`${server.address}/inbox/${items[0]?.id}`);
  await participant.page.getByRole('button', { name: 'Suggest' }).click();
  await participant.page.getByLabel('What should be otherwise').fill('Let me sign on the phone');
  await participant.page.getByRole('button', { name: 'Send it' }).click();
  await participant.page.getByRole('dialog', { name: 'Sent' }).getByText('Let me sign on the phone').waitFor();

  const [todo, doing] = ['Plan', 'Do'].map((name) => page.getByRole('region', { name: new RegExp(`^${name}`) }));
  await page.getByRole('button', { name: 'One open suggestion' }).click();
  await page.getByRole('button', { name: 'Take up' }).click();
  await page.keyboard.press('Escape');
  await todo?.getByText('Let me sign on the phone').waitFor();
  await page.getByRole('button', { name: 'Plan a change' }).click();
  await page.getByRole('dialog').getByLabel('What').fill('One signature');
  await page.getByRole('dialog').getByRole('button', { name: 'Add it' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const menu = page.getByRole('button', { name: 'What to do with “One signature”' });
  await menu.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Move to Do' }).click();
  await doing?.getByText('One signature').waitFor();

  await call('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model('Sign once') }], note: 'One signature' });
  await page.reload();
  await page.getByRole('button', { name: 'Keep', exact: true, disabled: true }).waitFor();
  await page.getByText(/^Opens on day 14, or at/).waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);

  await call('POST', '/clock', { at: new Date(firstDay.getTime() + 13 * day).toISOString() });
  await page.reload();
  await page.getByRole('heading', { name: 'Iteration 1, day 14 of 14' }).waitFor();
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  const verdict = page.getByRole('dialog', { name: 'Verdict of iteration 1' });
  await verdict.getByLabel('Why').fill('Nobody missed the second signature.');
  await verdict.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.getByText('“Nobody missed the second signature.”').waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);
  expect([...admin.errors, ...participant.errors]).toEqual([]);
});
