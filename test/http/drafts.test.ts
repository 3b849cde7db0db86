import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Draft, ProblemDocument, ProcessDetail, Published } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminKey, type Server, startServer } from '../support/server.ts';

const folder = join(import.meta.dirname, '../../examples/3-spending-approval');
const bpmn = readFileSync(join(folder, 'spending-approval.bpmn'), 'utf8');
const forms = ['spending', 'spending-shown', 'spending-pay'].map((name) =>
  JSON.parse(readFileSync(join(folder, `forms/${name}.json`), 'utf8')),
);

let server: Server;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const ask = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.address}/api/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${adminKey}`,
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
const read = async <T>(response: Response): Promise<T> => (await response.json()) as T;

describe('a draft by HTTP', () => {
  it('is made from a template, saved under its ETag, and published', async () => {
    const made = await read<ProcessDetail>(await ask('POST', '/processes', { name: 'Team spending', bpmn, forms }));
    expect(made).toMatchObject({ id: 'team-spending', liveVersion: null });
    const first = await ask('GET', '/processes/team-spending/draft');
    const etag = first.headers.get('ETag') ?? '';
    const {
      processId: _,
      etag: __,
      savedAt: ___,
      savedBy: ____,
      baseVersion: _____,
      problems,
      ...content
    } = await read<Draft>(first);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);

    const changed = { ...content, bpmn: content.bpmn.replace('name="Team spending"', 'name="Our spending"') };
    const saved = await ask('PUT', '/processes/team-spending/draft', changed, { 'If-Match': etag });
    expect(saved.status).toBe(200);
    const stale = await ask('PUT', '/processes/team-spending/draft', content, { 'If-Match': etag });
    expect(stale.status).toBe(412);
    const unnamed = await ask('PUT', '/processes/team-spending/draft', content);
    expect([unnamed.status, (await read<ProblemDocument>(unnamed)).code]).toEqual([428, 'if-match-wanted']);
    const now = saved.headers.get('ETag')?.replaceAll('"', '');
    expect(await read<ProblemDocument>(stale)).toMatchObject({ code: 'draft-changed', params: { etag: now, savedBy: null } });

    const published = await read<Published>(
      await ask('POST', '/processes/team-spending/publish', { note: 'Begins today', etag: now }),
    );
    expect(published).toMatchObject({ created: true, version: { version: 1, name: 'Our spending', note: 'Begins today' } });
    const xml = await (await ask('GET', '/processes/team-spending/versions/1/xml')).text();
    expect(xml).toBe(changed.bpmn);
  });

  it('with an error is kept, and not published', async () => {
    await ask('POST', '/processes', { id: 'broken', name: 'Broken', bpmn });
    const draft = await read<Draft>(await ask('GET', '/processes/broken/draft'));
    expect(draft.problems.map(({ code }) => code)).toContain('form-missing');
    const refused = await ask('POST', '/processes/broken/publish', {});
    expect(refused.status).toBe(422);
    expect(await read<ProblemDocument>(refused)).toMatchObject({ code: 'invalid-model' });
  });

  it('is refused when it is no document', async () => {
    const refused = await ask('POST', '/processes', { name: 'x', bpmn: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' });
    expect(refused.status).toBe(422);
    expect((await read<ProblemDocument>(refused)).problems?.map(({ code }) => code)).toEqual(['doctype-refused']);
  });
});
