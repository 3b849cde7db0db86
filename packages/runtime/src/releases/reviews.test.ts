import { describe, expect, it } from 'vitest';
import { bpmn, chen, content, li, openTestReleases, page, person, zhang } from './releases.double.ts';

const xu = person('xu', 'participant', 'admin');
const song = person('song', 'participant', 'risk');
const asks = { review: { approvals: 1 } };
const withCheckpoint = (id: string, regulation = 'PIPL Art. 6') =>
  bpmn(id)
    .replace('targetRef="prepare"/>', 'targetRef="check"/>')
    .replace(
      '<userTask',
      `<businessRuleTask id="check" name="Minimum data"><extensionElements><fortnight:checkpoint regulation="${regulation}" severity="block" reviewers="group:compliance" result="check"><fortnight:rule id="few" when="true" message="Too much"/></fortnight:checkpoint></extensionElements></businessRuleTask><sequenceFlow id="f0" sourceRef="check" targetRef="prepare"/><userTask`,
    );

/** The process `contract`, live as version 1, owned by li, that asks for review; what is drawn next has another task. */
async function asking(first = bpmn('contract'), next = bpmn('contract', { task: 'Prepare well' })) {
  const test = openTestReleases();
  const { releases } = test;
  await releases.createProcess(li, { id: 'contract', name: 'Contract' });
  await releases.saveDraft(li, 'contract', content(first), '*');
  await releases.publish(chen, 'contract', {});
  await releases.updateProcess(chen, 'contract', asks);
  await releases.saveDraft(li, 'contract', content(next), '*');
  return test;
}
const states = async ({ releases }: ReturnType<typeof openTestReleases>, by = li) =>
  (await releases.listVersions(by, 'contract', page)).items.map(({ version, state }) => `${version} ${state}`);

