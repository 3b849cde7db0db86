/** What is offered about a problem mends it: applied, its finding is gone, and none that was not there before comes up. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { en } from '../../packages/shared/src/i18n/en/index.ts';
import { type Crew, startCrew } from '../support/crew.ts';

const extension = (tags: string) => `<extensionElements>${tags}</extensionElements>`;
/** `a-b` is a flow from a to b; with a condition behind a colon. */
const flows = (...ways: string[]) =>
  ways
    .map((way) => {
      const [, from, to, condition] = /^(\w+)-(\w+)(?::(.+))?$/.exec(way) ?? [];
      const written = condition === undefined ? '' : `<conditionExpression>${condition}</conditionExpression>`;
      return `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${written}</sequenceFlow>`;
    })
    .join('');
const tasks = (...ids: string[]) => ids.map((id) => `<task id="${id}" name="Do ${id}"/>`).join('');
const ends = '<startEvent id="s"/><endEvent id="e"/>';
const wins = (id: string) => `<endEvent id="${id}">${extension('<fortnight:end outcome="won"/>')}</endEvent>`;
const around = (x: string, more = '') => `${ends}${x}${flows('s-x', 'x-e')}${more}`;
const approval = (inner: string, attributes = '', tags = '') =>
  `<userTask id="x" name="Approve it">${extension(`<fortnight:approval ${attributes}>${inner}</fortnight:approval>${tags}`)}</userTask>`;
const boss = '<fortnight:approver who="user:boss"/>';
const approve = '<fortnight:outcome id="approve" kind="approve"/>';
const checkpoint = (id: string) =>
  `<businessRuleTask id="${id}" name="Check it">${extension('<fortnight:checkpoint reviewers="group:legal"><fortnight:rule id="k" when="true" message="m"/></fortnight:checkpoint>')}</businessRuleTask>`;
const stage = (
  id: string,
  attributes: string,
  inside = `${tasks(`${id}2`)}${flows(`${id}1-${id}2`, `${id}2-${id}3`)}`,
  inner = '',
) =>
  `<subProcess id="${id}" name="Stage ${id}">${extension(`<fortnight:stage ${attributes}>${inner}</fortnight:stage>`)}<startEvent id="${id}1"/>${inside}${wins(`${id}3`)}</subProcess>`;
const price = '<fortnight:lossReason id="price" name="Price"/>';

/** The code of the fix, what is drawn, and what makes it another case of the same. */
const drawn: readonly (readonly [fix: string, when: string, content: string])[] = [
  ['add-start-event', 'before a task', `${tasks('x')}<endEvent id="e"/>${flows('x-e')}`],
  [
    'add-start-event',
    'in a stage with nothing in it',
    around('<subProcess id="x" name="Empty"><extensionElements><fortnight:stage order="1"/></extensionElements></subProcess>'),
  ],
  ['add-end-event', 'behind a task', `<startEvent id="s"/>${tasks('x')}${flows('s-x')}`],
  ['append-end-event', 'to a task', `${ends}${tasks('x', 'y')}${flows('s-x', 'x-e', 'x-y')}`],
  ['remove-element', 'that leads into a step', `${ends}${tasks('x', 'y')}${flows('s-x', 'x-e', 'y-x')}`],
  [
    'remove-element',
    'that leads into a join',
    `${ends}${tasks('x', 'y')}<exclusiveGateway id="g"/>${flows('s-x', 'x-g', 'y-g', 'g-e')}`,
  ],
  ['remove-elements', 'in a row', `${ends}${tasks('x', 'y', 'z')}${flows('s-x', 'x-e', 'y-z', 'z-e')}`],
  ['remove-elements', 'in a circle', `${ends}${tasks('x', 'y', 'z')}${flows('s-x', 'x-e', 'y-z', 'z-y')}`],
  ['remove-and-connect', 'a gateway', around('<exclusiveGateway id="x"/>')],
  [
    'remove-and-connect',
    'a gateway behind a choice',
    `${ends}<exclusiveGateway id="x" default="x_y"/><exclusiveGateway id="g"/>${tasks('y', 'z')}${flows('s-x', 'x-g:amount > 1', 'g-z', 'z-e', 'x-y', 'y-e')}`,
  ],
  [
    'make-interrupting',
    'an error',
    around(
      tasks('x'),
      `<boundaryEvent id="b" attachedToRef="x" cancelActivity="false"><errorEventDefinition/></boundaryEvent>${flows('b-e')}`,
    ),
  ],
  [
    'remove-loop',
    'of a stage',
    around(stage('x', 'order="1"').replace('</subProcess>', '<multiInstanceLoopCharacteristics/></subProcess>')),
  ],
  ['add-approver', 'to a number of votes', around(approval(approve, 'mode="quorum" quorum="2"'))],
  ['assign-to-starter', 'of a task that nobody is asked to do', around('<userTask id="x" name="Do it"/>')],
  [
    'set-default-flow',
    'of a choice',
    `${ends}<exclusiveGateway id="x"/>${tasks('y')}${flows('s-x', 'x-y:amount > 1', 'x-e', 'y-e')}`,
  ],
  [
    'remove-condition',
    'of the default',
    `${ends}<exclusiveGateway id="x" default="x_e"/>${tasks('y')}${flows('s-x', 'x-y:amount > 1', 'x-e:true', 'y-e')}`,
  ],
  ['set-quorum', 'out of reach', around(approval(boss + approve, 'mode="quorum" quorum="2"'))],
  [
    'set-overdue',
    'of a task',
    around(`<userTask id="x" name="Do it">${extension('<fortnight:timing limit="P1D" overdue="approve"/>')}</userTask>`),
  ],
  ['draw-way-to-lost-end', 'where no reasons are listed', around(approval(boss, 'result="r"'))],
  [
    'draw-way-to-lost-end',
    'in a stage that lists reasons',
    around(stage('x', 'order="1"', `${approval(boss).replace('"x"', '"y"')}${flows('x1-y', 'y-x3')}`, price)),
  ],
  ['draw-way-to-lost-end', 'where several ways lead on', around(approval(boss), tasks('y') + flows('x-y', 'y-e'))],
  [
    'draw-way-to-lost-end',
    'where nothing leads on',
    `<startEvent id="s"/>${approval(boss)}${flows('s-x')}<endEvent id="e"/>${flows('s-e')}`,
  ],
  [
    'draw-way-to-lost-end',
    'where an outcome has an id of its own',
    around(approval(`${boss}${approve}<fortnight:outcome id="no way" kind="reject"/>`)),
  ],
  ['draw-way-to-lost-end', 'where a rejected review throws an error', around(checkpoint('x'))],
  [
    'draw-way-to-lost-end',
    'where a rejected review throws an error in a stage that lists reasons',
    around(stage('x', 'order="1"', `${checkpoint('y')}${flows('x1-y', 'y-x3')}`, price)),
  ],
  ['draw-way-to-lost-end', 'where a rejected approval throws an error', around(approval(boss, 'result="r" error="no"'))],
  [
    'renumber-stages',
    'with one number',
    `${ends}${stage('x', 'order="1"')}${stage('y', 'order="1"')}${flows('s-x', 'x-y', 'y-e')}`,
  ],
  ['make-executable', 'a drawing', around(tasks('x'))],
  ['mark-end-won', 'of a funnel', around(stage('x', 'order="1"').replace('outcome="won"', 'outcome="neutral"'))],
  [
    'declare-data',
    'that is compared with a number',
    `${extension('<fortnight:data name="amount" type="number"/>')}${ends}<exclusiveGateway id="x" default="x_e"/>${tasks('y')}${flows('s-x', 'x-y:risk > 3', 'x-e', 'y-e')}`,
  ],
  [
    'declare-data',
    'that holds or not',
    `${extension('<fortnight:data name="amount" type="number"/>')}${ends}<exclusiveGateway id="x" default="x_e"/>${tasks('y')}${flows('s-x', 'x-y:isUrgent', 'x-e', 'y-e')}`,
  ],
  ['name-cases-by', 'that carry a text', `${extension('<fortnight:data name="customer" type="text"/>')}${around(tasks('x'))}`],
  [
    'create-form',
    'of a task',
    around(`<userTask id="x" name="Fill it in">${extension('<fortnight:form ref="new-form"/>')}</userTask>`),
  ],
];

