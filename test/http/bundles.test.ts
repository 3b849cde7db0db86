/** A release leaves one server as a bundle and comes to another through the same door as other files. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packZip, readBundle, unpackZip } from '@fortnight/shared/bundle';
import type { Deployment, ProblemDocument, Version, VersionDetail } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, oneTask, openApiWith, type TestApi } from '../support/api.ts';
import { adminKey } from '../support/server.ts';

const examples = join(import.meta.dirname, '../../examples');
const filesUnder = (folder: string): { name: string; content: string }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(bpmn|json)$/.test(name))
    .map((name) => ({ name, content: readFileSync(join(folder, name), 'utf8') }));

let from: TestApi;
let to: TestApi;
beforeAll(async () => {
  from = await openApiWith({ address: 'https://from.example' });
  to = await openApiWith({});
});
afterAll(() => Promise.all([from.runtime.close(), to.runtime.close()]));

const bundleOf = async (which: TestApi, processId: string, version: number, key = adminKey) => {
  const response = await which.runtime.app.request(`/api/v1/processes/${processId}/versions/${version}/bundle`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  return { response, zip: new Uint8Array(await response.arrayBuffer()) };
};
const send = async <T = Deployment>(which: TestApi, zip: Uint8Array, query = '', headers = {}) => {
  const response = await which.runtime.app.request(`/api/v1/bundles${query}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${adminKey}`, 'Content-Type': 'application/zip', ...headers },
    body: Uint8Array.from(zip),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as T };
};
/** In a form, with what is said of it. */
const sendForm = async (which: TestApi, zip: Uint8Array, said: string, headers = {}) => {
  const form = new FormData();
  form.append('bundle', new Blob([Uint8Array.from(zip)]), 'release.zip');
  form.append('said', said);
  const request = { method: 'POST', headers: { Authorization: `Bearer ${adminKey}`, ...headers }, body: form };
  const response = await which.runtime.app.request('/api/v1/bundles', request);
  return { status: response.status, headers: response.headers, body: (await response.json()) as Deployment & ProblemDocument };
};
const refusal = async (answer: Promise<{ status: number; body: ProblemDocument }>) => {
  const { status, body } = await answer;
  return [status, body.code, ...(body.problems ?? []).map(({ code, file }) => `${code} ${file}`)];
};
const newest = async (which: TestApi, processId: string): Promise<Version | undefined> =>
  (await which.ask<{ items: Version[] }>('GET', `/processes/${processId}/versions`)).body.items[0];
const filesIn = (zip: Uint8Array) => {
  const read = unpackZip(zip);
  if (!read.ok) throw new Error(read.error.message);
  return [...read.value];
};

describe('every example', () => {
  const folders = readdirSync(examples).filter((name) => /^\d/.test(name));

  it.each(folders)(
    '%s has the same content on a second server, and is the same bundle there',
    async (folder) => {
      const files = filesUnder(join(examples, folder));
      for (const model of files.filter(({ name }) => name.endsWith('.bpmn'))) {
        const plays = model.name.replace('.bpmn', '.plays.json');
        const its = files.filter(({ name }) => name === model.name || name === plays || name.startsWith('forms/'));
        const body = { files: its, note: `Why ${model.name}`, versionTag: 'w49' };
        const made = await from.ask<Deployment>('POST', '/deployments', body);
        expect(made.status).toBe(200);
        for (const { processId, version } of made.body.deployments) {
          const { zip } = await bundleOf(from, processId, version);
          expect((await bundleOf(from, processId, version)).zip).toEqual(zip);
          expect((await send(to, zip)).body.deployments).toMatchObject([{ processId, version, created: true, state: 'live' }]);
          const [source, target] = [await newest(from, processId), await newest(to, processId)];
          expect(target).toMatchObject({ contentHash: source?.contentHash, note: body.note, versionTag: 'w49' });
          const contentIn = (which: Uint8Array) => filesIn(which).filter(({ name }) => name !== 'manifest.json');
          expect(contentIn((await bundleOf(to, processId, version)).zip)).toEqual(contentIn(zip));
          expect((await send(to, zip)).body.deployments).toMatchObject([{ version, created: false }]);
        }
      }
    },
    30_000,
  );
});