describe('a proposal', () => {
  it('takes a number, freezes what is drawn, and leaves the draft to go on from it', async () => {
    const test = await asking();
    const { releases } = test;
    const { version, makers, can } = await releases.propose(li, 'contract', { note: 'One task less', versionTag: 'short' });
    expect(version).toMatchObject({
      version: 2,
      state: 'inReview',
      versionTag: 'short',
      publishedAt: null,
      proposal: { proposedBy: 'li', against: 1, basedOn: 1, approvalsWanted: 1, isRiskWanted: false, approvals: [] },
    });
    expect({ makers, can }).toEqual({ makers: ['li'], can: ['comment', 'resolve', 'withdraw'] });
    expect(await states(test)).toEqual(['2 inReview', '1 live']);
    expect(await states(test, zhang)).toEqual(['1 live']);
    await expect(releases.getVersion(zhang, 'contract', 2)).rejects.toMatchObject({ status: 404 });
    await expect(releases.getReview(zhang, 'contract', 2)).rejects.toMatchObject({ status: 404 });
    const draft = await releases.getDraft(li, 'contract');
    expect(draft.baseVersion).toBe(2);
    await releases.saveDraft(li, 'contract', content(bpmn('contract', { task: 'Prepare better' })), draft.etag);
    expect(await releases.getVersionXml(li, 'contract', 2)).toBe(bpmn('contract', { task: 'Prepare well' }));
    expect((await releases.versions.live('contract'))?.versions).toHaveLength(1);
    expect(await releases.versions.find('contract', { version: 2 })).toBeUndefined();
    expect(await releases.versions.find('contract', { versionTag: 'short' })).toBeUndefined();
  });

  it('is refused where it is stale, is nothing new, or another one is open that it does not name', async () => {
    const { releases } = await asking();
    await expect(releases.propose(li, 'contract', { etag: 'looked-at-another' })).rejects.toMatchObject({ status: 412 });
    await expect(releases.propose(person('other', 'owner'), 'contract', {})).rejects.toMatchObject({ status: 403 });
    await releases.propose(li, 'contract', {});
    await expect(releases.propose(li, 'contract', {})).rejects.toMatchObject({ status: 409, code: 'nothing-to-publish' });
    await releases.saveDraft(li, 'contract', content(bpmn('contract', { task: 'Prepare better' })), '*');
    await expect(releases.propose(li, 'contract', {})).rejects.toMatchObject({
      status: 409,
      code: 'already-proposed',
      params: { version: 2 },
    });
    expect((await releases.propose(li, 'contract', { replaces: 2 })).version.version).toBe(3);
    expect((await releases.getReview(li, 'contract', 2)).version).toMatchObject({
      state: 'withdrawn',
      proposal: { replacedBy: 3, closedBy: 'li' },
    });
    await releases.saveDraft(li, 'contract', content(bpmn('contract')), '*');
    await expect(releases.propose(li, 'contract', { replaces: 3 })).rejects.toMatchObject({ code: 'nothing-to-publish' });
    expect((await releases.getReview(li, 'contract', 3)).version.state).toBe('inReview');
  });

  it('is approved at once where no review is asked for, or only the layout differs', async () => {
    const { releases } = await asking(bpmn('contract'), bpmn('contract', { y: 400 }));
    expect((await releases.propose(li, 'contract', {})).version).toMatchObject({
      version: 2,
      state: 'approved',
      isLayoutOnly: true,
    });
    expect(await releases.waitingVersions(chen)).toMatchObject([{ version: 2, waitsFor: 'publication' }]);
    await releases.updateProcess(chen, 'contract', { review: null });
    await releases.saveDraft(li, 'contract', content(bpmn('contract', { task: 'Prepare better' })), '*');
    expect((await releases.propose(li, 'contract', { replaces: 2 })).version.state).toBe('approved');
    await expect(releases.publish(li, 'contract', { version: 3 })).rejects.toMatchObject({ status: 403 });
    // Asked for since: what was approved by nobody waits again.
    await releases.updateProcess(chen, 'contract', asks);
    await expect(releases.publish(chen, 'contract', { version: 3 })).rejects.toMatchObject({ code: 'review-required' });
    await releases.updateProcess(chen, 'contract', { review: null });
    expect((await releases.publish(chen, 'contract', { version: 3 })).version).toMatchObject({
      state: 'live',
      publishedBy: 'chen',
    });
  });

  it('is not called layout only because a comment hides a change from the hash', async () => {
    const hidden = bpmn('contract', { task: 'Something else' })
      .replace('<userTask', '<!-- <BPMNDiagram --><userTask')
      .replace('<endEvent', '<!-- </BPMNDiagram> --><endEvent');
    const { releases } = await asking(bpmn('contract'), hidden);
    expect((await releases.propose(li, 'contract', {})).version.state).toBe('inReview');
  });
});

