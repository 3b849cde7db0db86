import type { DraftContent } from '@fortnight/shared/contract';
import { describe, expect, it } from 'vitest';
import { chen, content, li, openTestReleases, page } from './releases.double.ts';

const pool = (id: string, task: string) =>
  `<process id="${id}" name="${id}" isExecutable="true"><startEvent id="${id}-s"/><userTask id="${id}-t" name="${task}"/><endEvent id="${id}-e"/>
   <sequenceFlow id="${id}-1" sourceRef="${id}-s" targetRef="${id}-t"/><sequenceFlow id="${id}-2" sourceRef="${id}-t" targetRef="${id}-e"/></process>`;
const pools = (buyer = 'Order', seller = 'Price', more = '') =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t">${pool('buyer', buyer)}${pool('seller', seller)}
   <process id="drawn" name="Bank"><task id="bank-t"/></process><collaboration id="c"><participant id="pb" name="Buyer" processRef="buyer"/><participant id="ps" name="Seller" processRef="seller"/>${more}</collaboration></definitions>`;

describe('a file of several pools', () => {
  it('is deployed as a process of each that is executable, all or none', async () => {
    const { releases, deploy, changed } = openTestReleases();
    const { deployments } = await deploy(['deal.bpmn', pools()]);
    expect(deployments).toMatchObject([
      { processId: 'buyer', version: 1, created: true },
      { processId: 'seller', version: 1, created: true },
    ]);
    expect(changed).toEqual(['buyer', 'seller']);
    const again = await deploy(['deal.bpmn', pools('Ask')]);
    expect(again.deployments).toMatchObject([{ version: 2 }, { version: 2 }]);
    const broken = pools('Ask', 'Quote').replace('<endEvent id="seller-e"/>', '');
    await expect(deploy(['deal.bpmn', broken])).rejects.toMatchObject({ status: 422 });
    expect(await releases.getProcess(li, 'buyer')).toMatchObject({ liveVersion: { version: 2 } });
  });

  it('shares its forms: each version holds those that any pool asks for', async () => {
    const { releases, deploy } = openTestReleases();
    const asking = pools().replace(
      '<userTask id="seller-t" name="Price"/>',
      '<userTask id="seller-t" name="Price"><extensionElements><fortnight:form ref="f"/></extensionElements></userTask>',
    );
    const form = { format: 'urn:fortnight:form:1', id: 'f', fields: [{ name: 'price', label: { en: 'Price' } }] };
    await deploy(['deal.bpmn', asking], ['f.json', JSON.stringify(form)]);
    for (const id of ['buyer', 'seller']) expect((await releases.getVersion(chen, id, 1)).forms).toMatchObject([{ id: 'f' }]);
  });
});

describe('a draft of several pools', () => {
  const save = (releases: ReturnType<typeof openTestReleases>['releases'], id: string, draft: DraftContent) =>
    releases.saveDraft(chen, id, draft, '*');

  it('is published as a version of each, for the same owner', async () => {
    const { releases, changed } = openTestReleases();
    await releases.createProcess(li, { id: 'buyer', name: 'buyer', bpmn: pools() });
    const published = await releases.publish(chen, 'buyer', {});
    expect(published).toMatchObject({ created: true, version: { processId: 'buyer', version: 1 } });
    expect(published.others).toMatchObject([{ processId: 'seller', version: 1, created: true }]);
    expect(changed).toEqual(['buyer', 'seller']);
    expect(await releases.getProcess(li, 'seller')).toMatchObject({ owner: 'li', name: 'seller' });
    const { items } = await releases.listProcesses(chen, { ...page, archived: false });
    expect(items.map(({ id }) => id)).toEqual(['buyer', 'seller']);
  });

  it('waits for the end of a blackout that closes any of them, and says so there', async () => {
    const { releases, clock } = openTestReleases();
    await releases.createProcess(li, { id: 'buyer', name: 'buyer', bpmn: pools() });
    await releases.publish(chen, 'buyer', {});
    const { etag } = await releases.saveDraft(li, 'buyer', content(pools('Order', 'Quote')), '*');
    await releases.propose(li, 'buyer', { etag });
    const publishAt = new Date(clock.at + 7 * 86_400_000).toISOString();
    await releases.publish(chen, 'buyer', { version: 2, at: publishAt });
    const day = publishAt.slice(0, 10);
    const peak = { name: 'Peak', startsOn: day, endsOn: day, processIds: ['seller'] };
    const waits = { processId: 'buyer', version: 2, publishAt };
    expect((await releases.addBlackoutPeriod(chen, peak)).holds).toEqual([waits]);
    expect((await releases.getBlackout(chen)).periods).toMatchObject([{ holds: [waits] }]);
  });

  it('may be drawn further from either of them', async () => {
    const { releases, deploy } = openTestReleases();
    await deploy(['deal.bpmn', pools()]);
    await save(releases, 'seller', content(pools('Order', 'Quote')));
    expect((await releases.publish(chen, 'seller', {})).others).toMatchObject([{ processId: 'buyer', version: 2 }]);
    expect((await releases.getDraft(chen, 'buyer')).bpmn).toContain('Quote');
  });

  it('never replaces what was published of the other one meanwhile', async () => {
    const { releases, deploy } = openTestReleases();
    await deploy(['deal.bpmn', pools()]);
    await save(releases, 'buyer', content(pools('Ask')));
    await save(releases, 'seller', content(pools('Order', 'Quote')));
    await releases.publish(chen, 'seller', {});
    await expect(releases.publish(chen, 'buyer', {})).rejects.toMatchObject({
      status: 409,
      code: 'pool-published-elsewhere',
      params: { processId: 'seller', version: 2 },
    });
    expect((await releases.getVersion(chen, 'seller', 2)).bpmn).toContain('Quote');
  });

  it('never takes over a process that is drawn on its own', async () => {
    const { releases } = openTestReleases();
    await releases.createProcess(li, { id: 'seller', name: 'Seller' });
    await releases.createProcess(li, { id: 'other', name: 'Other' });
    await save(releases, 'other', content(pools().replaceAll('"buyer"', '"other"')));
    await expect(releases.publish(chen, 'other', {})).rejects.toMatchObject({ code: 'pool-published-elsewhere' });
  });

  it('gives the pools of a copy ids of their own', async () => {
    const { releases, deploy } = openTestReleases();
    await deploy(['deal.bpmn', pools()]);
    await releases.duplicateProcess(li, 'buyer', { id: 'copy', name: 'Copy' });
    expect((await releases.publish(chen, 'copy', {})).others).toMatchObject([{ processId: 'seller-3', version: 1 }]);
    const imported = await releases.createProcess(li, { name: 'Imported', bpmn: pools() });
    expect((await releases.publish(chen, imported.id, {})).others).toMatchObject([{ processId: 'seller-4' }]);
  });
});
