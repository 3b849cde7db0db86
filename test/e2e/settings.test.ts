/** What BPMN says of an element is set in the panel, without a line of XML, and undone like anything else. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Crew, startCrew } from '../support/crew.ts';

const flow = (from: string, to: string) => `<sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}"/>`;
const event = (tag: string, id: string, definition: string) =>
  `<${tag} id="${id}" name="${id}"><${definition}EventDefinition id="${id}_d"/></${tag}>`;
const document = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:test">
  <process id="all" name="All" isExecutable="true">
    <startEvent id="s"/>${flow('s', 'task')}<userTask id="task" name="Visit a site"/>${flow('task', 'wait')}
    ${event('intermediateCatchEvent', 'wait', 'conditional')}${flow('wait', 'tell')}
    ${event('intermediateThrowEvent', 'tell', 'escalation')}${flow('tell', 'free')}
    <adHocSubProcess id="free" name="Free"><task id="a" name="A"/><task id="b" name="B"/></adHocSubProcess>${flow('free', 'join')}
    <complexGateway id="join"/>${flow('join', 'e')}<endEvent id="e"/>
  </process></definitions>`;

let crew: Crew;
let page: Page;
let panel: Locator;
beforeAll(async () => {
  crew = await startCrew();
  await crew.hire('Li Wei', ['sales'], { roles: ['participant', 'owner'] });
  const draft = document.replace(
    /<process[\s\S]*<\/process>/,
    '<process id="all" name="Begin" isExecutable="true"><startEvent id="s"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/><endEvent id="e"/></process>',
  );
  await crew.call('POST', '/deployments', { files: [{ name: 'all.bpmn', content: draft }] });
  const { items } = await crew.call<{ items: { id: string; name: string }[] }>('GET', '/users?limit=50');
  await crew.call('PATCH', '/processes/all', { owner: items.find(({ name }) => name === 'Li Wei')?.id });
  ({ page } = await crew.open('Li Wei', '/processes/all/design'));
  panel = page.getByLabel('Properties', { exact: true });
  await page.locator('.djs-shape[data-element-id="e"]').waitFor();
  await page.locator('input[type=file]').setInputFiles([{ name: 'a.bpmn', mimeType: 'text/xml', buffer: Buffer.from(document) }]);
  await page.locator('.djs-shape[data-element-id="join"]').waitFor();
  await page.getByRole('button', { name: 'Fit' }).click();
});
afterAll(() => crew.close());

async function choose(id: string): Promise<void> {
  const box = await page.locator(`.djs-shape[data-element-id="${id}"] > .djs-hit`).first().boundingBox();
  if (!box) throw new Error(`${id} is not drawn`);
  await page.mouse.click(box.x + box.width / 2, box.y + 6);
  await panel.locator('.prop-kind code', { hasText: new RegExp(`^${id}$`) }).waitFor();
}
async function unfold(title: string): Promise<void> {
  const head = panel.getByRole('button', { name: new RegExp(`^${title}`) });
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
}
async function write(label: string, text: string): Promise<void> {
  const field = panel.getByLabel(label, { exact: true });
  await field.fill(text);
  await field.press('Tab');
}
async function pick(label: string, option: string): Promise<void> {
  await panel.getByLabel(label, { exact: true }).click({ force: true });
  await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)').getByText(option, { exact: true }).click();
}
const saved = async () => (await crew.call<{ bpmn: string }>('GET', '/processes/all/draft')).bpmn;

describe('the settings of an element', () => {
  it('say how often it runs, what runs tell, and how many tokens it takes', async () => {
    await choose('task');
    await unfold('Several times');
    await pick('It runs', 'as long as something holds');
    await write('As long as', 'open > 0');
    await expect.poll(saved).toMatch(/standardLoopCharacteristics[\s\S]*loopCondition[\s\S]*open &gt; 0/);
    await pick('It runs', 'a number of times');
    await write('Times', 'sites + 1');
    await pick('Tells around it', 'once the first is done');
    await write('Escalation code', 'first-seen');
    await unfold('How many at once');
    await write('Waits for', '2');
    await expect.poll(saved).toMatch(/startQuantity="2"/);
    const xml = await saved();
    expect(xml).toMatch(/<[\w:]*loopCardinality[^>]*>sites \+ 1</);
    expect(xml).toMatch(/behavior="One" oneBehaviorEventRef="\w+"/);
    expect(xml).toMatch(/escalationCode="first-seen"/);
    expect(xml).not.toContain('standardLoopCharacteristics');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(saved).not.toMatch(/startQuantity/);
  });

  it('say what an event waits for and tells, one thing or several', async () => {
    await choose('wait');
    await write('Happens when', 'amount > 100');
    await unfold('What it waits for');
    await panel.getByRole('button', { name: 'One more' }).click();
    await panel.getByText('All of them, not one alone').click();
    expect(await panel.getByRole('switch', { name: 'All of them, not one alone' }).isChecked()).toBe(true);
    await choose('tell');
    await write('Escalation code', 'too-late');
    await expect.poll(saved).toMatch(/escalationCode="too-late"/);
    const xml = await saved();
    expect(xml).toMatch(/parallelMultiple="true"/);
    expect(xml).toMatch(/<[\w:]*condition[ >][^<]*amount &gt; 100</);
    expect(xml).toMatch(/<[\w:]*messageEventDefinition/);
  });

  it('keep a half-written expression when Escape closes what is suggested', async () => {
    await choose('free');
    const enough = panel.getByLabel('Enough when', { exact: true });
    await enough.pressSequentially('cou');
    const suggested = page.locator('.prop-completion').first();
    await suggested.waitFor();
    await enough.press('Escape');
    await suggested.waitFor({ state: 'hidden' });
    await enough.press('Escape');
    expect(await enough.inputValue()).toBe('cou');
  });

  it('say in which order and until when what is free is done, and when a gateway goes on', async () => {
    await choose('free');
    await pick('What is in it is done', 'one after the other');
    await write('Enough when', 'checks >= 2');
    await choose('join');
    await write('Goes on when', 'activationCount >= 2');
    await expect.poll(saved).toMatch(/activationCondition[^>]*>activationCount &gt;= 2</);
    const xml = await saved();
    expect(xml).toMatch(/ordering="Sequential"/);
    expect(xml).toMatch(/completionCondition[^>]*>checks &gt;= 2</);
  });
});