describe('a review', () => {
  it('is done by an admin who made nothing of it, and then the version is published', async () => {
    const test = await asking();
    const { releases } = test;
    await releases.propose(li, 'contract', { note: 'One task less' });
    expect(await releases.waitingVersions(chen)).toMatchObject([
      { processName: 'Contract', version: 2, proposedBy: 'li', note: 'One task less', waitsFor: 'review' },
    ]);
    expect(await releases.waitingVersions(li)).toEqual([]);
    await expect(releases.approve(li, 'contract', 2, {})).rejects.toMatchObject({ status: 403, code: 'role-missing' });
    await expect(releases.approve(song, 'contract', 2, {})).rejects.toMatchObject({ status: 403, code: 'role-missing' });
    await expect(releases.approve(person(null, 'admin'), 'contract', 2, {})).rejects.toMatchObject({ code: 'person-needed' });
    await expect(releases.publish(chen, 'contract', { version: 2 })).rejects.toMatchObject({
      status: 409,
      code: 'review-required',
    });
    const { version, votes } = await releases.approve(chen, 'contract', 2, { comment: 'Good' });
    expect(version.state).toBe('approved');
    expect(votes).toMatchObject([{ by: 'chen', outcome: 'approve', comment: 'Good', roles: ['admin'] }]);
    expect((await releases.approve(chen, 'contract', 2, {})).votes).toHaveLength(1);
    expect((await releases.publish(chen, 'contract', { version: 2 })).version).toMatchObject({ version: 2, state: 'live' });
    expect(await states(test)).toEqual(['2 live', '1 retired']);
    expect(await releases.waitingVersions(chen)).toEqual([]);
    await expect(releases.decline(chen, 'contract', 2, { reason: 'Too late' })).rejects.toMatchObject({ code: 'review-closed' });
  });

  it('is not for whoever saved last what was proposed', async () => {
    const { releases } = await asking();
    await releases.saveDraft(chen, 'contract', content(bpmn('contract', { task: 'By the admin' })), '*');
    expect((await releases.propose(li, 'contract', {})).makers).toEqual(['li', 'chen']);
    await expect(releases.approve(chen, 'contract', 2, {})).rejects.toMatchObject({ status: 403, code: 'own-version' });
    await expect(releases.decline(chen, 'contract', 2, { reason: 'No' })).rejects.toMatchObject({ code: 'own-version' });
    await releases.decline(xu, 'contract', 2, { reason: 'The name says nothing.' });
    // Proposed again as it is: it has the same makers.
    expect((await releases.propose(li, 'contract', {})).makers).toEqual(['li', 'chen']);
    expect((await releases.approve(xu, 'contract', 3, {})).version.state).toBe('approved');
  });

  it('asks as many admins as the process says, and the second line where a checkpoint is touched', async () => {
    const { releases } = await asking(withCheckpoint('contract'), withCheckpoint('contract', 'PIPL Art. 9'));
    await releases.updateProcess(chen, 'contract', { review: { approvals: 2 } });
    expect((await releases.propose(li, 'contract', {})).version.proposal).toMatchObject({
      approvalsWanted: 2,
      isRiskWanted: true,
    });
    expect(await releases.waitingVersions(song)).toMatchObject([{ waitsFor: 'review' }]);
    await releases.approve(chen, 'contract', 2, {});
    expect((await releases.approve(song, 'contract', 2, {})).version.state).toBe('inReview');
    expect(await releases.waitingVersions(song)).toEqual([]);
    await expect(releases.publish(chen, 'contract', { version: 2 })).rejects.toMatchObject({
      code: 'review-required',
      params: { missingAdmins: 1, isRiskMissing: false },
    });
    expect((await releases.approve(xu, 'contract', 2, {})).version.state).toBe('approved');
  });

  it('takes one person for one: an admin of the second line stands for one of the two', async () => {
    const both = person('both', 'admin', 'risk');
    const { releases } = await asking(bpmn('contract'), withCheckpoint('contract'));
    await releases.propose(li, 'contract', {});
    expect((await releases.approve(both, 'contract', 2, {})).version.state).toBe('inReview');
    expect((await releases.approve(chen, 'contract', 2, {})).version.state).toBe('approved');
  });

  it('that asks for changes keeps the reason; the draft goes on from there, or from what is live', async () => {
    const test = await asking();
    const { releases } = test;
    await releases.propose(li, 'contract', {});
    expect((await releases.decline(chen, 'contract', 2, { reason: 'Who prepares?' })).version).toMatchObject({
      state: 'declined',
      proposal: { reason: 'Who prepares?', closedBy: 'chen' },
    });
    await expect(releases.approve(xu, 'contract', 2, {})).rejects.toMatchObject({ status: 409, code: 'review-closed' });
    await expect(releases.publish(chen, 'contract', { version: 2, overrideReason: 'Now' })).rejects.toMatchObject({
      code: 'review-closed',
    });
    expect((await releases.getProcess(li, 'contract')).can).toContain('discard');
    expect((await releases.getDraft(li, 'contract')).baseVersion).toBe(2);
    await releases.discardDraft(li, 'contract', undefined);
    expect(await releases.getDraft(li, 'contract')).toMatchObject({ baseVersion: 1, bpmn: bpmn('contract') });
    await releases.saveDraft(li, 'contract', content(bpmn('contract', { task: 'Sales prepares' })), '*');
    expect((await releases.propose(li, 'contract', {})).version).toMatchObject({ version: 3, proposal: { basedOn: 1 } });
    expect(await states(test)).toEqual(['3 inReview', '2 declined', '1 live']);
  });

  it('ends when the owner withdraws, or another version goes live', async () => {
    const test = await asking();
    const { releases } = test;
    await releases.propose(li, 'contract', {});
    await expect(releases.withdrawVersion(song, 'contract', 2, {})).rejects.toMatchObject({ status: 403 });
    expect((await releases.withdrawVersion(li, 'contract', 2, { reason: 'Not yet' })).version).toMatchObject({
      state: 'withdrawn',
      proposal: { reason: 'Not yet', replacedBy: null },
    });
    await releases.propose(li, 'contract', {});
    await test.deploy(['contract.bpmn', bpmn('contract', { y: 99 })]);
    expect(await states(test)).toEqual(['4 live', '3 withdrawn', '2 withdrawn', '1 retired']);
    await expect(releases.approve(chen, 'contract', 3, {})).rejects.toMatchObject({
      code: 'review-closed',
      params: { replacedBy: 4 },
    });
  });

  it('holds comments on elements, their answers, and whether they are resolved', async () => {
    const { releases } = await asking();
    await releases.propose(li, 'contract', {});
    const asked = await releases.commentReview(song, 'contract', 2, { text: 'Who does it?', elementId: 'prepare' });
    await releases.commentReview(li, 'contract', 2, { text: 'Sales', inReplyTo: asked.id });
    await expect(releases.commentReview(li, 'contract', 2, { text: 'x', elementId: 'nowhere' })).rejects.toMatchObject({
      status: 422,
      code: 'element-not-found',
    });
    await expect(releases.commentReview(li, 'contract', 2, { text: 'x', inReplyTo: 'none' })).rejects.toMatchObject({
      status: 404,
    });
    await expect(releases.commentReview(zhang, 'contract', 2, { text: 'x' })).rejects.toMatchObject({ status: 404 });
    expect((await releases.getReview(chen, 'contract', 2)).version.proposal?.openCommentCount).toBe(1);
    const analyst = person('deng', 'analyst');
    const resolve = { isResolved: true };
    await expect(releases.resolveComment(analyst, 'contract', 2, asked.id, resolve)).rejects.toMatchObject({ status: 403 });
    expect(await releases.resolveComment(li, 'contract', 2, asked.id, resolve)).toMatchObject({ resolvedBy: 'li' });
    const { comments, version } = await releases.getReview(chen, 'contract', 2);
    expect(comments).toMatchObject([
      { text: 'Who does it?', elementId: 'prepare', by: 'song', resolvedBy: 'li' },
      { text: 'Sales', elementId: 'prepare', inReplyTo: asked.id },
    ]);
    expect(version.proposal?.openCommentCount).toBe(0);
  });

  it('has one winner where an approval and a withdrawal come at once', async () => {
    const { releases } = await asking();
    await releases.propose(li, 'contract', {});
    const both = await Promise.allSettled([
      releases.withdrawVersion(li, 'contract', 2, {}),
      releases.approve(chen, 'contract', 2, {}),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await releases.getReview(li, 'contract', 2)).version.state).toBe('withdrawn');
  });

  it('counts approvals that a process asks for since the version was approved', async () => {
    const { releases } = await asking();
    await releases.propose(li, 'contract', {});
    expect((await releases.approve(xu, 'contract', 2, {})).version.state).toBe('approved');
    await releases.updateProcess(chen, 'contract', { review: { approvals: 2 } });
    await expect(releases.publish(chen, 'contract', { version: 2 })).rejects.toMatchObject({ code: 'review-required' });
    expect((await releases.approve(chen, 'contract', 2, {})).votes).toHaveLength(2);
    expect((await releases.publish(chen, 'contract', { version: 2 })).version.state).toBe('live');
  });

  it('is withdrawn where the version before goes live again: it was compared with another', async () => {
    const test = await asking();
    const { releases } = test;
    await releases.propose(li, 'contract', {});
    await releases.approve(xu, 'contract', 2, {});
    await releases.publish(chen, 'contract', { version: 2 });
    await releases.saveDraft(li, 'contract', content(bpmn('contract', { task: 'Prepare better' })), '*');
    await releases.propose(li, 'contract', {});
    await releases.rollBack(chen, 'contract', { reason: 'It was better before.' });
    expect(await states(test)).toEqual(['3 withdrawn', '2 retired', '1 live']);
  });

  it('counts two approvals that come at once', async () => {
    const { releases } = await asking();
    await releases.updateProcess(chen, 'contract', { review: { approvals: 2 } });
    await releases.propose(li, 'contract', {});
    await Promise.all([releases.approve(xu, 'contract', 2, {}), releases.approve(chen, 'contract', 2, {})]);
    const { votes, version } = await releases.getReview(li, 'contract', 2);
    expect({ count: votes.length, state: version.state }).toEqual({ count: 2, state: 'approved' });
  });
});

