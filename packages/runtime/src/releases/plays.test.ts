import { type Play, toPlay, toSavedPlay } from '@fortnight/shared/contract';
import { compile } from '@fortnight/shared/kernel';
import { defaultPrescanLimits, readXml } from '@fortnight/shared/model';
import { type Choice, expectationOf, playThrough } from '@fortnight/shared/simulation';
import { describe, expect, it } from 'vitest';
import { checkModel } from './check.ts';
import { playProblems } from './failed-plays.ts';
import { chen, content, li, openTestReleases, page, zhang } from './releases.double.ts';

/** Above the amount somebody checks. */
const bpmn = (above: number, { id = 'deal', y = 10 } = {}) =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" targetNamespace="t">
  <process id="${id}" name="Deal" isExecutable="true">
    <startEvent id="start"/><sequenceFlow id="f1" sourceRef="start" targetRef="which"/>
    <exclusiveGateway id="which" default="small"/><sequenceFlow id="small" sourceRef="which" targetRef="end"/>
    <sequenceFlow id="big" sourceRef="which" targetRef="check"><conditionExpression>amount &gt; ${above}</conditionExpression></sequenceFlow>
    <userTask id="check" name="Check"><performer><resourceAssignmentExpression><formalExpression>somebody</formalExpression></resourceAssignmentExpression></performer></userTask>
    <sequenceFlow id="f2" sourceRef="check" targetRef="end"/><endEvent id="end"/>
  </process>
  <bpmndi:BPMNDiagram id="d"><bpmndi:BPMNPlane id="p" bpmnElement="${id}">
    <bpmndi:BPMNShape id="s" bpmnElement="start"><dc:Bounds x="10" y="${y}" width="36" height="36"/></bpmndi:BPMNShape>
  </bpmndi:BPMNPlane></bpmndi:BPMNDiagram>
