/** What drawing allows, mends and takes back: stages side by side, a fix, an import, a name, a count on what is folded. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Canvas } from '../support/canvas.ts';
import { type Crew, startCrew } from '../support/crew.ts';

const spending = readFileSync(join(import.meta.dirname, '../../examples/3-spending-approval/spending-approval.bpmn'), 'utf8');

let crew: Crew;
beforeAll(async () => {
  crew = await startCrew();
  await crew.hire('Li Wei', ['sales'], { roles: ['participant', 'owner'] });
});
afterAll(() => crew.close());

const shape = (x: number, y: number, width: number, height: number) =>
  `<dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/>`;
/** One stage with one task; `isExpanded` is how it is drawn. */
const oneStage = (id: string, { isExpanded = true, outcome = '' } = {}) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
  xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI"
  xmlns:fortnight="urn:fortnight:bpmn:1" id="d" targetNamespace="urn:test">
  <process id="${id}" name="Field sales" isExecutable="true">
    <extensionElements><fortnight:process candidateStarters="sales"/></extensionElements>
    <startEvent id="begin"/><sequenceFlow id="f1" sourceRef="begin" targetRef="visit"/>
    <subProcess id="visit" name="Visit">
      <extensionElements><fortnight:stage order="1" target="P2D"/></extensionElements>
      <startEvent id="in"/><sequenceFlow id="f2" sourceRef="in" targetRef="call"/>
      <userTask id="call" name="Call on them"><extensionElements><fortnight:assignment groups="sales"/></extensionElements></userTask>
      <sequenceFlow id="f3" sourceRef="call" targetRef="out"/><endEvent id="out"/>
    </subProcess>
    <sequenceFlow id="f4" sourceRef="visit" targetRef="closed"/>
    <endEvent id="closed" name="Closed">${outcome && `<extensionElements><fortnight:end outcome="${outcome}"/></extensionElements>`}</endEvent>
  </process>
  <bpmndi:BPMNDiagram id="di"><bpmndi:BPMNPlane id="plane" bpmnElement="${id}">
    <bpmndi:BPMNShape id="s1" bpmnElement="begin">${shape(160, 200, 36, 36)}</bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s2" bpmnElement="visit" isExpanded="${isExpanded}">${isExpanded ? shape(250, 120, 360, 200) : shape(250, 178, 130, 80)}</bpmndi:BPMNShape>
    ${
      isExpanded
        ? `<bpmndi:BPMNShape id="s3" bpmnElement="in">${shape(280, 210, 36, 36)}</bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s4" bpmnElement="call">${shape(370, 188, 100, 80)}</bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s5" bpmnElement="out">${shape(530, 210, 36, 36)}</bpmndi:BPMNShape>`
        : ''
    }
    <bpmndi:BPMNShape id="s6" bpmnElement="closed">${shape(670, 200, 36, 36)}</bpmndi:BPMNShape>
    <bpmndi:BPMNEdge id="e1" bpmnElement="f1"><di:waypoint x="196" y="218"/><di:waypoint x="250" y="218"/></bpmndi:BPMNEdge>
    <bpmndi:BPMNEdge id="e4" bpmnElement="f4"><di:waypoint x="${isExpanded ? 610 : 380}" y="218"/><di:waypoint x="670" y="218"/></bpmndi:BPMNEdge>
  </bpmndi:BPMNPlane>${
    isExpanded
      ? ''
      : `</bpmndi:BPMNDiagram><bpmndi:BPMNDiagram id="di2"><bpmndi:BPMNPlane id="plane2" bpmnElement="visit">
    <bpmndi:BPMNShape id="s3" bpmnElement="in">${shape(280, 210, 36, 36)}</bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s4" bpmnElement="call">${shape(370, 188, 100, 80)}</bpmndi:BPMNShape>
    <bpmndi:BPMNShape id="s5" bpmnElement="out">${shape(530, 210, 36, 36)}</bpmndi:BPMNShape>
  </bpmndi:BPMNPlane>`
  }</bpmndi:BPMNDiagram>