describe('a process that asks for review', () => {
  it('takes no version past it: neither a draft nor a deployment', async () => {
    const test = await asking();
    const { releases, deploy } = test;
    const refused = { status: 409, code: 'review-required', message: expect.stringContaining('/processes/contract/reviews') };
    await expect(releases.publish(chen, 'contract', {})).rejects.toMatchObject(refused);
    await expect(deploy(['contract.bpmn', bpmn('contract', { task: 'Other' })])).rejects.toMatchObject(refused);
    await expect(releases.updateProcess(li, 'contract', { review: null })).rejects.toMatchObject({ status: 403 });
    expect(await states(test)).toEqual(['1 live']);
    expect((await deploy(['contract.bpmn', bpmn('contract')])).deployments).toMatchObject([{ version: 1, created: false }]);
    expect((await deploy(['contract.bpmn', bpmn('contract', { y: 77 })])).deployments).toMatchObject([
      { version: 2, created: true, state: 'live' },
    ]);
  });

  it('takes a version at once from an admin who did not make it, with a reason on record', async () => {
    const test = await asking();
    const { releases } = test;
    await releases.saveDraft(chen, 'contract', content(bpmn('contract', { task: 'Mine' })), '*');
    const now = { overrideReason: 'The law changes tonight.' };
    await expect(releases.publish(chen, 'contract', now)).rejects.toMatchObject({ status: 403, code: 'own-version' });
    await expect(releases.publish(person(null, 'admin'), 'contract', now)).rejects.toMatchObject({ code: 'person-needed' });
    expect((await releases.publish(xu, 'contract', now)).version).toMatchObject({ version: 2, ...now, publishedBy: 'xu' });
    await releases.saveDraft(li, 'contract', content(bpmn('contract', { task: 'Next' })), '*');
    await releases.propose(li, 'contract', {});
    expect((await releases.publish(chen, 'contract', { version: 3, ...now })).version).toMatchObject({ state: 'live', ...now });
    expect((await releases.getReview(li, 'contract', 3)).votes).toEqual([]);
  });

  it('takes files as a proposal, and leaves its draft alone', async () => {
    const { releases } = await asking();
    const files = [{ name: 'contract.bpmn', content: bpmn('contract', { task: 'From files' }) }];
    const { etag } = await releases.getDraft(li, 'contract');
    expect((await releases.deploy(li, { files, propose: true, note: 'From the repository' })).deployments).toMatchObject([
      { version: 2, created: true, state: 'inReview' },
    ]);
    expect((await releases.getDraft(li, 'contract')).etag).toBe(etag);
    await expect(releases.deploy(person('other', 'owner'), { files, propose: true })).rejects.toMatchObject({ status: 403 });
    await expect(releases.deploy(li, { files })).rejects.toMatchObject({ status: 403 });
  });
});

