import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDuration, addWorkingTime, defaultCalendar, dueAt, type WorkingCalendar, workingMsBetween } from './index.ts';

const at = (text: string) => Date.parse(text);
const add = (from: string, duration: string, calendar: WorkingCalendar = defaultCalendar) =>
  new Date(addWorkingTime(calendar, at(`${from}:00+08:00`), duration) + 8 * 3_600_000).toISOString().slice(0, 16);

describe('working time', () => {
  it.each([
    ['2026-11-24T10:00', 'PT1H', '2026-11-24T11:00'],
    ['2026-11-24T11:00', 'PT2H', '2026-11-24T14:00'],
    ['2026-11-27T17:00', 'PT2H', '2026-11-30T10:00'],
    ['2026-11-28T12:00', 'PT1H', '2026-11-30T10:00'],
    ['2026-11-27T10:00', 'P1D', '2026-11-30T10:00'],
    ['2026-11-30T10:00', '-PT2H', '2026-11-27T17:00'],
    ['2026-11-30T10:00', '-P1D', '2026-11-27T10:00'],
  ])('from %s, %s ends at %s', (from, duration, end) => {
    expect(add(from, duration)).toBe(end);
  });

  it('passes over holidays and counts moved working days', () => {
    const exceptions = [
      { date: '2026-11-27', name: 'holiday', hours: [] },
      { date: '2026-11-28', name: '调休', hours: [{ from: '09:00', to: '12:00' }] },
    ];
    expect(add('2026-11-26T10:00', 'P1D', { ...defaultCalendar, exceptions })).toBe('2026-11-28T10:00');
  });

  it('says so when a calendar has no working time', () => {
    expect(() => add('2026-11-26T10:00', 'PT1H', { ...defaultCalendar, week: {} })).toThrow('no working time');
  });

  it.each(['Europe/Berlin', 'America/New_York'])(
    'keeps the hours of %s across daylight saving, and measures what it added',
    (timeZone) => {
      const calendar = { ...defaultCalendar, timeZone, week: { ...defaultCalendar.week, sun: [{ from: '00:00', to: '24:00' }] } };
      fc.assert(
        fc.property(
          fc.integer({ min: at('2026-03-01'), max: at('2026-11-30') }),
          fc.integer({ min: 1, max: 200_000 }),
          (from, seconds) => {
            const end = addWorkingTime(calendar, from, `PT${seconds}S`);
            expect(workingMsBetween(calendar, from, end)).toBe(seconds * 1000);
          },
        ),
        { numRuns: 50 },
      );
    },
  );
});

describe('wall-clock time', () => {
  it('keeps the local hour over days and the elapsed time over hours', () => {
    const from = at('2026-03-28T12:00:00+01:00');
    expect(addDuration(from, 'P1D', 'Europe/Berlin') - from).toBe(23 * 3_600_000);
    expect(addDuration(from, 'PT24H', 'Europe/Berlin') - from).toBe(24 * 3_600_000);
  });
  it('refuses an unknown calendar by name', () => {
    expect(() => dueAt([], { from: 0, duration: 'PT1H', calendar: 'x' })).toThrow('"x"');
  });
});
