import { limits } from '@fortnight/shared/contract';
import { describe, expect, it, vi } from 'vitest';
import type { Principal } from '../access/index.ts';
import { chen, content, documents, li, openTestReleases, page, person, zhang } from './releases.double.ts';

const bpmn = (id: string, { name = 'Contract', y = 10, task = 'Prepare', process = '' } = {}) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">
  <process id="${id}" name="${name}" isExecutable="true">
    <extensionElements><fortnight:process ${process}/></extensionElements>
    <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="prepare"/>
    <userTask id="prepare" name="${task}"/><sequenceFlow id="f2" sourceRef="prepare" targetRef="end"/>
    <endEvent id="end"/>
  </process>
  <bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="p" bpmnElement="${id}">
    <bpmndi:BPMNShape id="s" bpmnElement="start"><dc:Bounds x="10" y="${y}" width="36" height="36"/></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>`;
const form = { format: 'urn:fortnight:form:1' as const, id: 'begin', fields: [{ name: 'amount', label: { en: 'Amount' } }] };

/** A process that calls others, each by the binding behind the colon. */
const calling = (id: string, ...calls: string[]) => {
  const steps = calls.map((written, index) => {
    const [processId, binding] = written.split('!');
    return `<callActivity id="c${index}" name="Call ${processId}" calledElement="${processId}"><extensionElements><fortnight:call binding="${binding}"/></extensionElements></callActivity>`;
  });
  const ids = ['start', ...calls.map((_, index) => `c${index}`), 'end'];
  const flows = ids.slice(1).map((to, index) => `<sequenceFlow id="f${index}" sourceRef="${ids[index]}" targetRef="${to}"/>`);
  return `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">
    <process id="${id}" name="${id}" isExecutable="true"><startEvent id="start"/>${steps.join('')}<endEvent id="end"/>${flows.join('')}</process></definitions>`;
};

describe('a call that keeps the version that it is published with', () => {
  const pinsOf = async (releases: ReturnType<typeof openTestReleases>['releases'], versionId: string | undefined) =>
    (await releases.versions.load(versionId ?? ''))?.pins;

  it('keeps that of the deployment, else the live one, also once there is a newer one', async () => {
    const { releases, deploy } = openTestReleases();
    const both = await deploy(['deal.bpmn', calling('deal', 'credit!deployment')], ['credit.bpmn', bpmn('credit')]);
    const [deal, credit] = both.deployments;
    expect(await pinsOf(releases, deal?.versionId)).toEqual({ credit: credit?.versionId });
    const newer = await deploy(['credit.bpmn', bpmn('credit', { task: 'Rate' })]);
    expect(await pinsOf(releases, deal?.versionId)).toEqual({ credit: credit?.versionId });
    const again = await deploy(['deal.bpmn', calling('deal', 'credit!deployment')]);
    expect(again.deployments).toMatchObject([{ version: 2, created: true }]);
    expect(await pinsOf(releases, again.deployments[0]?.versionId)).toEqual({ credit: newer.deployments[0]?.versionId });
    expect((await deploy(['deal.bpmn', calling('deal', 'credit!deployment')])).deployments).toMatchObject([{ created: false }]);
  });

  it('makes new versions of all that keep a new one, and of nothing else', async () => {
    const { deploy } = openTestReleases();
    const files = (task: string): [string, string][] => [
      ['a.bpmn', calling('a', 'b!deployment', 'a!deployment')],
      ['b.bpmn', calling('b', 'c!deployment')],
      ['c.bpmn', bpmn('c', { task })],
      ['d.bpmn', calling('d', 'c!latest')],
    ];
    const made = async (task: string) => (await deploy(...files(task))).deployments.map(({ created }) => created);
    expect(await made('One')).toEqual([true, true, true, true]);
    expect(await made('One')).toEqual([false, false, false, false]);
    expect(await made('Two')).toEqual([true, true, true, false]);
  });

  it('is refused where there is none; another call is warned of', async () => {
    const { releases, deploy } = openTestReleases();
    await expect(deploy(['deal.bpmn', calling('deal', 'credit!deployment')])).rejects.toMatchObject({
      status: 422,
      problems: [{ code: 'called-process-missing', elementId: 'c0', params: { processId: 'credit' } }],
    });
    expect((await deploy(['deal.bpmn', calling('deal', 'credit!latest')])).problems).toMatchObject([
      { code: 'called-process-unknown', severity: 'warning', elementId: 'c0' },
    ]);
    const draft = await releases.createProcess(li, { name: 'Draft', bpmn: calling('x', 'credit!deployment') });
    const codes = (await releases.getDraft(li, draft.id)).problems.map(({ code, severity }) => `${severity} ${code}`);
    expect(codes).toContain('warning called-process-unknown');
    await expect(releases.publish(chen, draft.id, {})).rejects.toMatchObject({ status: 422, code: 'invalid-model' });
  });

  it('follows a process that calls itself to its copy', async () => {
    const { releases, deploy } = openTestReleases();
    await deploy(['loop.bpmn', calling('loop', 'loop!latest')]);
    const copy = await releases.duplicateProcess(li, 'loop', { name: 'Copy' });
    expect((await releases.getDraft(li, copy.id)).bpmn).toContain('calledElement="copy"');
  });
});

describe('a deployment', () => {
  it('is live at once, and makes no new version of the same content', async () => {
    const { releases, deploy, changed } = openTestReleases();
    const first = await deploy(['contract.bpmn', bpmn('contract')]);
    expect(first.deployments).toMatchObject([{ processId: 'contract', version: 1, created: true }]);
    const again = await deploy(['contract.bpmn', bpmn('contract')]);
    expect(again.deployments).toEqual([{ ...first.deployments[0], created: false }]);
    const second = await deploy(['contract.bpmn', bpmn('contract', { task: 'Draft' })]);
    expect(second.deployments).toMatchObject([{ version: 2, created: true }]);
    const { items } = await releases.listVersions(zhang, 'contract', page);
    expect(items.map(({ version, state, isLayoutOnly }) => [version, state, isLayoutOnly])).toEqual([
      [2, 'live', false],
      [1, 'retired', false],
    ]);
    expect(changed).toEqual(['contract', 'contract', 'contract']);
  });

  it('is all or nothing, and says by file what is wrong', async () => {
    const { releases, deploy } = openTestReleases();
    const broken = bpmn('broken').replace('<endEvent id="end"/>', '');
    const refused = deploy(['a.bpmn', bpmn('a')], ['broken.bpmn', broken], ['x.exe', '']);
    await expect(refused).rejects.toMatchObject({ status: 422, code: 'invalid-model' });
    const { problems } = await refused.catch((error) => error);
    expect(problems.map(({ file, code }: { file: string; code: string }) => [file, code])).toContainEqual([
      'x.exe',
      'file-not-read',
    ]);
    expect(problems.some(({ file }: { file: string }) => file === 'broken.bpmn')).toBe(true);
    expect((await releases.listProcesses(chen, { ...page, archived: false })).items).toEqual([]);
  });

  it('is refused when its process could not be asked for by its id', async () => {
    const { deploy } = openTestReleases();
    await deploy(['long.bpmn', bpmn('i'.repeat(limits.idLength))]);
    const problem = (code: string) => ({
      status: 422,
      problems: expect.arrayContaining([expect.objectContaining({ code, file: 'a.bpmn' })]),
    });
    const longer = deploy(['a.bpmn', bpmn('i'.repeat(limits.idLength + 1))]);
    await expect(longer).rejects.toMatchObject(problem('id-too-long'));
    await expect(longer).rejects.toThrow(`has ${limits.idLength + 1} characters; at most ${limits.idLength} are allowed`);
    await expect(deploy(['a.bpmn', bpmn('')])).rejects.toMatchObject(problem('process-without-id'));
  });

  it('takes its forms along, and keeps those that a later one does not bring', async () => {
    const { releases, deploy } = openTestReleases();
    const text = bpmn('contract', { process: 'startForm="begin"' });
    await expect(deploy(['contract.bpmn', text])).rejects.toMatchObject({ problems: [{ code: 'form-missing' }] });
    await deploy(['contract.bpmn', text], ['begin.json', JSON.stringify(form)]);
    await deploy(['contract.bpmn', text.replace('Prepare', 'Draft')]);
    expect((await releases.getVersion(zhang, 'contract', 2)).forms).toEqual([form]);
    expect((await releases.getProcess(zhang, 'contract')).form).toEqual(form);
  });

  it('that is large is read to be run before it is written, and not again', async () => {
    const order: string[] = [];
    const { releases, deploy, store } = openTestReleases({
      check: documents.check,
      readProcess: (...args) => {
        order.push('read');
        return documents.readProcess(...args);
      },
    });
    const large = bpmn('large').replace('<process', `<!-- ${'x'.repeat(200_000)} --><process`);
    const write = vi.spyOn(store, 'write').mockImplementation((command) => {
      order.push('write');
      write.mockRestore();
      return store.write(command);
    });
    const { deployments } = await deploy(['large.bpmn', large]);
    const { versions } = releases;
    expect(await versions.load(deployments[0]?.versionId ?? '')).toMatchObject({ process: { id: 'large' } });
    expect(order).toEqual(['read', 'write']);
    await versions.load(deployments[0]?.versionId ?? '');
    expect(order).toEqual(['read', 'write', 'read']);
  });

  it('tells a version whose layout alone differs', async () => {
    const { releases, deploy } = openTestReleases();
    await deploy(['contract.bpmn', bpmn('contract')]);
    await deploy(['contract.bpmn', bpmn('contract', { y: 99 })]);
    expect(await releases.getVersion(zhang, 'contract', 2)).toMatchObject({ isLayoutOnly: true, state: 'live' });
  });

  it('is an admin’s', async () => {
    const { releases } = openTestReleases();
    const files = [{ name: 'contract.bpmn', content: bpmn('contract') }];
    await expect(releases.deploy(li, { files })).rejects.toMatchObject({ status: 403 });
  });
});

describe('a draft', () => {
  it('is saved over the one that was read, and over no other', async () => {
    const { releases, clock } = openTestReleases();
    await releases.createProcess(li, { id: 'contract', name: 'Contract' });
    const read = await releases.getDraft(li, 'contract');
    const mine = await releases.saveDraft(li, 'contract', content(bpmn('contract')), read.etag);
    expect(mine.problems).toEqual([]);
    clock.at += 1000;
    const stale = releases.saveDraft(chen, 'contract', content(bpmn('contract', { task: 'Other' })), read.etag);
    await expect(stale).rejects.toMatchObject({
      status: 412,
      code: 'draft-changed',
      params: { etag: mine.etag, savedAt: '2026-11-24T09:00:00.000Z', savedBy: 'li' },
    });
    expect(await releases.getDraft(li, 'contract')).toEqual(mine);
    const one = releases.saveDraft(li, 'contract', content(bpmn('contract', { task: 'One' })), mine.etag);
    const two = releases.saveDraft(chen, 'contract', content(bpmn('contract', { task: 'Two' })), mine.etag);
    const settled = await Promise.allSettled([one, two]);
    expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('is not saved over without a word of which one', async () => {
    const { releases, deploy } = openTestReleases();
    await deploy(['contract.bpmn', bpmn('contract')]);
    const save = (task: string, ifMatch?: string) =>
      releases.saveDraft(chen, 'contract', content(bpmn('contract', { task })), ifMatch);
    const wanted = { status: 428, code: 'if-match-wanted', params: { savedBy: 'chen' } };
    // Nothing is drawn yet, so nothing is lost; of two at once one is asked.
    const both = await Promise.allSettled([save('One'), save('Two')]);
    expect(both).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: wanted }]);
    await expect(save('Three')).rejects.toMatchObject(wanted);
    expect(await save('Three', '*')).toMatchObject({ bpmn: bpmn('contract', { task: 'Three' }) });
  });

  it('begins from the newest version, and can go back to it', async () => {
    const { releases, deploy } = openTestReleases();
    await deploy(['contract.bpmn', bpmn('contract')]);
    const begun = await releases.getDraft(chen, 'contract');
    expect(begun).toMatchObject({ baseVersion: 1, bpmn: bpmn('contract') });
    await releases.saveDraft(chen, 'contract', content(bpmn('contract', { task: 'Other' })), begun.etag);
    expect((await releases.getProcess(chen, 'contract')).draft).not.toBeNull();
    await releases.discardDraft(chen, 'contract', undefined);
    expect(await releases.getDraft(chen, 'contract')).toMatchObject({ etag: begun.etag });
    expect((await releases.getProcess(chen, 'contract')).draft).toBeNull();
  });

  it('has a name of its own, which is the process’s once it is published', async () => {
    const { releases, deploy } = openTestReleases();
    await deploy(['contract.bpmn', bpmn('contract')]);
    const nameOf = async () => (await releases.getProcess(chen, 'contract')).name;
    const rename = (name: string) => releases.saveDraft(chen, 'contract', content(bpmn('contract', { name, task: name })), '*');
    await rename('Deal');
    expect(await nameOf()).toBe('Contract');
    await releases.discardDraft(chen, 'contract', undefined);
    expect(await nameOf()).toBe('Contract');
    expect((await releases.getDraft(chen, 'contract')).bpmn).toContain('name="Contract"');
    await rename('Deal');
    await releases.publish(chen, 'contract', {});
    expect(await nameOf()).toBe('Deal');
  });

  it('names a process that was never published', async () => {
    const { releases } = openTestReleases();
    await releases.createProcess(li, { id: 'contract', name: 'Contract' });
    await releases.saveDraft(li, 'contract', content(bpmn('contract', { name: 'Deal' })), '*');
    expect((await releases.getProcess(li, 'contract')).name).toBe('Deal');
  });

  it('says once what validation and the compiler both find', async () => {
    const { releases } = openTestReleases();
    await releases.createProcess(li, { id: 'contract', name: 'Contract' });
    const approval = bpmn('contract').replace(
      '<userTask id="prepare" name="Prepare"/>',
      '<userTask id="prepare" name="Prepare"><extensionElements><fortnight:approval result="r"/></extensionElements></userTask>',
    );
    const { problems } = await releases.saveDraft(li, 'contract', content(approval), '*');
    expect(problems.filter(({ code }) => code === 'no-approvers')).toHaveLength(1);
  });

  it('holds its own process, and well-formed XML', async () => {
    const { releases } = openTestReleases();
    await releases.createProcess(li, { id: 'contract', name: 'Contract' });
    const save = (text: string) => releases.saveDraft(li, 'contract', content(text), '*');
    await expect(save(bpmn('other'))).rejects.toMatchObject({ status: 422, code: 'process-id-differs' });
    await expect(save('<definitions')).rejects.toMatchObject({ status: 422, code: 'invalid-model' });
    await expect(save('<!DOCTYPE x><a/>')).rejects.toMatchObject({ problems: [{ code: 'doctype-refused' }] });
  });

  it('is changed by its owner and by admins alone', async () => {
    const { releases } = openTestReleases();
    await releases.createProcess(li, { id: 'contract', name: 'Contract' });
    const other = person('sun', 'owner');
    const save = (by: Principal) => releases.saveDraft(by, 'contract', content(bpmn('contract')), '*');
    await expect(save(other)).rejects.toMatchObject({ status: 403, code: 'not-your-process' });
    await expect(releases.getDraft(zhang, 'contract')).rejects.toMatchObject({ status: 404 });
    await save(chen);
    await expect(releases.updateProcess(li, 'contract', { owner: 'nobody' })).rejects.toMatchObject({ code: 'user-not-found' });
    await releases.updateProcess(li, 'contract', { owner: 'sun' });
    await save(other);
  });
});

describe('publishing', () => {
  it('makes the draft a version with its note and tag, and the draft is gone', async () => {
    const { releases } = openTestReleases();
    await releases.createProcess(li, { id: 'contract', name: 'Contract' });
    await releases.saveDraft(li, 'contract', content(bpmn('contract').replace('<startEvent id="start"/>', '')), '*');
    await expect(releases.publish(chen, 'contract', {})).rejects.toMatchObject({ status: 422, code: 'invalid-model' });
    const { etag } = await releases.saveDraft(li, 'contract', content(bpmn('contract')), '*');
    await expect(releases.publish(chen, 'contract', { etag: 'looked-at-another' })).rejects.toMatchObject({ status: 412 });
    await expect(releases.publish(li, 'contract', { etag })).rejects.toMatchObject({ status: 403 });
    const published = await releases.publish(chen, 'contract', { etag, note: 'First one', versionTag: 'spring' });
    expect(published).toMatchObject({
      created: true,
      version: { version: 1, state: 'live', note: 'First one', versionTag: 'spring', publishedBy: 'chen' },
    });
    expect(await releases.getProcess(zhang, 'contract')).toMatchObject({ liveVersion: { version: 1 }, can: ['start'] });
    expect((await releases.publish(chen, 'contract', {})).created).toBe(false);
    expect(await releases.getVersionXml(zhang, 'contract', 1)).toBe(bpmn('contract'));
  });

  it('is asked for by the owner, and seen by the admins until it is done', async () => {
    const { releases } = openTestReleases();
    await releases.createProcess(li, { id: 'contract', name: 'Contract' });
    await releases.saveDraft(li, 'contract', content(bpmn('contract')), '*');
    await releases.askForPublication(li, 'contract', { note: 'Please' });
    expect(await releases.publicationRequests(chen)).toMatchObject([
      { processName: 'Contract', requestedBy: 'li', note: 'Please' },
    ]);
    expect(await releases.publicationRequests(li)).toEqual([]);
    await releases.publish(chen, 'contract', {});
    expect(await releases.publicationRequests(chen)).toEqual([]);
    await expect(releases.askForPublication(li, 'contract', {})).rejects.toMatchObject({ code: 'nothing-to-publish' });
  });

  it('never changes a version, not even in the database', async () => {
    const { deploy, store } = openTestReleases();
    await deploy(['contract.bpmn', bpmn('contract')]);
    await expect(store.write((tx) => tx.run("UPDATE versions SET bpmn = ''"))).rejects.toThrow('a version is immutable');
    await expect(store.write((tx) => tx.run('DELETE FROM versions'))).rejects.toThrow('a version is kept');
  });
});

describe('a large document', () => {
  it('is checked beside, while others are answered', async () => {
    const { releases } = openTestReleases();
    const doc = (note: string) =>
      bpmn('large').replace(
        '<endEvent id="end"/>',
        `<endEvent id="end"/><textAnnotation id="note"><text>${note}</text></textAnnotation>`,
      );
    const turns: string[] = [];
    const checking = releases.validate({ bpmn: doc('x'.repeat(120_000)) }).then((found) => {
      turns.push('checked');
      return found;
    });
    await new Promise((resolve) => setImmediate(resolve));
    turns.push('answered');
    expect(await checking).toEqual(await releases.validate({ bpmn: doc('x') }));
    expect(turns).toEqual(['answered', 'checked']);
  });
});

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
    expect(await releases.versions.find('contract', {})).toMatchObject({ isLive: true });
    await releases.archiveProcess(chen, 'contract');
    expect(await releases.versions.find('contract', {})).toBeUndefined();
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
    expect(await releases.versions.find('contract', { version: 1 })).toEqual({ versionId: first?.versionId, isLive: false });
    expect(await releases.versions.load(first?.versionId ?? '')).toMatchObject({
      processId: 'contract',
      version: 1,
      process: { id: 'contract', nodes: [{ id: 'start' }, { id: 'prepare', name: 'Prepare' }, { id: 'end' }] },
      program: { processId: 'contract' },
    });
  });
});
