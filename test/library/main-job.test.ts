import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRuntime, hostPrincipal, type Runtime } from '@fortnight/runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellMainJob } from '../support/main-job.ts';

let folder: string;
let runtime: Runtime;
const open = async () => {
  runtime = await createRuntime({ database: `sqlite:${join(folder, 'fortnight.db')}` });
};
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fortnight-library-'));
  await open();
});
afterAll(async () => {
  await runtime.close();
  rmSync(folder, { recursive: true });
});

describe('the main job by the library alone', () => {
  it('goes from deployment to done, closed and opened on the way', async () => {
    await tellMainJob({
      createUser: (body) => runtime.access.createUser(hostPrincipal, body),
      async actor(userId) {
        const by = await runtime.principalOf(userId);
        return {
          startInstance: (body) => runtime.startInstance(by, body),
          getInstance: (id) => runtime.getInstance(by, id),
          listEvents: (id) => runtime.listEvents(by, id, { limit: 200, order: 'asc' }),
          listTasks: (instanceId) => runtime.listTasks(by, { instanceId, limit: 200, sort: 'dueAt' }),
          claimTask: (id) => runtime.claimTask(by, id),
          completeTask: (id, body) => runtime.completeTask(by, id, body),
          upload: (name, text, instanceId) =>
            runtime.files.upload(by, { name, type: 'text/plain', content: new Blob([text]).stream(), instanceId }),
        };
      },
      deploy: (body) => runtime.deploy(hostPrincipal, body),
      async restart() {
        await runtime.close();
        await open();
      },
    });
    expect(runtime.verify()).toMatchObject({ ok: true });
  });
});
