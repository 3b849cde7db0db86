import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createManualClock, createRuntime } from '../index.ts';
import { createDemo } from './index.ts';

const examples = join(import.meta.dirname, '../../../../examples');

describe('the demo workspace', () => {
  it('begun on a Saturday in the holidays has something to do for everybody it offers', async () => {
    const demo = createDemo({ examples, clock: createManualClock(Date.parse('2027-01-02T02:00:00Z')) });
    const runtime = await createRuntime({ database: 'memory:', clock: demo.clock });
    try {
      const fill = await demo.prepare(runtime);
      await fill?.(() => {});
      const { users } = await runtime.access.directory();
      for (const { email, name } of demo.accounts) {
        const by = await runtime.principalOf(users.find((user) => user.email === email)?.id ?? '');
        const { items } = await runtime.listTasks(by, { state: 'open', scope: 'mine', limit: 5, sort: 'dueAt' });
        expect({ name, hasWork: items.length > 0 }).toEqual({ name, hasWork: true });
      }
    } finally {
      await runtime.close();
    }
  }, 240_000);
});
