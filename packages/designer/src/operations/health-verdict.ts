/** What the health of the server comes to, in verdicts: red only where somebody must act. */
import type { OperationsHealth } from '@fortnight/shared/contract';

type Job = OperationsHealth['jobs'][number];

const waitsLongMs = 60_000;
const waitsTooLongMs = 15 * 60_000;
const backupEveryMs = 48 * 3_600_000;

/** How long the oldest job of a type waits, ms; 0 when none does. */
export const waitOf = ({ oldestAt, waitingCount }: Job, nowMs: number): number =>
  waitingCount > 0 && oldestAt !== null ? Math.max(0, nowMs - Date.parse(oldestAt)) : 0;

/** `bad`: nobody works on it, or it waits too long. `slow`: it waits longer than a worker's breath. */
export function standingOf(job: Job, nowMs: number): 'good' | 'slow' | 'bad' {
  const wait = waitOf(job, nowMs);
  if (wait > waitsTooLongMs || (job.workerCount === 0 && wait > waitsLongMs)) return 'bad';
  return wait > waitsLongMs ? 'slow' : 'good';
}

export interface HealthVerdict {
  readonly waitingKinds: number;
  readonly isOutboxBehind: boolean;
  readonly isBackupOld: boolean;
  /** Whether everything that drives cases does. */
  readonly isRunning: boolean;
}

export function verdictOf(health: OperationsHealth, nowMs: number): HealthVerdict {
  const { timers, outbox, database } = health;
  const outboxWait = outbox.oldestAt === null ? 0 : nowMs - Date.parse(outbox.oldestAt);
  const isOutboxBehind = outbox.failingCount > 0 || outboxWait > waitsLongMs;
  return {
    waitingKinds: health.jobs.filter((job) => standingOf(job, nowMs) !== 'good').length,
    isOutboxBehind,
    isBackupOld: database.lastBackupAt !== null && nowMs - Date.parse(database.lastBackupAt) > backupEveryMs,
    isRunning: timers.overdueCount === 0 && !isOutboxBehind,
  };
}

/** Whether work of a type waits and nobody has taken any of it: what is tried again waits with it. */
export const lacksWorker = ({ jobs }: Pick<OperationsHealth, 'jobs'>, jobType: string): boolean =>
  jobs.some(({ type, waitingCount, workerCount }) => type === jobType && waitingCount > 0 && workerCount === 0);