</definitions>`;

/** A test of it, as it was recorded with a limit of 100. */
async function recorded(processId = 'deal'): Promise<Play> {
  const compiled = compile((await readXml(bpmn(100, { id: processId }))).model);
  if (!compiled.ok) throw new Error('the process does not compile');
  const choices: Choice[] = [{ do: 'completeTask', elementId: 'check', by: 'somebody', variables: { fine: true } }];
  const played = playThrough(compiled.value, { at: Date.parse('2026-11-24T01:00:00Z'), variables: { amount: 500 } }, choices);
  return toPlay({
    id: 'big',
    name: 'A big one is checked',
    processId,
    start: played.start,
    choices,
    expects: expectationOf(played),
  });
}

describe('the tests of a process', () => {
  it('are said on the wire as they are played', async () => {
    const play = await recorded();
    expect(toPlay(toSavedPlay(play))).toEqual(play);
    expect(play.start.at).toBe('2026-11-24T01:00:00.000Z');
  });

  it('are drafted and published with it, and stand in its version', async () => {
    const { releases } = openTestReleases();
    const play = await recorded();
    await releases.createProcess(li, { id: 'deal', name: 'Deal', bpmn: bpmn(100) });
    await releases.saveDraft(li, 'deal', { ...content(bpmn(100)), tests: [play] }, '*');
    expect((await releases.getDraft(li, 'deal')).tests).toEqual([play]);
    expect((await releases.publish(chen, 'deal', {})).version).toMatchObject({ version: 1, isLayoutOnly: false });
    expect((await releases.getVersion(chen, 'deal', 1)).tests).toEqual([play]);

    await releases.saveDraft(li, 'deal', { ...content(bpmn(100)), tests: [] }, '*');
    const without = await releases.publish(chen, 'deal', {});
    expect(without).toMatchObject({ created: true, version: { version: 2, isLayoutOnly: false } });
    expect((await releases.getVersion(chen, 'deal', 1)).tests).toEqual([play]);
  });

  it('stop a publication that does not pass them, unless an admin says why', async () => {
    const { releases } = openTestReleases();
    await releases.createProcess(li, { id: 'deal', name: 'Deal', bpmn: bpmn(100) });
    await releases.saveDraft(li, 'deal', { ...content(bpmn(1000)), tests: [await recorded()] }, '*');
    await expect(releases.publish(chen, 'deal', {})).rejects.toMatchObject({
      status: 422,
      code: 'play-failed',
      problems: [
        {
          code: 'play-failed',
          severity: 'error',
          elementId: 'big',
          params: { play: 'big', name: 'A big one is checked', move: 0, what: 'path', expected: 'big', found: 'small' },
        },
      ],
    });
    expect((await releases.getProcess(chen, 'deal')).liveVersion).toBeNull();
    const published = await releases.publish(chen, 'deal', { failedPlaysReason: 'The limit was raised on purpose.' });
    expect(published).toMatchObject({ created: true, problems: [{ code: 'play-failed', severity: 'warning' }] });
    const failedPlays = {
      reason: 'The limit was raised on purpose.',
      plays: [{ id: 'big', name: 'A big one is checked', verdict: 'fails' }],
    };
    expect((await releases.listVersions(li, 'deal', page)).items).toMatchObject([{ publishedBy: 'chen', failedPlays }]);
    expect(await releases.getVersion(li, 'deal', 1)).toMatchObject({ failedPlays });
    expect((await releases.getVersion(zhang, 'deal', 1)).failedPlays).toBeNull();
    expect((await releases.getProcess(zhang, 'deal')).liveVersion?.failedPlays).toBeNull();
  });

  it('that pass are nothing that a version is held against, whatever reason came with it', async () => {
    const { releases } = openTestReleases();
    await releases.createProcess(li, { id: 'deal', name: 'Deal', bpmn: bpmn(100) });
    await releases.saveDraft(li, 'deal', { ...content(bpmn(100)), tests: [await recorded()] }, '*');
    expect((await releases.publish(chen, 'deal', { failedPlaysReason: 'To be safe.' })).version.failedPlays).toBeNull();
  });

  it('stop it where they take too long, but hold it up no longer than they may', async () => {
    const checked = await checkModel(
      bpmn(100),
      { plays: [await recorded()] },
      { reading: defaultPrescanLimits, processes: 1, problems: 10, playsMs: -1 },
    );
    expect(checked.failedPlays).toMatchObject([{ verdict: { verdict: 'fails', what: 'refused', move: 0 } }]);
    expect(playProblems(checked.failedPlays, undefined)).toMatchObject([
      { severity: 'error', message: expect.stringContaining('takes too long') },
    ]);
  });

  it('are out of date where what they go through is gone, which stops it too', async () => {
    const { releases } = openTestReleases();
    const renamed = bpmn(100).replaceAll('"check"', '"look"');
    await releases.createProcess(li, { id: 'deal', name: 'Deal', bpmn: renamed });
    await releases.saveDraft(li, 'deal', { ...content(renamed), tests: [await recorded()] }, '*');
    await expect(releases.publish(chen, 'deal', {})).rejects.toMatchObject({
      code: 'play-failed',
      problems: [{ code: 'play-out-of-date', elementId: 'check' }],
    });
  });

  it('come with a deployment, and stay where it brings none', async () => {
    const { releases, deploy } = openTestReleases();
    const file: [string, string] = ['deal.plays.json', JSON.stringify([await recorded()])];
    await deploy(['deal.bpmn', bpmn(100)], file);
    expect((await releases.getVersion(chen, 'deal', 1)).tests).toHaveLength(1);
    expect((await deploy(['deal.bpmn', bpmn(100)])).deployments).toMatchObject([{ version: 1, created: false }]);
    await expect(deploy(['deal.bpmn', bpmn(1000)])).rejects.toMatchObject({ code: 'play-failed' });
    expect((await deploy(['deal.bpmn', bpmn(200)])).deployments).toMatchObject([{ version: 2, created: true }]);
    expect((await releases.getVersion(chen, 'deal', 2)).tests).toHaveLength(1);
    await expect(deploy(['deal.bpmn', bpmn(100)], ['deal.plays.json', '[{"id":"x"}]'])).rejects.toMatchObject({
      problems: [{ code: 'invalid-plays', file: 'deal.plays.json' }],
    });
  });

  it('are told to those who draw and watch, not to whoever works on cases', async () => {
    const { deploy, releases } = openTestReleases();
    await deploy(['deal.bpmn', bpmn(100)], ['deal.plays.json', JSON.stringify([await recorded()])]);
    expect((await releases.getVersion(li, 'deal', 1)).tests).toHaveLength(1);
    expect((await releases.getVersion(zhang, 'deal', 1)).tests).toEqual([]);
    await expect(releases.getDraft(zhang, 'deal')).rejects.toMatchObject({ status: 403, code: 'role-missing' });
  });

  it('are of a process that comes with them, each under an id of its own', async () => {
    const { deploy } = openTestReleases();
    const play = await recorded();
    const file: [string, string] = ['one.plays.json', JSON.stringify([play])];
    const problems = (...files: [string, string][]) =>
      deploy(['deal.bpmn', bpmn(100)], ...files).catch((error) => error.problems);
    expect(await problems(file, ['other.plays.json', JSON.stringify([play])])).toMatchObject([
      { code: 'invalid-plays', message: 'deal: expected each id of a test once, found "big" again.' },
    ]);
    expect(await problems(['one.plays.json', JSON.stringify([{ ...play, processId: 'del' }])])).toMatchObject([
      { code: 'invalid-plays', message: expect.stringContaining('(deal), found del') },
    ]);
    const deep = JSON.parse(`${'['.repeat(3000)}${']'.repeat(3000)}`);
    const nested = { ...play, expects: { ...play.expects, variables: { deep } } };
    expect(await problems(['one.plays.json', JSON.stringify([nested])])).toMatchObject([
      { code: 'invalid-plays', message: expect.stringContaining('levels of nesting') },
    ]);
  });

  it('come with a process that is made from a document, and are of that process', async () => {
    const { releases } = openTestReleases();
    const made = await releases.createProcess(li, { name: 'My deals', bpmn: bpmn(100), tests: [await recorded()] });
    expect((await releases.getDraft(li, made.id)).tests).toMatchObject([{ id: 'big', processId: made.id }]);
    expect((await releases.publish(chen, made.id, {})).created).toBe(true);
    const strange = releases.createProcess(li, { name: 'Other', bpmn: bpmn(100), tests: [await recorded('contract')] });
    await expect(strange).rejects.toMatchObject({ status: 422, code: 'test-of-another-process' });
  });

  it('go with a copy, and are of the copy', async () => {
    const { releases, deploy } = openTestReleases();
    await deploy(['deal.bpmn', bpmn(100)], ['deal.plays.json', JSON.stringify([await recorded()])]);
    const copy = await releases.duplicateProcess(li, 'deal', { name: 'Deal two' });
    expect((await releases.getDraft(li, copy.id)).tests).toMatchObject([{ processId: copy.id }]);
    expect((await releases.publish(chen, copy.id, {})).created).toBe(true);
  });

  it('do not hide that only the diagram differs', async () => {
    const { deploy, releases } = openTestReleases();
    await deploy(['deal.bpmn', bpmn(100)], ['deal.plays.json', JSON.stringify([await recorded()])]);
    await deploy(['deal.bpmn', bpmn(100, { y: 20 })]);
    expect(await releases.getVersion(chen, 'deal', 2)).toMatchObject({ isLayoutOnly: true });
  });
});
