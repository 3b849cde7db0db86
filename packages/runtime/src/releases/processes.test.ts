import { describe, expect, it } from 'vitest';
import { bpmn, chen, content, li, openTestReleases, page, zhang } from './releases.double.ts';

const form = { format: 'urn:fortnight:form:1' as const, id: 'begin', fields: [{ name: 'amount', label: { en: 'Amount' } }] };

describe('a process', () => {
  it('takes an id from its name, and a template under its own id and name', async () => {
    const { releases } = openTestReleases();
    expect((await releases.createProcess(li, { name: 'Big deals 2026' })).id).toBe('big-deals-2026');
    expect((await releases.createProcess(li, { name: '合同审批' })).id).toBe('process');
    const made = await releases.createProcess(li, { name: 'A & "B"', bpmn: bpmn('starter'), forms: [form] });
    const draft = await releases.getDraft(li, made.id);
    expect(draft.bpmn).toContain('<process id="a-b" name="A &amp; &quot;B&quot;" isExecutable="true">');
    expect(draft.bpmn).toContain('<bpmndi:BPMNPlane id="p" bpmnElement="a-b">');
    expect(draft.problems).toEqual([]);
    await expect(releases.createProcess(li, { id: 'a-b', name: 'x' })).rejects.toMatchObject({
      status: 409,
      code: 'process-exists',
    });
  });

  it('is renamed, in its draft too', async () => {
    const { releases, deploy } = openTestReleases();
    await deploy(['contract.bpmn', bpmn('contract')]);
    await releases.updateProcess(chen, 'contract', { name: 'Agreement' });
    const { bpmn: text, etag } = await releases.getDraft(chen, 'contract');
    expect(text).toContain('name="Agreement"');
    await releases.saveDraft(chen, 'contract', content(text.replace('Prepare', 'Write')), etag);
    expect((await releases.updateProcess(chen, 'contract', { name: 'Deal' })).name).toBe('Deal');
    expect((await releases.getDraft(chen, 'contract')).bpmn).toContain('name="Deal"');
  });

  it('is duplicated with what is drawn', async () => {
    const { releases, deploy } = openTestReleases();
    await deploy(['contract.bpmn', bpmn('contract')]);
    const copy = await releases.duplicateProcess(li, 'contract', { name: 'Contract, copy' });
    expect(copy).toMatchObject({ id: 'contract-copy', name: 'Contract, copy', owner: 'li', liveVersion: null });
    expect((await releases.getDraft(li, 'contract-copy')).problems).toEqual([]);
  });

  it('are listed page by page, though one is archived meanwhile', async () => {
    const { releases } = openTestReleases();
    for (const id of ['a', 'b', 'c']) await releases.createProcess(chen, { id, name: id });
    const first = await releases.listProcesses(chen, { limit: 2, archived: false });
    expect(first.items.map(({ id }) => id)).toEqual(['a', 'b']);
    await releases.archiveProcess(chen, 'b');
    const cursor = first.nextCursor ?? '';
    const second = await releases.listProcesses(chen, { limit: 2, archived: false, cursor });
    expect(second).toMatchObject({ items: [{ id: 'c' }], nextCursor: null });
    const made = releases.listProcesses(chen, { limit: 2, archived: false, cursor: 'made up' });
    await expect(made).rejects.toMatchObject({ status: 400, code: 'invalid-cursor' });
  });

  it('that is archived takes no new cases', async () => {
    const { releases, deploy } = openTestReleases();
    await deploy(['contract.bpmn', bpmn('contract')]);
    expect(await releases.versions.live('contract')).toMatchObject({ lineId: null, versions: [{ parts: [] }] });
    await releases.archiveProcess(chen, 'contract');
    expect(await releases.versions.live('contract')).toBeUndefined();
    expect(await releases.versions.listLive()).toEqual([]);
    expect((await releases.listProcesses(chen, { ...page, archived: false })).items).toEqual([]);
    expect((await releases.listProcesses(chen, { ...page, archived: true })).items).toMatchObject([{ id: 'contract' }]);
  });

  it('is started by whom it names', async () => {
    const { releases, deploy } = openTestReleases();
    await deploy(['contract.bpmn', bpmn('contract', { process: 'candidateStarters="sales"' })]);
    expect((await releases.getProcess(zhang, 'contract')).can).toEqual([]);
    expect((await releases.getProcess({ ...zhang, groups: ['sales'] }, 'contract')).can).toEqual(['start']);
    const { items } = await releases.listProcesses(zhang, { ...page, archived: false, startable: true });
    expect(items).toEqual([]);
  });

  it('hands its versions to the engine, the old one by number or tag', async () => {
    const { releases, deploy } = openTestReleases();
    const [first] = (await deploy(['contract.bpmn', bpmn('contract')])).deployments;
    await deploy(['contract.bpmn', bpmn('contract', { task: 'Draft' })]);
    expect(await releases.versions.find('contract', { version: 1 })).toBe(first?.versionId);
    expect(await releases.versions.load(first?.versionId ?? '')).toMatchObject({
      processId: 'contract',
      version: 1,
      process: { id: 'contract', nodes: [{ id: 'start' }, { id: 'prepare', name: 'Prepare' }, { id: 'end' }] },
      program: { processId: 'contract' },
    });
  });

  it('says how many stages, approvals and checkpoints it has: of what is live, else of what is drawn', async () => {
    const { releases, deploy } = openTestReleases();
    const extended = (tag: string, id: string, extension: string) =>
      `<${tag} id="${id}" name="${id}"><extensionElements>${extension}</extensionElements></${tag}>`;
    const approval = '<fortnight:approval><fortnight:approver who="group:legal"/></fortnight:approval>';
    const sales = bpmn('contract').replace(
      '<endEvent id="end"/>',
      `<endEvent id="end"/>${extended('userTask', 'sign', approval)}${extended('userTask', 'countersign', approval)}`,
    );
    await releases.createProcess(li, { id: 'contract', name: 'Contract', bpmn: sales });
    const outlineOf = async () => (await releases.getProcess(li, 'contract')).outline;
    expect(await outlineOf()).toEqual({ stageCount: 0, approvalCount: 2, checkpointCount: 0, targets: [] });
    await releases.updateProcess(li, 'contract', { name: 'Contracts' });
    expect(await outlineOf()).toEqual({ stageCount: 0, approvalCount: 2, checkpointCount: 0, targets: [] });
    await deploy(['contract.bpmn', bpmn('contract')]);
    expect(await outlineOf()).toEqual({ stageCount: 0, approvalCount: 0, checkpointCount: 0, targets: [] });
    expect((await releases.listProcesses(zhang, { ...page, archived: false })).items).toMatchObject([
      { outline: { approvalCount: 0 } },
    ]);
  });

  it('reads the targets that the checks take, the first of each figure and step', async () => {
    const { releases } = openTestReleases();
    const metric = (id: string, kind: string, target: string, element?: string) =>
      `<fortnight:metric id="${id}" kind="${kind}" target="${target}"${element === undefined ? '' : ` element="${element}"`}/>`;
    const metrics = [
      metric('none', 'conversion', ''),
      metric('hex', 'votesPerHour', '0x10', 'prepare'),
      metric('first', 'conversion', '0.4'),
      metric('second', 'conversion', '0.5'),
      metric('step', 'votesPerHour', '2.5', 'prepare'),
    ];
    const drawn = bpmn('contract').replace('<fortnight:process />', `<fortnight:process />${metrics.join('')}`);
    await releases.createProcess(li, { id: 'contract', name: 'Contract', bpmn: drawn });
    expect((await releases.getProcess(li, 'contract')).outline?.targets).toEqual([
      { figure: 'conversion', elementId: null, target: 0.4 },
      { figure: 'votesPerHour', elementId: 'prepare', target: 2.5 },
    ]);
  });
});
