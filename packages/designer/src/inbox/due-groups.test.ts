import { describe, expect, it } from 'vitest';
import { dueGroupOf, groupByDue } from './due-groups.ts';

/** Wednesday 25 November 2026, 10:00 in Shanghai. */
const now = Date.parse('2026-11-25T02:00:00Z');
const zone = 'Asia/Shanghai';
const groupOf = (dueAt: string | null, remainingMs?: number) =>
  dueGroupOf({ dueAt, ...(remainingMs !== undefined && { remainingMs }) }, now, zone);

describe('grouping by due', () => {
  it('knows what is late, due today, this week and later', () => {
    expect(groupOf('2026-11-25T01:00:00Z')).toBe('overdue');
    expect(groupOf('2026-11-25T15:59:00Z')).toBe('today');
    expect(groupOf('2026-11-25T16:01:00Z')).toBe('thisWeek');
    expect(groupOf('2026-11-29T15:59:00Z')).toBe('thisWeek');
    expect(groupOf('2026-11-29T16:00:00Z')).toBe('later');
    expect(groupOf(null)).toBe('noLimit');
  });

  it('counts the reader’s days, not those of UTC', () => {
    expect(dueGroupOf({ dueAt: '2026-11-25T16:01:00Z' }, now, 'Europe/Berlin')).toBe('today');
  });

  it('calls late what the server counts as late', () => {
    expect(groupOf('2026-11-25T09:00:00Z', -1)).toBe('overdue');
  });

  it('ends the week on Sunday, on a Sunday too', () => {
    const sunday = Date.parse('2026-11-29T02:00:00Z');
    expect(dueGroupOf({ dueAt: '2026-11-30T02:00:00Z' }, sunday, zone)).toBe('later');
  });

  it('keeps the order within a group and leaves empty groups out', () => {
    const tasks = [
      { id: 1, dueAt: null },
      { id: 2, dueAt: '2026-11-25T09:00:00Z' },
      { id: 3, dueAt: '2026-11-25T10:00:00Z' },
    ];
    const groups = groupByDue(tasks, now, zone).map(({ group, tasks: found }) => [group, found.map(({ id }) => id)]);
    expect(groups).toEqual([
      ['today', [2, 3]],
      ['noLimit', [1]],
    ]);
  });
});
