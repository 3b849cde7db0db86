import { describe, expect, it } from 'vitest';
import { bpmn, chen, content, li, openTestReleases, zhang } from './releases.double.ts';

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

  it('never changes a version, not even in the database', async () => {
    const { deploy, store } = openTestReleases();
    await deploy(['contract.bpmn', bpmn('contract')]);
    await expect(store.write((tx) => tx.run("UPDATE versions SET bpmn = ''"))).rejects.toThrow('a version is immutable');
    await expect(store.write((tx) => tx.run('DELETE FROM versions'))).rejects.toThrow('a version is kept');
  });
});
