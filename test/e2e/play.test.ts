/** A drawing is played, a play is saved as a test, and a test that fails stops a publication until somebody says why. */
import type { Draft } from '@fortnight/shared/contract';
import { layOut, readXml, writeXml } from '@fortnight/shared/model';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations, launchBrowser, visitAs } from '../support/browser.ts';
import { callWith } from '../support/http-actor.ts';
import { flow, flows, tag, xmlOf } from '../support/process.ts';
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

/** Above the limit two of three sign. */
const body = (limit: number): string =>
  `<startEvent id="begin"/>${tag('userTask', 'Prepare', '<fortnight:assignment groups="sales"/><fortnight:form ref="offer"/>')}
  <exclusiveGateway id="amount" name="Amount" default="amount-done"/>
  ${tag(
    'userTask',
    'Sign',
    `<fortnight:approval mode="quorum" quorum="2" result="signed"><fortnight:approver who="group:legal"/>
    <fortnight:approver who="manager-of:starter"/><fortnight:approver who="group:sales"/></fortnight:approval>
    <fortnight:timing limit="PT8H" calendar="working" overdue="reject"/>`,
  )}<exclusiveGateway id="says" name="Signed" default="says-lost"/><endEvent id="done"/><endEvent id="won" name="Won"/><endEvent id="lost" name="Lost"/>
  ${flows('begin', 'Prepare', 'amount')}${flow('amount', 'Sign', `price > ${limit}`)}${flow('amount', 'done')}
  ${flows('Sign', 'says')}${flow('says', 'won', 'signed.outcome = "approve"')}${flow('says', 'lost')}`;
const drawn = async (limit: number): Promise<string> =>
  writeXml(await layOut((await readXml(xmlOf(body(limit), '<fortnight:data name="price" type="number"/>', '', 'offer'))).model));
const form = { id: 'offer', fields: [{ name: 'price', label: { en: 'Price' }, required: true }] };

const call = <T>(method: string, path: string, sent?: unknown) => callWith(() => server.address, adminKey)<T>(method, path, sent);
const draft = () => call<Draft>('GET', '/processes/offer/draft');

async function admin(): Promise<{ page: Page; errors: readonly string[] }> {
  const person = {
    email: 'chen@example.com',
    name: 'Chen Jing',
    password: 'a-good-password',
    roles: ['owner', 'admin'],
    groups: [],
  };
  await call('POST', '/users', person);
  const visitor = await visitAs(browser, server, '/processes', person);
  await visitor.page.getByRole('heading', { name: 'Processes' }).waitFor();
  return visitor;
}

