/** A version on its way: proposed by its owner, talked about, approved by both lines, published. */
import type { Draft } from '@fortnight/shared/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityViolations } from '../support/browser.ts';
import { type Crew, startCrew } from '../support/crew.ts';

const model = (task: string, regulation: string) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">
    <process id="deal" name="Deal" isExecutable="true">
      <startEvent id="start"/><sequenceFlow id="a" sourceRef="start" targetRef="check"/>
      <businessRuleTask id="check" name="Minimum data"><extensionElements><fortnight:checkpoint regulation="${regulation}" severity="block" reviewers="role:admin" result="check"><fortnight:rule id="few" when="true" message="Too much"/></fortnight:checkpoint></extensionElements></businessRuleTask>
      <sequenceFlow id="b" sourceRef="check" targetRef="${task}"/>
      <userTask id="${task}" name="Work on ${task}"><extensionElements><fortnight:assignment assignee="= starter"/></extensionElements></userTask>
      <sequenceFlow id="c" sourceRef="${task}" targetRef="end"/><endEvent id="end"/>
    </process></definitions>`;

let crew: Crew;
beforeAll(async () => {
  crew = await startCrew();
  const owner = await crew.hire('Li Wei', [], { roles: ['participant', 'owner'] });
  await crew.hire('Chen Jing', [], { roles: ['participant', 'admin'] });
  await crew.hire('Song Hui', [], { roles: ['participant', 'risk'] });
  await crew.call('POST', '/deployments', { files: [{ name: 'deal.bpmn', content: model('offer', 'PIPL Art. 6') }] });
  await crew.call('PATCH', '/processes/deal', { owner, review: { approvals: 1 } });
  for (const businessKey of ['D-1', 'D-2']) await crew.call('POST', '/instances', { processId: 'deal', businessKey });
});
afterAll(() => crew.close());

const draw = async ({ request }: Page) => {
  const path = `${crew.server.address}/api/v1/processes/deal/draft`;
  const { forms, decisions, tests, settings }: Draft = await (await request.get(path)).json();
  const data = { bpmn: model('quote', 'PIPL Art. 9'), forms, decisions, tests, settings };
  const saved = await request.put(path, { data, headers: { Origin: crew.server.address, 'If-Match': '*' } });
  expect(saved.status()).toBe(200);
};

describe('a version', () => {
  it('is proposed, asked about, answered, approved by an admin and the second line, and published', async () => {
    const owner = await crew.open('Li Wei', '/');
    await draw(owner.page);
    await owner.page.goto(`${crew.server.address}/processes/deal/design`);
    await owner.page.getByRole('button', { name: 'Propose…' }).click();
    await owner.page.getByRole('heading', { name: '2 running cases' }).waitFor();
    await owner.page.getByLabel('What changed, and why').fill('Quotes instead of offers');
    await owner.page.getByRole('button', { name: 'Propose version 2' }).click();
    await owner.page.getByText('Version 2 is in review.').waitFor();

    // The second line finds it at home, goes through the changes by keys, and asks.
    const risk = await crew.open('Song Hui', '/');
    await risk.page.getByRole('link', { name: 'Review v2 of “Deal”' }).click();
    const changes = risk.page.getByRole('region', { name: '5 changes' });
    await changes.getByRole('button', { name: /Added, change 1/ }).waitFor();
    expect(await changes.getByRole('button', { name: /Removed, change 2/ }).count()).toBe(1);
    await risk.page.getByText('A compliance checkpoint was touched:').waitFor();
    await risk.page.getByRole('button', { name: /change 3$/ }).click();
    await risk.page.keyboard.press('v');
    await changes.getByText('2 seen').waitFor();

    // What it means for the cases that run: each count opens them, and says why.
    await risk.page.getByText('2 need a mapping.').waitFor();
    await risk.page.getByRole('link', { name: 'Map them' }).waitFor();
    await risk.page.getByRole('button', { name: 'Need a mapping, All: show the 2' }).click();
    const behind = risk.page.getByRole('dialog', { name: 'Need a mapping, All' });
    await behind.getByRole('link', { name: 'D-1' }).waitFor();
    expect(await behind.getByText('Work on offer has no place there. Choose one.').count()).toBe(2);
    await behind.getByRole('button', { name: 'Close' }).last().click();
    await behind.waitFor({ state: 'hidden' });
    await risk.page.keyboard.press('k');
    await risk.page.keyboard.press('c');
    await risk.page.getByLabel('On Minimum data').fill('Which article now?');
    await risk.page.getByRole('button', { name: 'Send' }).click();
    await risk.page.getByText('one open').waitFor();

    // Its maker answers, and is offered no approval.
    await owner.page.getByRole('link', { name: 'v2 in review' }).click();
    await owner.page.getByRole('button', { name: 'Answer' }).click();
    await owner.page.getByLabel('Answer').fill('Article 9.');
    await owner.page.getByRole('button', { name: 'Send' }).click();
    await owner.page.getByText('Li Wei:', { exact: true }).waitFor();
    expect(await owner.page.getByRole('button', { name: /Approve|Request changes/ }).count()).toBe(0);

    const admin = await crew.open('Chen Jing', '/processes/deal/review/2');
    await admin.page.getByText('Article 9.').waitFor();
    expect(await accessibilityViolations(admin.page)).toEqual([]);
    await admin.page.getByRole('button', { name: 'Approve v2' }).click();
    const dialog = admin.page.getByRole('dialog');
    await dialog.getByText('One comment is not resolved.').waitFor();
    await dialog.getByRole('button', { name: 'Approve v2' }).click();
    await admin.page.getByText('Your approval counts. Version 2 waits for others.').waitFor();
    await risk.page.getByRole('button', { name: 'Resolve' }).click();
    await risk.page.getByRole('button', { name: 'Approve v2' }).click();
    await risk.page.getByRole('dialog').getByRole('button', { name: 'Approve v2' }).click();
    await risk.page.getByText('Version 2 is approved.').waitFor();

    await admin.page.getByRole('button', { name: 'Publish v2' }).click();
    await admin.page.getByRole('button', { name: 'Publish version 2' }).click();
    await admin.page.getByText('Version 2 is live.').waitFor();
    await admin.page.goto(`${crew.server.address}/processes/deal/versions`);
    await admin.page
      .getByText(/^Proposed by Li Wei, .*Published by Chen Jing/)
      .first()
      .waitFor();
    for (const { errors } of [owner, risk, admin]) expect(errors).toEqual([]);
  });
});
