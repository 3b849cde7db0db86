import type { OperationsHealth } from '@fortnight/shared/contract';
import { describe, expect, it } from 'vitest';
import { lacksWorker, standingOf, verdictOf, waitOf } from './health-verdict.ts';

const now = Date.parse('2026-11-25T06:00:00Z');
const job = (minutes: number, workerCount: number, waitingCount = 1) => ({
  type: 'esign.send',
  waitingCount,
  activeCount: 0,
  oldestAt: new Date(now - minutes * 60_000).toISOString(),
  workerCount,
});
const healthy: OperationsHealth = {
  at: '2026-11-25T06:00:00Z',
  incidents: { openCount: 0, caseCount: 0 },
  jobs: [],
  timers: { overdueCount: 0, dueWithinHourCount: 1, dueTodayCount: 2, firedLateCount: 0 },
  outbox: { waitingCount: 0, oldestAt: null, failingCount: 0 },
  database: { kind: 'sqlite', sizeBytes: 1, freeBytes: null, lastBackupAt: null },
  commands: { count: 0, p99Ms: null, perCommit: null },
  demo: null,
};

describe('jobs', () => {
  it('are good while a worker comes within a minute', () => {
    expect(standingOf(job(0.5, 1), now)).toBe('good');
  });
  it('are slow when they wait, and bad when they wait too long', () => {
    expect(standingOf(job(5, 1), now)).toBe('slow');
    expect(standingOf(job(20, 1), now)).toBe('bad');
  });
  it('are bad sooner when nobody works on them', () => {
    expect(standingOf(job(5, 0), now)).toBe('bad');
  });
  it('do not wait when there are none', () => {
    expect(waitOf(job(30, 0, 0), now)).toBe(0);
  });
});

describe('the verdict', () => {
  it('is running when nothing is late', () => {
    expect(verdictOf(healthy, now)).toEqual({ waitingKinds: 0, isOutboxBehind: false, isBackupOld: false, isRunning: true });
  });
  it('is not when a timer is overdue', () => {
    expect(verdictOf({ ...healthy, timers: { ...healthy.timers, overdueCount: 1 } }, now).isRunning).toBe(false);
  });
  it('sees an outbox that fails', () => {
    expect(verdictOf({ ...healthy, outbox: { waitingCount: 1, oldestAt: null, failingCount: 1 } }, now).isOutboxBehind).toBe(
      true,
    );
  });
});

describe('work that is tried again', () => {
  it('only waits where work of its type waits and nobody takes any', () => {
    expect(lacksWorker({ jobs: [job(1, 0)] }, 'esign.send')).toBe(true);
    expect(lacksWorker({ jobs: [job(1, 1)] }, 'esign.send')).toBe(false);
    expect(lacksWorker({ jobs: [job(1, 0)] }, 'crm.sync')).toBe(false);
    expect(lacksWorker({ jobs: [] }, 'esign.send')).toBe(false);
  });
});
