import { limits } from '@fortnight/shared/contract';
import { describe, expect, it, vi } from 'vitest';
import { bpmn, chen, documents, li, openTestReleases, page, zhang } from './releases.double.ts';

const form = { format: 'urn:fortnight:form:1' as const, id: 'begin', fields: [{ name: 'amount', label: { en: 'Amount' } }] };

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
      ...documents,
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
