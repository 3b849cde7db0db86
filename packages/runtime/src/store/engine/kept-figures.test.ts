import { bucketOf } from '@fortnight/shared/statistics';
import { expect, it } from 'vitest';
import { openStore } from '../index.ts';
import { keptFigures } from './kept-figures.ts';

const [day, hour] = [86_400_000, 3_600_000];

it('counts what was stored before there were such counts, by the day and hour on which it began', async () => {
  const store = openStore({ database: 'memory:', now: () => 0 });
  const durations = [30_000, 3 * hour, 2 * day, 9 * day, 60 * day, 500 * day];
  await store.write((tx) => {
    const begin = (id: string, startedAt: number, endedAt: number | null, outcome: string | null) =>
      tx.run(
        `INSERT INTO instances (id, processId, version, versionId, state, outcome, caseName, startedAt, updatedAt, endedAt, openTaskCount,
          openIncidentCount, search, tokens, body) VALUES (?, 'p', 1, 'v', ?, ?, 'c', ?, 0, ?, 0, 0, '', '[]', '{}')`,
        [id, endedAt === null ? 'active' : 'completed', outcome, startedAt, endedAt],
      );
    const task = (id: string, createdAt: number, completedAt: number | null, outcome: string | null, dueAt: number | null) =>
      tx.run(
        `INSERT INTO tasks (id, instanceId, processId, version, versionId, elementId, elementKind, tokenId, kind, state, candidateUsers,
          candidateGroups, createdAt, completedAt, dueAt, outcomes, outcome, votes)
          VALUES (?, ?, 'p', 1, 'v', 'sign', 'userTask', 't', 'approval', ?, '[]', '[]', ?, ?, ?, '[]', ?, '[]')`,
        [id, id.split('~')[0], completedAt === null ? 'open' : 'completed', createdAt, completedAt, dueAt, outcome],
      );
    for (const [index, ms] of durations.entries())
      begin(`c${index}`, 10 * day + 5 * hour, 10 * day + 5 * hour + ms, index === 0 ? 'won' : index === 1 ? 'lost' : null);
    begin('running', 10 * day + 7 * hour, null, null);
    task('c0~1', 10 * day, 10 * day + hour, 'send-back', 10 * day + hour - 1);
    task('c0~2', 10 * day, 10 * day + 2 * hour, 'approve', null);
    task('running~1', 10 * day + 3 * hour, null, null, null);
    tx.run('DELETE FROM caseDays');
    tx.run('DELETE FROM stepDays');
    for (const statement of keptFigures) if (/^(INSERT|UPDATE)/.test(statement)) tx.run(statement);
  });
  const { caseDays, stepDays, instances } = store.engineHost.reads;
  expect(instances.get('c0')?.marks).toBe(3);
  expect(caseDays.find({})).toMatchObject([
    {
      id: 'p~1~10',
      started: 7,
      ended: 6,
      sentBack: 1,
      late: 1,
      incident: 0,
      running: { 7: 1 },
      durations: Object.fromEntries(
        durations.map((ms, index) => [bucketOf(ms), [1, index === 0 ? 1 : 0, index === 1 ? 1 : 0, 1]]),
      ),
    },
  ]);
  expect(stepDays.find({})).toMatchObject([
    {
      id: 'p~1~sign~10',
      opened: 3,
      completed: 2,
      sentBack: 1,
      votes: 2,
      openMs: 3 * hour,
      running: { 3: 1 },
      durations: { [bucketOf(hour)]: [1, 0], [bucketOf(2 * hour)]: [1, 0] },
    },
  ]);
  await store.close();
});
