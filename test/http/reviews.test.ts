import type { Deployment, Difference, Home, ProblemDocument, Published, Review, Version } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, oneTask, openApi, type TestApi } from '../support/api.ts';

let api: TestApi;
const keys = new Map<string, string>();
/** Asks as one of these people, each by a key of their own. */
const as = <T>(name: string, method: string, path: string, body?: unknown): Promise<Answer<T>> =>
  api.ask<T>(method, path, body, { Authorization: `Bearer ${keys.get(name)}` });

beforeAll(async () => {
  api = await openApi();
  const people = { li: ['owner'], chen: ['admin'], xu: ['admin'], song: ['risk'], zhang: [] };
  for (const [name, more] of Object.entries(people)) {
    const roles = ['participant', ...more];
    const person = { name, email: `${name}@review.example`, password: 'a-password-of-the-review', roles, groups: [] };
    const { body: user } = await api.ask<{ id: string }>('POST', '/users', person);
    const { body: made } = await api.ask<{ key: string }>('POST', '/api-keys', { name, roles, userId: user.id });
    keys.set(name, made.key);
  }
  await as('li', 'POST', '/processes', { id: 'deal', name: 'Deal', bpmn: model('Deal', 'a') });
  await as('chen', 'POST', '/processes/deal/publish', {});
  await as('chen', 'PATCH', '/processes/deal', { review: { approvals: 1 } });
});
afterAll(() => api.runtime.close());

const model = (name: string, regulation: string) =>
  oneTask('deal')
    .replace('targetNamespace="t"', 'xmlns:fortnight="urn:fortnight:bpmn:1" targetNamespace="t"')
    .replace('<process id="deal"', `<process id="deal" name="${name}"`)
    .replace('targetRef="work"/>', 'targetRef="check"/>')
    .replace(
      '<userTask',
      `<businessRuleTask id="check" name="Check"><extensionElements><fortnight:checkpoint regulation="${regulation}" severity="block" reviewers="role:admin" result="check"><fortnight:rule id="one" when="true" message="No"/></fortnight:checkpoint></extensionElements></businessRuleTask><sequenceFlow id="f0" sourceRef="check" targetRef="work"/><userTask`,
    );
const draw = async (regulation: string) => {
  const { bpmn: _, ...draft } = (await as<Record<string, unknown>>('li', 'GET', '/processes/deal/draft')).body;
  const { forms, decisions, tests, settings } = draft;
  const content = { bpmn: model('Deal', regulation), forms, decisions, tests, settings };
  const saved = await api.ask<{ etag: string }>('PUT', '/processes/deal/draft', content, {
    Authorization: `Bearer ${keys.get('li')}`,
    'If-Match': '*',
  });
  return saved.body.etag;
};
const put = (name: string, path: string, body?: unknown) => as<ProblemDocument>(name, 'POST', `/processes/deal${path}`, body);
const refusal = async (answer: Promise<Answer<ProblemDocument>>) => {
  const { status, body } = await answer;
  return `${status} ${body.code}`;
};