describe('a bundle by HTTP', () => {
  it('is a download that says where it comes from', async () => {
    const { response, zip } = await bundleOf(from, 'spending-approval', 1);
    expect(response.headers.get('Content-Type')).toBe('application/zip');
    expect(response.headers.get('Content-Disposition')).toContain('spending-approval-v1.zip');
    expect(readBundle(filesIn(zip))).toMatchObject({
      ok: true,
      value: { processId: 'spending-approval', version: 1, versionTag: 'w49', server: 'https://from.example' },
    });
    expect((await from.ask<ProblemDocument>('GET', '/processes/spending-approval/versions/99/bundle')).body.code).toBe(
      'version-not-found',
    );
    const { body } = await from.ask<{ key: string }>('POST', '/api-keys', { name: 'p', roles: ['participant'] });
    expect((await bundleOf(from, 'spending-approval', 1, body.key)).response.status).toBe(403);
  });

  it('brings all of its content: forms that no step names, settings, and no tests where it has none', async () => {
    await from.ask('POST', '/processes', { id: 'whole', name: 'Whole', bpmn: oneTask() });
    const { body: draft } = await from.ask<Record<string, unknown>>('GET', '/processes/whole/draft');
    const form = { id: 'spare', fields: [] };
    const content = { bpmn: draft.bpmn, forms: [form], settings: { team: 'north' } };
    await from.ask('PUT', '/processes/whole/draft', content, { 'If-Match': '*' });
    await from.ask('POST', '/processes/whole/publish', {});
    const { zip } = await bundleOf(from, 'whole', 1);
    await send(to, zip);
    const [source, target] = [await newest(from, 'whole'), await newest(to, 'whole')];
    expect(target?.contentHash).toBe(source?.contentHash);
    const { body: detail } = await to.ask<VersionDetail>('GET', '/processes/whole/versions/1');
    expect(detail.forms).toEqual([form]);
    expect(readBundle(filesIn((await bundleOf(to, 'whole', 1)).zip))).toMatchObject({
      value: { content: { settings: { team: 'north' } } },
    });
  });

  it('takes effect once under a key, with another note and tag where they are given', async () => {
    const zip = packed('once');
    const first = await send(to, await zip, '?note=Here&versionTag=here', { 'Idempotency-Key': 'once' });
    expect(first.body.deployments).toMatchObject([{ created: true }]);
    const again = await send(to, await zip, '?note=Here&versionTag=here', { 'Idempotency-Key': 'once' });
    expect(again.headers.get('Idempotency-Replayed')).toBe('true');
    expect(await newest(to, 'once')).toMatchObject({ note: 'Here', versionTag: 'here' });
    const other = await packed('twice');
    expect(await refusal(send(to, other, '?note=Here&versionTag=here', { 'Idempotency-Key': 'once' }))).toEqual([
      422,
      'idempotency-key-reused',
    ]);
  });

  it('takes in a form what is too long for an address, once under a key', async () => {
    const zip = await packed('long');
    const note = '为什么'.repeat(1_000);
    const said = JSON.stringify({ note, failedPlaysReason: note, blackoutReason: note, propose: false });
    const query = `?note=${encodeURIComponent(note)}`;
    expect(await refusal(send(to, zip, query))).toEqual([400, 'invalid-request']);
    for (const isReplayed of [null, 'true']) {
      const { status, headers } = await sendForm(to, zip, said, { 'Idempotency-Key': 'form' });
      expect([status, headers.get('Idempotency-Replayed')]).toEqual([200, isReplayed]);
    }
    expect(await newest(to, 'long')).toMatchObject({ version: 1, note });
    for (const wrong of ['{', '{"note":1}', '{"share":1}'])
      expect((await sendForm(to, zip, wrong)).body).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it('goes by the review that a process asks for', async () => {
    const zip = await packed('asked', 'First');
    await send(to, zip);
    await to.ask('PATCH', '/processes/asked', { review: { approvals: 1 } });
    await from.ask('POST', '/deployments', { files: [{ name: 'a.bpmn', content: named('asked', 'Second') }] });
    const { zip: next } = await bundleOf(from, 'asked', 2);
    expect(await refusal(send(to, next))).toEqual([409, 'review-required']);
    const proposed = await send(to, next, '?propose=true');
    expect(proposed.body.deployments).toMatchObject([{ version: 2, created: true, state: 'inReview' }]);
  });

  it('is refused by the name of what is wrong, and leaves nothing behind', async () => {
    const files = filesIn(await packed('wrong'));
    const manifest = files.find(({ name }) => name === 'manifest.json')?.content ?? '';
    const changed = files.map(({ name, content }) => ({ name, content: name === 'wrong.bpmn' ? `${content} ` : content }));
    expect(await refusal(send(to, packZip(changed)))).toEqual([422, 'invalid-bundle', 'bundle-file-changed wrong.bpmn']);
    expect(await refusal(to.ask('POST', '/deployments', { files: changed }))).toEqual([
      422,
      'invalid-bundle',
      'bundle-file-changed wrong.bpmn',
    ]);
    expect(await refusal(send(to, packZip([{ name: '../evil.bpmn', content: 'x' }])))).toEqual([
      422,
      'invalid-bundle',
      'bundle-path ../evil.bpmn',
    ]);
    expect(await refusal(send(to, packZip([{ name: 'zeros.json', content: '0'.repeat(15_000_000) }])))).toEqual([
      422,
      'invalid-bundle',
      'bundle-suspicious zeros.json',
    ]);
    expect(await refusal(send(to, packZip([])))).toEqual([422, 'invalid-bundle', 'bundle-without-manifest undefined']);
    const astray = [
      { name: 'manifest.json', content: manifest.replace('"processId": "wrong"', '"processId": "other"') },
      ...files.filter(({ name }) => name !== 'manifest.json'),
    ];
    expect(await refusal(send(to, packZip(astray)))).toContain('bundle-process-missing manifest.json');
    expect(await refusal(send(to, new Uint8Array([1]), '', { 'Content-Type': 'text/plain' }))).toEqual([415, 'unsupported-type']);
    expect((await to.ask<ProblemDocument>('GET', '/processes/wrong')).status).toBe(404);
  });
});

const named = (id: string, name: string) => oneTask(id).replace(`<process id="${id}"`, `<process id="${id}" name="${name}"`);
/** The bundle of a process that was just deployed at the first server. */
async function packed(id: string, name = id): Promise<Uint8Array> {
  const files = [{ name: `${id}.bpmn`, content: named(id, name) }];
  const { status }: Answer<Deployment> = await from.ask('POST', '/deployments', { files });
  expect(status).toBe(200);
  return (await bundleOf(from, id, 1)).zip;
}
