/** A version is given a part of the new cases, falls short, and is rolled back by itself; all of it in sight. */
import type { Instance, Page as ListPage, Task } from '@fortnight/shared/contract';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityViolations, launchBrowser, visitAs } from '../support/browser.ts';
import { callWith } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

const day = 86_400_000;
let browser: Browser;
let server: Server;
beforeAll(async () => {
  [browser, server] = await Promise.all([launchBrowser(), startServer({ clock: 'manual' })]);
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Sign, then won or lost by what was said. */
const model = (task: string) => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t"><process id="deal" name="Deal" isExecutable="true">
  <startEvent id="start"/><userTask id="sign" name="${task}"/><exclusiveGateway id="how" name="Good?" default="lose"/>
  <endEvent id="won"><extensionElements><fortnight:end outcome="won"/></extensionElements></endEvent>
  <endEvent id="lost"><extensionElements><fortnight:end outcome="lost"/></extensionElements></endEvent>
  <sequenceFlow id="f1" sourceRef="start" targetRef="sign"/><sequenceFlow id="f2" sourceRef="sign" targetRef="how"/>
  <sequenceFlow id="win" sourceRef="how" targetRef="won"><conditionExpression>good = true</conditionExpression></sequenceFlow>
  <sequenceFlow id="lose" sourceRef="how" targetRef="lost"/></process></definitions>`;

it('a roll-out begins at half of the new cases, is told to be worse, and goes back by itself', async () => {
  const call = callWith(() => server.address, adminKey);
  for (const task of ['Sign', 'Sign twice'])
    await call('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model(task) }], note: task });
  const person = { email: 'chen@x.example', name: 'Chen Jing', password: 'a-password-of-a-story', roles: ['admin'], groups: [] };
  await call('POST', '/users', person);
  await call('POST', '/instances', { processId: 'deal', businessKey: 'SO-early' });
  const { page, errors } = await visitAs(browser, server, '/processes/deal/versions', person);

  // The newest was published at once; it is taken back, and then given a part.
  await page.getByRole('button', { name: 'Roll back to v1…' }).click();
  const back = page.getByRole('dialog');
  await back.getByText('Every new case starts on version 1, at once.').waitFor();
  await back.getByRole('radio', { name: 'Move them back to v1' }).click();
  await back.getByText('Tried on a copy: 1 of 1 case moves back.').waitFor();
  await back.getByLabel('Why').fill('It is to be tried first.');
  expect(await accessibilityViolations(page)).toEqual([]);
  await back.getByRole('button', { name: 'Roll back and move the cases' }).click();
  await page.getByText('Version 1 takes every new case.').waitFor();
  await page.getByText('1 moved').waitFor();
  await page.goto(`${server.address}/processes/deal/versions`);
  await page.getByRole('link', { name: 'v2' }).click();
  await page.getByRole('button', { name: 'Roll it out by share…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Roll out version 2' });
  await dialog.getByText('50 %', { exact: true }).click();
  await dialog.getByText('Go on by itself').click();
  expect(await accessibilityViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Give it 50 %' }).click();
  await page.getByRole('list', { name: 'The versions that new cases start on, with their shares' }).waitFor();
  await page.getByText('Not enough cases yet: 0 of 120.').waitFor();

  const cases = await Promise.all(
    Array.from({ length: 120 }, (_, index) =>
      call<Instance>('POST', '/instances', { processId: 'deal', businessKey: `SO-${index}` }),
    ),
  );
  const versionOf = new Map(cases.map(({ id, version }) => [id, version]));
  const { items } = await call<ListPage<Task>>('GET', '/tasks?state=open&limit=200');
  for (const task of items)
    await call('POST', `/tasks/${task.id}/complete`, { variables: { good: versionOf.get(task.instanceId) === 1 } });
  await call('POST', '/processes/deal/rollout', {
    version: 2,
    share: 50,
    guards: { conversion: { margin: 5, action: 'rollBack' } },
  });
  await page.reload();
  await page.getByText(/Split as planned/).waitFor();
  await call('POST', '/clock', { at: new Date(Date.now() + 15 * day).toISOString() });

  await page.getByText('Rolled back', { exact: true }).waitFor();
  await page.getByText(/Conversion broke: 0 of \d+ against (\d+) of \1\./).waitFor();
  await page
    .getByRole('row', { name: /^Conversion/ })
    .getByText('Broken')
    .waitFor();
  await page.getByText('The server rolled it back.').waitFor();
  expect(await accessibilityViolations(page)).toEqual([]);
  expect(errors.filter((error) => !/status of 404/.test(error))).toEqual([]);
  expect(await call<Instance>('POST', '/instances', { processId: 'deal', businessKey: 'later' })).toMatchObject({ version: 1 });
});
