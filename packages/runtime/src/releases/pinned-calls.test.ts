import { describe, expect, it } from 'vitest';
import { bpmn, chen, li, openTestReleases } from './releases.double.ts';

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
