/** One case by hand: moved, migrated, and past a check that it owes, by two people. */
import type { Instance } from '@fortnight/shared/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accessibilityViolations } from '../support/browser.ts';
import { type Crew, startCrew } from '../support/crew.ts';
import { flows, tag, xmlOf } from '../support/process.ts';

const start = '<startEvent id="s"/>';
const end = '<endEvent id="e"/>';
const check = tag(
  'businessRuleTask',
  'Check',
  '<fortnight:checkpoint reviewers="group:risk"><fortnight:rule id="fine" when="= fine"/></fortnight:checkpoint>',
);
const first = start + tag('userTask', 'Prepare') + tag('userTask', 'Sign') + end + flows('s', 'Prepare', 'Sign', 'e');
const second =
  start + tag('userTask', 'Prepare') + check + tag('userTask', 'Sign') + end + flows('s', 'Prepare', 'Check', 'Sign', 'e');

let crew: Crew;
beforeAll(async () => {
  crew = await startCrew();
  await crew.hire('Chen Jing', [], { roles: ['participant', 'admin'] });
  await crew.hire('Song Hui', [], { roles: ['participant', 'risk'] });
});
afterAll(() => crew.close());

it('is moved by hand, and goes on by another version past a check that somebody else allowed', async () => {
  const deploy = (body: string) =>
    crew.call('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: xmlOf(body, '', '', 'deal') }] });
  await deploy(first);
  const { id } = await crew.call<Instance>('POST', '/instances', { processId: 'deal', businessKey: 'D-1' });
  const admin = await crew.open('Chen Jing', `/cases/${id}`);
  const { page } = admin;

  await page.getByRole('button', { name: 'Move…' }).click();
  const move = page.getByRole('dialog', { name: 'Move D-1 by hand' });
  const choose = async (dialog: typeof move, field: string, option: string) => {
    await dialog.getByRole('combobox', { name: field }).click();
    await page.getByTitle(option, { exact: true }).last().click();
  };
  await choose(move, 'Where it goes', 'Sign');
  await move.getByText('What is open at Prepare ends there, and the case goes on at Sign.').waitFor();
  const moveIt = move.getByRole('button', { name: 'Move it' });
  expect(await moveIt.isEnabled()).toBe(false);
  await move.getByLabel('Why, for the history of the case').fill('It was prepared on paper.');
  expect(await accessibilityViolations(page)).toEqual([]);
  await moveIt.click();
  await page.getByText('moved the case by hand: Prepare → Sign').waitFor();

  // The newer version asks for a check that the case never came by.
  await deploy(second);
  await page.reload();
  await page.getByRole('button', { name: 'Migrate…' }).click();
  const migrate = page.getByRole('dialog', { name: 'Move D-1 from v1 to another version' });
  await migrate.getByText('It would owe a check').waitFor();
  await migrate.getByText('It has not passed Check.').waitFor();
  await migrate.getByLabel('Why, for the history of the case').fill('Version 2 is kept.');
  expect(await migrate.getByRole('button', { name: 'Move it to v2' }).isEnabled()).toBe(false);
  expect(await accessibilityViolations(page)).toEqual([]);
  await migrate.getByRole('button', { name: 'Ask for it' }).click();
  await migrate.getByText('Asked, as a comment on the case.').waitFor();

  const risk = await crew.open('Song Hui', `/cases/${id}`);
  await risk.page.getByText('May this case pass by Check? Version 2 is kept.').waitFor();
  expect(await risk.page.getByRole('button', { name: 'Migrate…' }).count()).toBe(0);
  await risk.page.getByRole('button', { name: 'Allow a check…' }).click();
  const allow = risk.page.getByRole('dialog', { name: 'Let D-1 pass by a check' });
  await allow.getByLabel('Which checks').click();
  await risk.page.getByTitle('Check', { exact: true }).last().click();
  await allow.getByLabel('Why it may, and how it was checked instead').fill('Checked on paper on Monday.');
  expect(await accessibilityViolations(risk.page)).toEqual([]);
  await allow.getByRole('button', { name: 'Allow it' }).click();
  await risk.page.getByText(/Song Hui allowed it, .*; not used yet/).waitFor();

  // It reaches the open dialog by itself.
  await migrate.getByText(/Song Hui allowed it, .*“Checked on paper on Monday\.”/).waitFor();
  await migrate.getByRole('button', { name: 'Move it to v2, as allowed' }).click();
  await page.getByText('moved the case from version 1 to version 2, past a check that it owed, as Song Hui allowed').waitFor();
  await page.getByText(/Song Hui allowed it; Chen Jing used it, /).waitFor();
  expect(await crew.call('GET', `/instances/${id}`)).toMatchObject({ version: 2, tokens: [{ elementId: 'Sign' }] });

  // By hand, too, nothing that is owed is passed by; it is said in words.
  const other = await crew.call<Instance>('POST', '/instances', { processId: 'deal', businessKey: 'D-2' });
  await page.goto(`${crew.server.address}/cases/${other.id}`);
  await page.getByRole('button', { name: 'Move…' }).click();
  const ahead = page.getByRole('dialog', { name: 'Move D-2 by hand' });
  await choose(ahead, 'Where it goes', 'Sign');
  await ahead.getByLabel('Why, for the history of the case').fill('It is urgent.');
  await ahead.getByRole('button', { name: 'Move it' }).click();
  await ahead.getByText('It has not passed Check.').waitFor();
  await ahead.getByText('Cancel one', { exact: true }).click();
  await ahead.getByText('What is open at Prepare ends, and nothing takes its place.').waitFor();
  expect(risk.errors).toEqual([]);
  expect(admin.errors.filter((error) => !error.includes('409'))).toEqual([]);
});