const document = (fix: string, name: string, content: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" id="d" targetNamespace="urn:test">
  <process id="fixed" name="${name}" isExecutable="${fix !== 'make-executable'}">${content}</process></definitions>`;

/** How the button of a fix begins, whatever it names. */
const buttonOf = (fix: string): RegExp => {
  const words: Readonly<Record<string, string>> = en.problems.fixes;
  const [before = '', ...after] = (words[fix] ?? '').split(/\{\{\w+\}\}/);
  return new RegExp(`^${[before, ...after].join('.*')}$`);
};

let crew: Crew;
let page: Page;
beforeAll(async () => {
  crew = await startCrew();
  await crew.hire('Li Wei', ['sales'], { roles: ['participant', 'owner'] });
  const bpmn = document('', 'Fixed', around(tasks('x')));
  await crew.call('POST', '/deployments', { files: [{ name: 'fixed.bpmn', content: bpmn }] });
  const { items } = await crew.call<{ items: { id: string; name: string }[] }>('GET', '/users?limit=50');
  await crew.call('PATCH', '/processes/fixed', { owner: items.find(({ name }) => name === 'Li Wei')?.id });
  ({ page } = await crew.open('Li Wei', '/processes/fixed/design'));
  await page.locator('.djs-shape[data-element-id="x"]').waitFor();
});
afterAll(() => crew.close());

/** Every finding on the screen, once the list is unfolded. */
async function findings(): Promise<string[]> {
  const unfold = page.getByRole('button', { name: /^All \d+/ });
  if (await unfold.isVisible()) await unfold.click();
  return page.locator('.design-problem .ui-grow').allTextContents();
}

describe('a fix', () => {
  it('is tried for every code that there is words for', () => {
    expect(new Set(drawn.map(([fix]) => fix))).toEqual(new Set(Object.keys(en.problems.fixes)));
  });

  it.each(drawn)('%s, %s: mends its finding and brings no other', async (fix, when, content) => {
    const name = `${fix} ${when}`;
    const buffer = Buffer.from(document(fix, name, content));
    await page.locator('input[type=file]').setInputFiles([{ name: 'f.bpmn', mimeType: 'text/xml', buffer }]);
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.locator('.design-problem').first().waitFor();
    const before = await findings();
    const fixing = { name: buttonOf(fix) };
    const line = page
      .locator('.design-problem')
      .filter({ has: page.getByRole('button', fixing) })
      .first();
    const mended = (await line.locator('.ui-grow').textContent()) ?? '';
    await line.getByRole('button', fixing).first().click();
    const left = async () => {
      const after = await findings();
      return { isMended: !after.includes(mended), others: after.filter((finding) => !before.includes(finding)) };
    };
    await expect.poll(left).toEqual({ isMended: true, others: [] });
  });
});