describe('playing a drawing', () => {
  it('steps through a case, keeps it as a test, and stops a publication that the test does not pass', async () => {
    await call('POST', '/processes', { id: 'offer', name: 'Offer', bpmn: await drawn(1000), forms: [form] });
    const { page, errors } = await admin();
    const before = errors.length;
    await page.goto(`${server.address}/processes/offer/design`);
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const panel = page.getByRole('complementary', { name: 'The case' });
    await panel.getByRole('button', { name: 'Start the case' }).click();

    await panel.getByRole('heading', { name: 'Prepare waits' }).waitFor();
    await panel.getByText('A member of sales', { exact: true }).first().waitFor();
    // Nothing goes on by itself, and nothing was shown yet that a test could keep: both say so.
    const described = (name: string) =>
      page
        .getByRole('button', { name })
        .evaluate((button: HTMLButtonElement) => [
          button.disabled,
          document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent,
        ]);
    for (const name of ['Step →', 'Run Space'])
      expect(await described(name)).toEqual([true, '“Prepare” waits for you: choose at the right.']);
    expect(await described('Save as test')).toEqual([true, 'A test wants a choice, or an end that is reached.']);
    await panel.getByLabel('Price').fill('5000');
    await panel.getByRole('button', { name: 'Complete it' }).click();
    await panel.getByText('0 of 2 votes are in.').waitFor();
    await panel.getByText('The manager of whoever starts the case').waitFor();
    await panel.getByRole('button', { name: 'Approve' }).first().click();
    await panel.getByText('1 of 2 votes are in.').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await panel.getByRole('button', { name: 'Approve' }).first().click();
    await panel.getByText('The case is completed.').first().waitFor();

    // Back to where the first step was taken in: the price is new, and nobody has voted.
    const steps = page.getByRole('region', { name: 'Steps' });
    const end = Number(/of (\d+)/.exec((await steps.getByRole('status').textContent()) ?? '')?.[1]);
    await page.keyboard.press('Home');
    await panel.getByRole('button', { name: 'Start the case' }).waitFor();
    await page.keyboard.press(' ');
    await panel.getByRole('heading', { name: 'Prepare waits' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await panel.getByText('1 added, 0 changed').waitFor();
    while (!(await steps.getByText(`Step ${end} of ${end}`).isVisible())) await page.keyboard.press('ArrowRight');

    await page.getByRole('button', { name: 'Save as test' }).click();
    await page.getByLabel('What does it show?').fill('Two of three is enough');
    await page.getByRole('button', { name: 'Save the test' }).click();
    const tests = page.getByRole('complementary', { name: 'Tests' });
    await tests.getByText('3 choices, as expected.').waitFor();
    await tests.getByRole('button', { name: 'The flow from Signed to Lost' }).waitFor();
    const testNames = async () => (await draft()).tests.map(({ name }) => name);
    await expect.poll(testNames).toEqual(['Two of three is enough']);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Publish…' }).click();
    await page.getByRole('dialog').getByText('The test passes').waitFor();
    await page.getByRole('button', { name: 'Publish version 1' }).click();
    await page.getByText('Version 1 is live.').waitFor();

    // Another limit, drawn elsewhere: nobody signs any more.
    const standing = await draft();
    const { forms, decisions, settings, tests: kept } = standing;
    const bpmn = standing.bpmn.replace('price &gt; 1000', 'price &gt; 9000');
    expect(bpmn).not.toBe(standing.bpmn);
    const saved = await page.request.put(`${server.address}/api/v1/processes/offer/draft`, {
      data: { bpmn, forms, decisions, settings, tests: kept },
      headers: { Origin: server.address, 'If-Match': '*' },
    });
    expect(saved.status()).toBe(200);
    await page.goto(`${server.address}/processes/offer/design`);
    await page.getByRole('button', { name: 'Publish…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('The test does not pass', { exact: true }).waitFor();
    await dialog.getByText('Expected the flow from Amount to Sign, got the flow from Amount to the end.').waitFor();
    const changes = dialog.getByRole('region', { name: 'What changed since v1, which is live' });
    await changes.getByText('The flow from Amount to Sign').waitFor();
    await changes.getByText('condition: price > 1000 → price > 9000').waitFor();
    const publish = dialog.getByRole('button', { name: 'Publish version 2' });
    expect(await publish.isDisabled()).toBe(true);
    expect(await accessibilityViolations(page)).toEqual([]);

    await dialog.getByRole('button', { name: 'Play Two of three is enough' }).click();
    await tests.getByText('Expected the flow from Amount to Sign, got the flow from Amount to the end.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Publish…' }).click();
    await dialog.getByLabel('Publish all the same, because').fill('The limit was raised on purpose.');
    await publish.click();
    await page.getByText('Version 2 is live.').waitFor();

    // The line of versions keeps why, and the next play begins with what a real case began with.
    await page.goto(`${server.address}/processes/offer/versions`);
    await page.getByText('One test does not pass').waitFor();
    const kept2 = page.getByRole('region', { name: 'Tests' });
    await kept2.getByText(/^Published all the same by Chen Jing, .*because: “The limit was raised on purpose.”$/).waitFor();
    await kept2
      .getByRole('listitem')
      .filter({ hasText: 'Two of three is enough' })
      .getByRole('img', { name: 'Failed' })
      .waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await call('POST', '/instances', { processId: 'offer', businessKey: 'O-77', variables: { price: 12_345 } });
    await page.goto(`${server.address}/processes/offer/design?play=new`);
    await panel.getByLabel('With the data of a case').click();
    await page.getByTitle('O-77').click();
    await page.getByText('Playing with a copy of the data of').waitFor();
    await panel.getByRole('button', { name: 'Start the case' }).click();
    await panel.getByText('12,345').first().waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(errors.slice(before)).toEqual([]);

    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${server.address}/processes/offer/design?play=new`);
    await page.getByRole('heading', { name: 'Playing wants a wider screen' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('is open to whoever may read it, who keeps nothing of it', async () => {
    await call('POST', '/processes', { id: 'read', name: 'Read', bpmn: (await drawn(1000)).replaceAll('"offer"', '"read"') });
    const person = { email: 'deng@example.com', name: 'Deng Rui', password: 'a-good-password', roles: ['analyst'], groups: [] };
    await call('POST', '/users', person);
    const { page, errors } = await visitAs(browser, server, '/processes/read/design', person);
    const before = errors.length;
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    const panel = page.getByRole('complementary', { name: 'The case' });
    await panel.getByRole('button', { name: 'Start the case' }).click();
    await panel.getByRole('heading', { name: 'Prepare waits' }).waitFor();
    expect(await page.getByRole('button', { name: 'Save as test' }).count()).toBe(0);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText('Read only').waitFor();
    expect(errors.slice(before)).toEqual([]);
  });
});
