import { describe, expect, it } from 'vitest';
import type { Principal } from '../access/index.ts';
import { bpmn, chen, content, li, openTestReleases, person, zhang } from './releases.double.ts';

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
