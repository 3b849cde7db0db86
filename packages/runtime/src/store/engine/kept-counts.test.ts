import { expect, it } from 'vitest';
import { openStore } from '../index.ts';
import type { Transaction } from '../transaction.ts';

const at = 1_000;
/** The same numbers in every run. */
function createDice(): <T>(values: readonly T[]) => T {
  let seed = 7;
  return (values) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return values[seed % values.length] as (typeof values)[number];
  };
}
const [processes, states, stages, versions] = [
  ['p', 'q'],
  ['active', 'suspended', 'completed', 'failed'],
  [null, 's', 't'],
  [1, 2],
];
const worths = [null, ['CNY', 0.1], ['CNY', -12.34], ['', 7], ['USD', 123_456_789.99], ['CNY', 0.2]] as const;

/** One case like any other, in the columns that count. */
function insert(tx: Transaction, id: number): void {
  tx.run(
    `INSERT INTO instances (id, processId, version, versionId, state, caseName, startedAt, updatedAt, openTaskCount, openIncidentCount,
      search, tokens, body) VALUES (?, 'p', 1, 'v', 'active', 'c', 0, 0, 0, 0, '', '[]', '{}')`,
    [String(id)],
  );
}

it('what is counted as cases move is what one counts afterwards', async () => {
  const store = openStore({ database: 'memory:', now: () => at });
  const pick = createDice();
  const ids = Array.from({ length: 40 }, (_, id) => id);
  await store.write((tx) => {
    for (const id of ids) insert(tx, id);
    for (let step = 0; step < 2_000; step += 1) {
      const id = String(pick(ids));
      const worth = pick(worths);
      tx.run('UPDATE instances SET processId = ?, version = ? WHERE id = ?', [pick(processes), pick(versions), id]);
      tx.run('UPDATE instances SET state = ?, stageId = ?, stageTargetAt = ? WHERE id = ?', [
        pick(states),
        pick(stages),
        pick([null, at - 1, at]),
        id,
      ]);
      tx.run('UPDATE instances SET currency = ?, amount = ? WHERE id = ?', [worth?.[0] ?? null, worth?.[1] ?? null, id]);
      if (step % 50 === 0) {
        tx.run('DELETE FROM instances WHERE id = ?', [id]);
        insert(tx, Number(id));
      }
    }
  });
  const counted = (processId: string, version?: number) =>
    store.write((tx) =>
      tx.all<{ stageId: string | null; count: number; late: number; amount: number }>(
        `SELECT stageId, count(*) AS count, coalesce(sum(stageTargetAt < ?), 0) AS late, round(coalesce(sum(amount), 0), 6) AS amount
          FROM instances WHERE processId = ? AND state IN ('active', 'suspended') ${version ? `AND version = ${version}` : ''}
          GROUP BY stageId ORDER BY stageId`,
        [at, processId],
      ),
    );
  for (const processId of processes)
    for (const version of [undefined, ...versions]) {
      const rows = store.insightReads.stages(processId, version, at, undefined);
      const kept = [null, 's', 't'].flatMap((stageId) => {
        const own = rows.filter((row) => row.stageId === stageId);
        const sum = (of: (row: (typeof own)[number]) => number) => own.reduce((total, row) => total + of(row), 0);
        const amount = Number(sum((row) => row.amount ?? 0).toFixed(6));
        return own.length === 0
          ? []
          : [{ stageId, count: sum((row) => row.count), late: sum((row) => row.overTargetCount), amount }];
      });
      expect(kept).toEqual(await counted(processId, version));
    }
  await store.close();
});
