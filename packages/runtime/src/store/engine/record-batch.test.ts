import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineTransaction } from '../../engine/index.ts';
import { openStore, type Store } from '../index.ts';

let store: Store;
beforeEach(() => {
  store = openStore({ database: 'memory:', now: () => 1_000 });
});
afterEach(() => store.close());

type Timer = Parameters<EngineTransaction['timers']['insert']>[0];
const timer = (caseId: number, local: string, dueAt: number): Timer => ({
  id: `${caseId}~${local}`,
  instanceId: String(caseId),
  elementId: 'wait',
  heldBy: null,
  dueAt,
  isHeld: 0,
});
const write = <T>(command: (tx: EngineTransaction) => T): Promise<T> => store.engineHost.write(command);
const kept = () => store.engineHost.reads.timers.find({}, { orderBy: 'dueAt' });
const byDue = (timers: readonly Timer[]) =>
  timers.toSorted((a, b) => a.dueAt - b.dueAt || a.id.length - b.id.length || (a.id < b.id ? -1 : 1));

/** The same numbers in every run. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

it.each([1, 2, 3, 4, 5])(
  'commands of a batch see each other, undo alone, and leave what one by one would have left (%i)',
  async (seed) => {
    const roll = createDice(seed);
    let expected = new Map<string, Timer>();
    for (let batch = 0; batch < 20; batch += 1) {
      const outcomes = Array.from({ length: 8 }, () =>
        write((tx) => {
          const mine = new Map(expected);
          for (let act = roll(6); act >= 0; act -= 1) {
            const one = timer(roll(4), `t${roll(5)}`, roll(20));
            const kind = roll(5);
            if (kind === 0) {
              tx.timers.remove(one.id);
              mine.delete(one.id);
            } else if (kind === 1) {
              tx.timers.update(one.id, { dueAt: one.dueAt });
              const known = mine.get(one.id);
              if (known) mine.set(one.id, { ...known, dueAt: one.dueAt });
            } else if (kind === 2 && !mine.has(one.id)) {
              tx.timers.insert(one);
              mine.set(one.id, one);
            } else if (kind === 3) tx.dueTimers(roll(20), 3);
            const { instanceId } = one;
            const ofCase = byDue([...mine.values()].filter((each) => each.instanceId === instanceId));
            expect(tx.timers.get(one.id)).toEqual(mine.get(one.id));
            expect(tx.timers.find({ instanceId }, { orderBy: 'dueAt' })).toEqual(ofCase);
            expect(tx.timers.find({ instanceId }, { orderBy: 'dueAt', limit: 2 })).toEqual(ofCase.slice(0, 2));
            if (roll(12) === 0) throw new Error('undone');
          }
          if (roll(3) === 0) expect(tx.dueTimers(1_000, 1_000)).toHaveLength(mine.size);
          expected = mine;
        }),
      );
      for (const outcome of await Promise.allSettled(outcomes))
        if (outcome.status === 'rejected') expect(String(outcome.reason)).toBe('Error: undone');
      expect(kept()).toEqual(byDue([...expected.values()]));
    }
  },
);

describe('a batch', () => {
  it('keeps the other commands when SQLite refuses what one has changed', async () => {
    const outcomes = await Promise.allSettled([
      write((tx) => tx.timers.insert(timer(1, 'a', 1))),
      write((tx) => tx.timers.insert({ ...timer(2, 'b', 2), dueAt: 'soon' as unknown as number })),
      write((tx) => tx.timers.insert(timer(3, 'c', 3))),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(kept().map(({ id }) => id)).toEqual(['1~a', '3~c']);
  });

  it('refuses a second record of one id', async () => {
    await write((tx) => tx.timers.insert(timer(1, 'a', 1)));
    const again = write((tx) => tx.timers.insert(timer(1, 'a', 2)));
    await expect(again).rejects.toThrow('UNIQUE');
    expect(kept()).toEqual([timer(1, 'a', 1)]);
  });

  it('chains the journal in the order of the commands, without those that failed', async () => {
    const note = (subject: string, isFailing: boolean, asks: boolean) =>
      write((tx) => {
        tx.appendNote('comment', subject, 1, { subject });
        if (asks) expect(tx.lastPosition()).toBeGreaterThan(0);
        if (isFailing) throw new Error('no');
      });
    await Promise.allSettled([
      note('a', false, false),
      note('b', true, false),
      note('c', false, true),
      note('d', true, true),
      note('e', false, false),
    ]);
    expect(store.engineHost.reads.listChanges(0, 10).map(({ position, subject }) => [position, subject])).toEqual([
      [1, 'a'],
      [2, 'c'],
      [3, 'e'],
    ]);
    expect(store.verify()).toMatchObject({ ok: true, journalCount: 3 });
  });

  it('forgets with a request whatever it had changed when its transaction fails', async () => {
    await write((tx) => tx.timers.insert(timer(1, 'a', 1)));
    const request = store.idempotency.keep('k', 'd', async () => {
      await write((tx) => tx.timers.update('1~a', { dueAt: 2 }));
      await store.write((tx) => tx.run('ROLLBACK'));
      return undefined;
    });
    await expect(request).rejects.toThrow();
    expect(await write((tx) => tx.timers.get('1~a'))).toEqual(timer(1, 'a', 1));
  });
});

it('whoever joins a case in a batch has part in it for the next command', async () => {
  const [before, after] = await Promise.all([
    write((tx) => tx.takesPart('1', ['u'], [])),
    write((tx) => {
      tx.addParticipants('1', ['u'], []);
      return tx.takesPart('1', ['u'], ['g']);
    }),
    write((tx) => tx.addParticipants('1', ['u'], [])),
  ]);
  expect([before, after]).toEqual([false, true]);
  expect(store.engineHost.reads.takesPart('1', ['u'], [])).toBe(true);
});
