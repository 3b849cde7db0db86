import { describe, expect, it } from 'vitest';
import { startOfDay, toAuditQuery } from './audit-filters.ts';

describe('the filters of the audit log', () => {
  it('ask for whole days of the reader’s zone, the last one too', () => {
    expect(toAuditQuery({ by: 'li', from: '2026-11-01', to: '2026-11-30' }, 'Asia/Shanghai')).toEqual({
      limit: 50,
      by: 'li',
      from: '2026-10-31T16:00:00.000Z',
      to: '2026-11-30T16:00:00.000Z',
    });
  });

  it('begin a day where its clock does, around a change of the clock too', () => {
    expect(startOfDay('2026-03-29', 0, 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
    expect(startOfDay('2026-03-29', 1, 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
    expect(startOfDay('2026-11-01', 1, 'America/New_York')).toBe('2026-11-02T05:00:00.000Z');
  });

  it('leave out what no log knows', () => {
    expect(toAuditQuery({ action: 'made.up', from: 'soon' }, undefined)).toEqual({ limit: 50 });
  });
});
