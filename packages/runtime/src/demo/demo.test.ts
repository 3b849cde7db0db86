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
      const owner = await runtime.principalOf(users.find(({ name }) => name === 'Li Wei')?.id ?? '');
      const { items } = await runtime.listIterations(owner, { processId: 'contract' });
      expect(items.map(({ number, state, verdict, versions }) => [number, verdict?.outcome ?? state, versions])).toEqual([
        [4, 'running', [5]],
        [3, 'keep', [4]],
        [2, 'rollBack', [3]],
        [1, 'keepUnproven', [2]],
      ]);
      expect([6, 7, 8]).toContain(items[0]?.day);
      const { stages } = await runtime.getEvidence(owner, items[0]?.id ?? '');
      expect(stages.map(({ stage, isThere }) => [stage, isThere])).toEqual([
        ['control', true],
        ['baseline', true],
        ['industry', true],
      ]);
      expect((await runtime.getIteration(owner, items[0]?.id ?? '')).cards.map(({ kind }) => kind)).toEqual(
        expect.arrayContaining(['followUp', 'risk', 'suggestion', 'note']),
      );
    } finally {
      await runtime.close();
    }
  }, 240_000);
});
