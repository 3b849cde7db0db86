import { describe, expect, it } from 'vitest';
import { dayAfter, dayIn, standingOf, wireDay } from './absence-days.ts';

const shanghai = 'Asia/Shanghai';
const lateInUtc = Date.parse('2026-11-30T20:00:00Z');

describe('the days of an absence', () => {
  it('begin at midnight where the person is', () => {
    const absence = { from: '2026-12-01', to: '2026-12-05', substituteId: 'wang' };
    expect(dayIn(lateInUtc, shanghai)).toBe('2026-12-01');
    expect(standingOf(absence, lateInUtc, shanghai)).toBe('away');
    expect(standingOf(absence, lateInUtc, 'UTC')).toBe('planned');
    expect(standingOf(absence, Date.parse('2026-12-05T00:00:00Z'), 'UTC')).toBe('over');
  });

  it('may be moments as well', () => {
    const absence = { from: '2026-11-30T18:00:00Z', to: '2026-11-30T21:00:00Z', substituteId: 'wang' };
    expect(standingOf(absence, lateInUtc, shanghai)).toBe('away');
    expect(standingOf(absence, lateInUtc + 3_600_000, shanghai)).toBe('over');
  });

  it('are sent as days only by whoever has a time zone', () => {
    expect(wireDay('2026-12-01', shanghai)).toBe('2026-12-01');
    expect(Date.parse(wireDay('2026-12-01', undefined))).toBe(new Date(2026, 11, 1).getTime());
  });

  it('go on across the end of a year', () => {
    expect(dayAfter('2026-12-31')).toBe('2027-01-01');
  });
});