describe('an approved version with a time', () => {
  const at = '2026-11-25T01:00:00.000Z';
  async function approved() {
    const test = await asking();
    await test.releases.propose(li, 'contract', {});
    await expect(test.releases.publish(chen, 'contract', { version: 2, at })).rejects.toMatchObject({ code: 'review-required' });
    await test.releases.approve(chen, 'contract', 2, {});
    await test.releases.publish(chen, 'contract', { version: 2, at });
    return test;
  }

  it('is published then, once, by whoever set the time', async () => {
    const test = await approved();
    const { releases, clock } = test;
    expect((await releases.getReview(chen, 'contract', 2)).version).toMatchObject({
      state: 'approved',
      proposal: { publishAt: at, scheduledBy: 'chen' },
    });
    expect(await releases.nextPublicationAt()).toBe(Date.parse(at));
    clock.at = Date.parse(at) - 1;
    await releases.publishDue();
    expect(await states(test)).toEqual(['2 approved', '1 live']);
    clock.at = Date.parse(at);
    test.changed.length = 0;
    await Promise.all([releases.publishDue(), releases.publishDue()]);
    expect(await states(test)).toEqual(['2 live', '1 retired']);
    expect((await releases.getVersion(chen, 'contract', 2)).publishedBy).toBe('chen');
    expect(test.changed).toEqual(['contract']);
    expect(await releases.nextPublicationAt()).toBeNull();
  });

  it('waits again where the time is taken back, or it is withdrawn', async () => {
    const { releases, clock } = await approved();
    await expect(releases.unschedule(li, 'contract', 2)).rejects.toMatchObject({ status: 403 });
    expect((await releases.unschedule(chen, 'contract', 2)).version).toMatchObject({
      state: 'approved',
      proposal: { publishAt: null },
    });
    await expect(releases.unschedule(chen, 'contract', 2)).rejects.toMatchObject({ code: 'not-scheduled' });
    await releases.publish(chen, 'contract', { version: 2, at });
    await releases.withdrawVersion(li, 'contract', 2, {});
    clock.at = Date.parse(at) + 1;
    await releases.publishDue();
    expect((await releases.getReview(li, 'contract', 2)).version.state).toBe('withdrawn');
  });

  it('is not published past a review that is asked for since', async () => {
    const { releases, clock } = await approved();
    await releases.updateProcess(chen, 'contract', { review: { approvals: 2 } });
    clock.at = Date.parse(at);
    await releases.publishDue();
    expect((await releases.getReview(li, 'contract', 2)).version).toMatchObject({
      state: 'approved',
      proposal: { publishAt: null },
    });
  });
});

describe('the difference of two versions', () => {
  it('says what came, went and is another, and tells the layout and the tests apart', async () => {
    const { releases } = await asking(withCheckpoint('contract'), withCheckpoint('contract', 'PIPL Art. 9'));
    const found = await releases.diff(li, 'contract', { from: 1, to: 'draft' });
    expect(found).toMatchObject({ isSame: false, touchedCheckpoints: ['check'], added: [], redrawn: [] });
    expect(found.changed).toMatchObject([
      {
        after: { id: 'check' },
        settings: [{ field: 'extension.checkpoint.regulation', before: 'PIPL Art. 6', after: 'PIPL Art. 9' }],
      },
    ]);
    await releases.saveDraft(li, 'contract', content(withCheckpoint('contract').replace('y="10"', 'y="90"')), '*');
    expect(await releases.diff(li, 'contract', { from: 1, to: 'draft' })).toMatchObject({ isSame: true, redrawn: ['start'] });
    await expect(releases.diff(zhang, 'contract', { from: 1, to: 'draft' })).rejects.toMatchObject({ status: 404 });
    await expect(releases.diff(li, 'contract', { from: 1, to: 7 })).rejects.toMatchObject({ code: 'version-not-found' });
  });
});
