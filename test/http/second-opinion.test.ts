import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpinionState } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Call, callWith } from '../support/http-actor.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

const folder = join(import.meta.dirname, '../../examples/3-spending-approval');
const bpmn = readFileSync(join(folder, 'spending-approval.bpmn'), 'utf8');
const forms = ['spending', 'spending-shown', 'spending-pay'].map((name) =>
  JSON.parse(readFileSync(join(folder, `forms/${name}.json`), 'utf8')),
);

let server: Server;
let admin: Call;
beforeAll(async () => {
  server = await startServer();
  admin = callWith(() => server.address, adminKey);
  await admin('POST', '/processes', { id: 'spending', name: 'Spending', bpmn, forms });
}, 60_000);
afterAll(() => server.close());

describe('a second opinion by HTTP', () => {
  const paths = ['/processes/spending/draft/second-opinion', '/processes/spending/versions/1/second-opinion'];

  it.each(paths)('is asked for and read: %s', { timeout: 120_000 }, async (path) => {
    await admin('POST', '/processes/spending/publish', {});
    // Publishing changes nothing of the document, and what was formed of it once stands.
    const first = await admin<OpinionState>('GET', path);
    expect(first.state).toBe(path === paths[0] ? 'none' : 'done');
    const asked = await admin<OpinionState>('POST', path);
    expect(asked.state).toBe(path === paths[0] ? 'running' : 'done');
    await expect
      .poll(() => admin<OpinionState>('GET', path), { timeout: 90_000 })
      .toMatchObject({ state: 'done', opinion: { processId: 'spending', verdict: 'agrees', pathCount: 4 } });
  });

  it('is asked for by those who draw, on what they may read', async () => {
    const { key } = await admin<{ key: string }>('POST', '/api-keys', { name: 'reader', roles: ['analyst'] });
    const analyst = callWith(() => server.address, key);
    expect(await analyst('GET', paths[0] ?? '')).toMatchObject({ state: 'done' });
    await expect(analyst('POST', paths[0] ?? '')).rejects.toMatchObject({ status: 403 });
    await expect(admin('POST', '/processes/nowhere/draft/second-opinion')).rejects.toMatchObject({ status: 404 });
    await expect(admin('GET', '/processes/spending/versions/9/second-opinion')).rejects.toMatchObject({ status: 404 });
  });
});
