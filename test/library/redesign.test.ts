import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createManualClock, createRuntime, hostPrincipal, type Runtime } from '@fortnight/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { processId, type RedesignStage, tellRedesign } from '../support/redesign.ts';

const clock = createManualClock(Date.parse('2026-10-01T01:00:00Z'));
let folder: string;
let runtime: Runtime;
const open = async () => {
  runtime = await createRuntime({ database: `sqlite:${join(folder, 'fortnight.db')}`, clock });
};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fortnight-redesign-'));
  await open();
});
afterAll(async () => {
  await runtime.close();
  rmSync(folder, { recursive: true });
});

describe('a redesign by the library alone', () => {
  it('goes from a change to its verdict, closed and opened on the way', async () => {
    const ids = new Map<string, string>();
    const stage: RedesignStage = {
      now: async () => clock.now(),
      advanceTo: async (at) => void (await runtime.advanceTo(at)),
      createGroup: async (id) => void (await runtime.access.createGroup(hostPrincipal, { id, name: id })),
      async hand(name, roles, groups) {
        const person = { name, email: `${name}@redesign.example`, password: 'a-password-of-the-redesign' };
        const { id } = await runtime.access.createUser(hostPrincipal, { ...person, roles: [...roles], groups: [...groups] });
        ids.set(name, id);
        const by = await runtime.principalOf(id);
        return {
          getDraft: () => runtime.getDraft(by, processId),
          saveDraft: (content, etag) => runtime.saveDraft(by, processId, content, etag),
          diff: (from, to) => runtime.diff(by, processId, { from, to }),
          propose: (body) => runtime.propose(by, processId, body),
          approve: (version) => runtime.approve(by, processId, version, {}),
          impact: (version) => runtime.impactOf(by, processId, version),
          rollOut: (body) => runtime.rollOut(by, processId, body),
          rollout: () => runtime.getRollout(by, processId),
          start: (businessKey) => runtime.startInstance(by, { processId, businessKey }),
          openTask: async (instanceId) => (await runtime.listTasks(by, { instanceId, state: 'open' })).items[0],
          complete: (taskId, body) => runtime.completeTask(by, taskId, body),
          casesOn: async (version) =>
            (await runtime.listInstances(by, { processId, version, state: 'active', limit: 200 })).items,
          planMigration: (body) => runtime.planCaseMigration(by, processId, body),
          startMigration: (body) => runtime.startMigration(by, processId, body),
          migration: (migrationId) => runtime.getMigration(by, migrationId),
          planIteration: (body) => runtime.planIteration(by, processId, body),
          iteration: (iterationId) => runtime.getIteration(by, iterationId),
          evidence: (iterationId) => runtime.getEvidence(by, iterationId),
          verdict: (iterationId, body) => runtime.giveVerdict(by, iterationId, body),
        };
      },
      deploy: async (content) => void (await runtime.deploy(hostPrincipal, { files: [{ name: 'contract.bpmn', content }] })),
      settle: async (owner) =>
        void (await runtime.updateProcess(hostPrincipal, processId, { owner: ids.get(owner), review: { approvals: 1 } })),
      setAnchor: async (anchor) => void (await runtime.setAnchor(hostPrincipal, { anchor })),
      async restart() {
        await runtime.close();
        await open();
      },
    };
    await tellRedesign(stage, { backlog: 200, newCases: 300 });
    expect(runtime.verify()).toMatchObject({ ok: true });
  }, 240_000);
});