describe('a version by HTTP', () => {
  it('is proposed, talked about, approved by both lines, and published', async () => {
    const etag = await draw('b');
    expect(await refusal(put('chen', '/publish', {}))).toBe('409 review-required');
    const files = [{ name: 'deal.bpmn', content: model('Deal', 'z') }];
    expect(await refusal(api.ask('POST', '/deployments', { files }))).toBe('409 review-required');
    expect(await refusal(put('li', '/reviews', { etag: 'another' }))).toBe('412 draft-changed');
    expect(await refusal(put('song', '/reviews', {}))).toBe('403 role-missing');

    const proposed = await as<Review>('li', 'POST', '/processes/deal/reviews', { etag, note: 'Why', versionTag: 'next' });
    expect(proposed.status).toBe(201);
    expect(proposed.body.version).toMatchObject({
      version: 2,
      state: 'inReview',
      note: 'Why',
      publishedAt: null,
      proposal: { against: 1, approvalsWanted: 1, isRiskWanted: true },
    });
    expect(await refusal(put('li', '/reviews', {}))).toBe('409 nothing-to-publish');
    const home = await as<Home>('song', 'GET', '/home');
    expect(home.body.waitingVersions).toMatchObject([{ processId: 'deal', version: 2, waitsFor: 'review' }]);

    const comment = await as<{ id: string }>('song', 'POST', '/processes/deal/reviews/2/comments', {
      text: 'Which article?',
      elementId: 'check',
    });
    expect(comment.status).toBe(201);
    expect((await put('li', '/reviews/2/comments', { text: 'b', inReplyTo: comment.body.id })).status).toBe(201);
    expect((await put('song', `/reviews/2/comments/${comment.body.id}/resolve`)).status).toBe(200);
    expect((await put('song', `/reviews/2/comments/${comment.body.id}/reopen`)).status).toBe(200);
    expect(await refusal(put('zhang', '/reviews/2/comments', { text: 'x' }))).toBe('403 role-missing');

    expect(await refusal(put('li', '/reviews/2/approve', {}))).toBe('403 role-missing');
    expect(await refusal(api.ask('POST', '/processes/deal/reviews/2/approve', {}))).toBe('403 person-needed');
    expect((await put('chen', '/reviews/2/approve', { comment: 'Fine' })).status).toBe(200);
    expect(await refusal(put('chen', '/publish', { version: 2 }))).toBe('409 review-required');
    // A roll-out says who is missing, as a publication does.
    const tried = await put('chen', '/rollout', { version: 2, share: 5 });
    expect(tried.body).toMatchObject({ code: 'review-required', params: { missingAdmins: 0, isRiskMissing: true } });
    const approved = await as<Review>('song', 'POST', '/processes/deal/reviews/2/approve', {});
    expect(approved.body).toMatchObject({
      version: { state: 'approved', proposal: { openCommentCount: 1 } },
      votes: [{ outcome: 'approve', comment: 'Fine', roles: ['admin'] }, { roles: ['risk'] }],
    });
    expect((await as<{ items: Version[] }>('zhang', 'GET', '/processes/deal/versions')).body.items).toHaveLength(1);
    expect((await as('zhang', 'GET', '/processes/deal/versions/2/xml')).status).toBe(404);
    expect((await api.ask<ProblemDocument>('POST', '/instances', { processId: 'deal', version: 2 })).status).toBe(404);

    const published = await as<Published>('xu', 'POST', '/processes/deal/publish', { version: 2 });
    expect(published.body).toMatchObject({ created: true, version: { version: 2, state: 'live' } });
    expect(await refusal(put('xu', '/publish', { version: 2 }))).toBe('409 review-closed');
    const { body: log } = await api.ask<{ items: { action: string; details: object }[] }>('GET', '/audit-log?limit=10');
    expect(log.items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['version.proposed', 'version.approved', 'version.published']),
    );
  });

  it('is declined with a reason that stays, or withdrawn; its number is not used again', async () => {
    await draw('c');
    await put('li', '/reviews', {});
    expect(await refusal(put('chen', '/reviews/3/decline', {}))).toBe('400 invalid-request');
    const declined = await as<Review>('chen', 'POST', '/processes/deal/reviews/3/decline', { reason: 'No such article.' });
    expect(declined.body.version).toMatchObject({ state: 'declined', proposal: { reason: 'No such article.' } });
    expect(await refusal(put('xu', '/reviews/3/approve', {}))).toBe('409 review-closed');
    await draw('d');
    const next = await as<Review>('li', 'POST', '/processes/deal/reviews', {});
    expect(next.body.version).toMatchObject({ version: 4, proposal: { basedOn: 3, against: 2 } });
    expect(await refusal(put('song', '/reviews/4/withdraw', {}))).toBe('403 role-missing');
    expect((await as<Review>('li', 'POST', '/processes/deal/reviews/4/withdraw', {})).body.version.state).toBe('withdrawn');
    const { items } = (await as<{ items: Version[] }>('li', 'GET', '/processes/deal/versions')).body;
    expect(items.map(({ version, state }) => `${version} ${state}`)).toEqual([
      '4 withdrawn',
      '3 declined',
      '2 live',
      '1 retired',
    ]);
  });

  it('goes past the review by another admin alone, with the reason on record', async () => {
    await draw('e');
    await put('li', '/reviews', {});
    const override = { version: 5, overrideReason: 'The article changed tonight.' };
    expect(await refusal(put('li', '/publish', override))).toBe('403 role-missing');
    expect(await refusal(api.ask('POST', '/processes/deal/publish', override))).toBe('403 person-needed');
    const published = await as<Published>('chen', 'POST', '/processes/deal/publish', override);
    expect(published.body.version).toMatchObject({ state: 'live', overrideReason: 'The article changed tonight.' });
    const { body: log } = await api.ask<{ items: { action: string; details: object }[] }>('GET', '/audit-log?limit=1');
    expect(log.items).toMatchObject([{ action: 'version.published', details: { overrideReason: override.overrideReason } }]);
  });

  it('is compared with another one, or with what is drawn', async () => {
    const found = await as<Difference>('song', 'GET', '/processes/deal/diff?from=1&to=draft');
    expect(found.body).toMatchObject({ isSame: false, touchedCheckpoints: ['check'], added: [], removed: [] });
    const refused = await as<ProblemDocument>('song', 'GET', '/processes/deal/diff?from=1&to=newest');
    expect(refused).toMatchObject({ status: 400, body: { detail: 'query.to: expected a version number, or draft' } });
    expect((await as('zhang', 'GET', '/processes/deal/diff?from=1&to=draft')).status).toBe(404);
  });

  it('comes from files as a proposal where they ask for it', async () => {
    const files = [{ name: 'deal.bpmn', content: model('Deal', 'f') }];
    const deployed = await as<Deployment>('chen', 'POST', '/deployments', { files, propose: true });
    expect(deployed.body.deployments).toMatchObject([{ version: 6, created: true, state: 'inReview' }]);
    expect(await refusal(put('chen', '/reviews/6/approve', {}))).toBe('403 own-version');
  });
});
