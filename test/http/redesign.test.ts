import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { AuditEntry, Draft, Page } from '@fortnight/shared/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Call, callWith, Refused } from '../support/http-actor.ts';
import { type Hand, processId, type RedesignStage, tellRedesign } from '../support/redesign.ts';
import { adminKey, type Server, startServer } from '../support/server.ts';

let server: Server;
let admin: Call;
beforeAll(async () => {
  server = await startServer({ clock: 'manual' });
  admin = callWith(() => server.address, adminKey);
});
afterAll(() => server.close());

const path = `/processes/${processId}`;
const handOf = (call: Call, key: string): Hand => ({
  getDraft: () => call('GET', `${path}/draft`),
  async saveDraft(content, etag) {
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', 'If-Match': `"${etag}"` };
    const answer = await fetch(`${server.address}/api/v1${path}/draft`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(content),
    });
    if (!answer.ok) throw new Refused(await answer.json());
    return (await answer.json()) as Draft;
  },
  diff: (from, to) => call('GET', `${path}/diff?from=${from}&to=${to}`),
  propose: (body) => call('POST', `${path}/reviews`, body),
  approve: (version) => call('POST', `${path}/reviews/${version}/approve`, {}),
  impact: (version) => call('GET', `${path}/versions/${version}/impact`),
  rollOut: (body) => call('POST', `${path}/rollout`, body),
  rollout: () => call('GET', `${path}/rollout`),
  start: (businessKey) => call('POST', '/instances', { processId, businessKey }),
  openTask: async (id) => (await call<Page<never>>('GET', `/tasks?instanceId=${id}&state=open`)).items[0],
  complete: (id, body) => call('POST', `/tasks/${id}/complete`, body),
  casesOn: async (version) =>
    (await call<Page<never>>('GET', `/instances?processId=${processId}&version=${version}&state=active&limit=200`)).items,
  planMigration: (body) => call('POST', `${path}/migrations/plan`, body),
  startMigration: (body) => call('POST', `${path}/migrations`, body),
  migration: (id) => call('GET', `/migrations/${id}`),
  planIteration: (body) => call('POST', `${path}/iterations`, body),
  iteration: (id) => call('GET', `/iterations/${id}`),
  evidence: (id) => call('GET', `/iterations/${id}/evidence`),
  verdict: (id, body) => call('POST', `/iterations/${id}/verdict`, body),
});

describe('a redesign by HTTP alone', () => {
  it('goes from a change to its verdict, over a guardrail and two kills', async () => {
    const ids = new Map<string, string>();
    const stage: RedesignStage = {
      async now() {
        const { items } = await admin<Page<AuditEntry>>('GET', '/audit-log?limit=1');
        return Date.parse(items[0]?.at ?? '');
      },
      advanceTo: async (at) => void (await admin('POST', '/clock', { at: new Date(at).toISOString() })),
      createGroup: (id) => admin('POST', '/groups', { id, name: id }),
      async hand(name, roles, groups) {
        const person = { name, email: `${name}@redesign.example`, password: 'a-password-of-the-redesign', roles, groups };
        const { id: userId } = await admin<{ id: string }>('POST', '/users', person);
        ids.set(name, userId);
        const { key } = await admin<{ key: string }>('POST', '/api-keys', { name, roles, groups, userId });
        return handOf(
          callWith(() => server.address, key),
          key,
        );
      },
      deploy: (content) => admin('POST', '/deployments', { files: [{ name: 'contract.bpmn', content }] }),
      settle: (owner) => admin('PATCH', path, { owner: ids.get(owner), review: { approvals: 1 } }),
      setAnchor: (anchor) => admin('PUT', '/iteration-rhythm', { anchor }),
      async restart() {
        await server.kill();
        await server.restart();
      },
    };
    // The library tells it with all of its cases.
    await tellRedesign(stage, { backlog: 20, newCases: 150 });
    await server.kill();
    const verified = spawnSync(process.execPath, [
      '--conditions=source',
      '--disallow-code-generation-from-strings',
      join(import.meta.dirname, '../../packages/runtime/src/cli.ts'),
      ...['audit', 'verify', '--database', `sqlite:${join(server.folder, 'fortnight.db')}`],
    ]);
    expect(verified.stdout.toString()).toContain('Whole');
  }, 240_000);
});
