import type { HealthRow, JobRow } from '../../insight/index.ts';
import type { Connection } from '../connection.ts';
import type { WriteStatistics } from '../write-queue.ts';

const hourMs = 3_600_000;

/** How work that waits outside of cases stands. */
export function healthOf(
  connection: Connection,
  statistics: WriteStatistics,
  at: number,
  endOfDay: number,
): Omit<HealthRow, 'database'> {
  const count = (sql: string, values: readonly unknown[] = []): number =>
    connection.get<{ count: number }>(`SELECT count(*) AS count FROM ${sql}`, values)?.count ?? 0;
  const due = (from: number, to: number): number => count('timers WHERE isHeld = 0 AND dueAt > ? AND dueAt <= ?', [from, to]);
  const outbox = connection.get<HealthRow['outbox']>(
    'SELECT count(*) AS waitingCount, min(createdAt) AS oldestAt, coalesce(sum(attempts > 0), 0) AS failingCount FROM outbox',
  );
  return {
    incidents: {
      openCount: count("incidents WHERE state = 'open'"),
      caseCount: count("(SELECT DISTINCT instanceId FROM incidents WHERE state = 'open')"),
    },
    jobs: connection.all<JobRow>(
      `SELECT type, sum(deadlineAt IS NULL OR deadlineAt <= ?) AS waitingCount, coalesce(sum(deadlineAt > ?), 0) AS activeCount,
          min(createdAt) AS oldestAt, count(DISTINCT CASE WHEN deadlineAt > ? THEN worker END) AS workerCount
        FROM jobs WHERE retries > 0 GROUP BY type ORDER BY type LIMIT 200`,
      [at, at, at],
    ),
    timers: {
      overdueCount: due(Number.MIN_SAFE_INTEGER, at),
      dueWithinHourCount: due(at, at + hourMs),
      dueTodayCount: due(at, endOfDay),
    },
    outbox: outbox ?? { waitingCount: 0, oldestAt: null, failingCount: 0 },
    commands: commandsOf(statistics),
  };
}

function commandsOf({ commands, commits, latenciesMs }: WriteStatistics): HealthRow['commands'] {
  const sorted = latenciesMs.toSorted((a, b) => a - b);
  return {
    count: commands,
    p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? null,
    perCommit: commits === 0 ? null : commands / commits,
  };
}