</definitions>`;

const publish = async (id: string, bpmn: string) => {
  await crew.call('POST', '/deployments', { files: [{ name: `${id}.bpmn`, content: bpmn }] });
  const { items } = await crew.call<{ items: { id: string; name: string }[] }>('GET', '/users?limit=50');
  await crew.call('PATCH', `/processes/${id}`, { owner: items.find(({ name }) => name === 'Li Wei')?.id });
};
/** A draft of the owner's own, opened in Design. */
async function draw(id: string, bpmn: string): Promise<{ page: Page; canvas: Canvas; errors: readonly string[] }> {
  await publish(id, bpmn);
  const { page, errors } = await crew.open('Li Wei', `/processes/${id}/design`);
  await page.locator('.djs-shape[data-element-id="begin"]').waitFor();
  return { page, canvas: new Canvas(page), errors };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
/** Where the first of a kind is on the page. */
async function boxOf(page: Page, selector: string): Promise<Box> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`there is no ${selector} on the page`);
  return box;
}
const isWithin = (a: Box, b: Box) =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
const isApart = (a: Box, b: Box) =>
  a.x >= b.x + b.width || b.x >= a.x + a.width || a.y >= b.y + b.height || b.y >= a.y + a.height;

describe('drawing', () => {
  it('opens a drawing that is too wide where it begins, as large as it can be read', async () => {
    const { page } = await draw('wide', oneStage('wide', { outcome: 'won' }).replaceAll('x="670"', 'x="2670"'));
    await page.getByRole('toolbar').getByText('80%').waitFor();
    const begin = await boxOf(page, '.djs-shape[data-element-id="begin"] > .djs-hit');
    expect(isWithin(begin, await boxOf(page, '.modeler-canvas'))).toBe(true);
  });

  it('keeps the pad of what is selected whole, and off its neighbours', async () => {
    const { page, canvas } = await draw('padded', oneStage('padded', { outcome: 'won' }));
    await canvas.select('Call on them');
    await page.locator('.djs-context-pad.open').waitFor();
    const pad = await boxOf(page, '.djs-context-pad.open');
    expect(isWithin(pad, await boxOf(page, '.modeler-canvas'))).toBe(true);
    for (const id of ['in', 'call', 'out'])
      expect(isApart(pad, await boxOf(page, `.djs-shape[data-element-id="${id}"] > .djs-hit`))).toBe(true);
    // Playing takes the drawing out of sight; it comes back as it was left, the pad at what is selected.
    const call = await boxOf(page, '.djs-shape[data-element-id="call"] > .djs-hit');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.locator('.djs-context-pad.open').waitFor({ state: 'hidden' });
    await page.goBack();
    await page.locator('.djs-context-pad.open').waitFor();
    expect(await boxOf(page, '.djs-shape[data-element-id="call"] > .djs-hit')).toEqual(call);
    expect(await boxOf(page, '.djs-context-pad.open')).toEqual(pad);
  });

  it('does not let a stage into a stage, and says why', async () => {
    const { page, canvas, errors } = await draw('nested', oneStage('nested', { outcome: 'won' }));
    await canvas.dropOnto('Funnel stage', 'call', { x: 0, y: 55 });
    await page
      .getByRole('alert')
      .getByText(/A stage stands beside other stages, not inside one/)
      .waitFor();
    expect(await page.locator('.djs-direct-editing-content').count()).toBe(0);
    // A selection inside a stage is no stage either, by key or by button.
    await canvas.select('Call on them');
    expect(await page.getByTitle('Wrap into a stage').count()).toBe(0);
    await page.keyboard.press('w');
    expect(await page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
    expect(errors).toEqual([]);
  });

  it('goes on with the name of what was dropped while its problems take room below', async () => {
    const { page, canvas } = await draw('named', oneStage('named').replace(/ groups="sales"/, ''));
    await page.locator('.design-bar [aria-expanded="false"]').click();
    const height = (await boxOf(page, '.modeler-canvas')).height;
    await canvas.dropOnto('Task', 'call', { x: 0, y: 160 });
    const name = page.locator('.djs-direct-editing-content');
    await name.waitFor();
    await expect.poll(async () => (await boxOf(page, '.modeler-canvas')).height).toBeLessThan(height);
    await page.keyboard.type('Walk the norm');
    await name.filter({ hasText: /^Walk the norm$/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.djs-shape').getByText('Walk the norm').waitFor();
  });

  it('marks the end that wins at one click, which can be undone', async () => {
    const { page } = await draw('winless', oneStage('winless'));
    await page.getByText(/no end at which a case is won/).waitFor();
    await page.getByRole('button', { name: 'Count “Closed” as won' }).click();
    await page.getByText('No problems').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/no end at which a case is won/).waitFor();
  });

  it('goes back behind an import, and on through the steps that were made before', async () => {
    const { page, canvas, errors } = await draw('imported', oneStage('imported', { outcome: 'won' }));
    await canvas.select('Call on them');
    await canvas.panel.getByLabel('Name', { exact: true }).fill('Call on her');
    await page.keyboard.press('Tab');
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 's.bpmn', mimeType: 'text/xml', buffer: Buffer.from(spending) }]);
    await page
      .getByText(/s\.bpmn/)
      .first()
      .waitFor();
    await page.locator('.djs-shape[data-element-id="call"]').waitFor({ state: 'detached' });
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.click();
    await canvas.select('Call on her');
    await undo.click();
    await canvas.select('Call on them');
    expect(await undo.isDisabled()).toBe(true);
    const redo = page.getByRole('button', { name: 'Redo' });
    await redo.click();
    await canvas.select('Call on her');
    await redo.click();
    await page.locator('.djs-shape[data-element-id="call"]').waitFor({ state: 'detached' });
    expect(await redo.isDisabled()).toBe(true);
    await page.getByText(/^Saved /).waitFor();
    expect(errors).toEqual([]);
  });

  it('forgets a name that was only drawn when the draft is discarded', async () => {
    const { page, canvas } = await draw('renamed', oneStage('renamed', { outcome: 'won' }));
    const answered = (method: string) =>
      page.waitForResponse((response) => response.request().method() === method && response.url().endsWith('/draft'));
    const isSaved = answered('PUT');
    await canvas.panel.getByLabel('Name', { exact: true }).fill('Sales in the field');
    await page.keyboard.press('Tab');
    await page.getByRole('heading', { level: 1, name: 'Sales in the field' }).waitFor();
    await isSaved;
    await page.goto(`${crew.server.address}/processes`);
    const { name } = await crew.call<{ name: string }>('GET', '/processes/renamed');
    expect(name).toBe('Field sales');
    const row = page.getByRole('row').filter({ has: page.locator('a[href*="/processes/renamed/"]') });
    await row.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: /Discard/ }).click();
    const isDiscarded = answered('DELETE');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Discard/ })
      .click();
    await isDiscarded;
    await page.goto(`${crew.server.address}/processes/renamed/design`);
    await page.getByRole('heading', { level: 1, name: 'Field sales' }).waitFor();
    expect(await canvas.panel.getByLabel('Name', { exact: true }).inputValue()).toBe('Field sales');
  });

  it('says on a folded stage how many cases stand in it, in Design and in a case', async () => {
    await publish('folded', oneStage('folded', { isExpanded: false, outcome: 'won' }));
    const ids: string[] = [];
    for (const businessKey of ['a', 'b'])
      ids.push((await crew.call<{ id: string }>('POST', '/instances', { processId: 'folded', businessKey })).id);
    const { page } = await crew.open('Li Wei', '/processes/folded/design');
    await page.locator('.stage-count', { hasText: /^2$/ }).waitFor();
    await page.goto(`${crew.server.address}/cases/${ids[0]}`);
    await page.locator('.case-badge').first().waitFor();
    expect(await page.locator('.djs-overlay:not([style*="display: none"]) .case-badge').allInnerTexts()).toEqual(['1']);
  });
});
