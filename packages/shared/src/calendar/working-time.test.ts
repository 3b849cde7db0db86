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
    ['2026-11-30T09:00', '-P1D', '2026-11-27T09:00'],
    ['2026-11-30T09:00', '-PT1M', '2026-11-27T17:59'],
    ['2026-11-28T10:00', '-P1D', '2026-11-26T18:00'],
    ['2026-11-28T10:00', 'P1D', '2026-12-01T09:00'],
    ['2026-11-27T18:00', 'PT0S', '2026-11-30T09:00'],
    ['2026-11-27T12:30', 'P1D', '2026-11-30T13:00'],
    ['2026-11-27T10:00', 'P1DT8H', '2026-12-01T10:00'],
    ['2026-01-31T10:00', 'P1M', '2026-03-02T09:00'],
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

  it('takes the hours of a day in any order', () => {
    const fri = [
      { from: '13:00', to: '18:00' },
      { from: '11:00', to: '13:00' },
      { from: '09:00', to: '12:00' },
    ];
    expect(add('2026-11-27T11:30', 'PT2H', { ...defaultCalendar, week: { fri } })).toBe('2026-11-27T13:30');
  });

  it('counts back what it counted on, inside of the hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 1, max: 20_000 }), (start, minutes) => {
        // Half a minute: never at a closing, after which nothing starts.
        const from = addWorkingTime(defaultCalendar, at('2026-01-05T01:00:00Z'), `PT${start * 60 + 30}S`);
        const end = addWorkingTime(defaultCalendar, from, `PT${minutes}M`);
        expect(addWorkingTime(defaultCalendar, end, `-PT${minutes}M`)).toBe(from);
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, Partial<WorkingCalendar>, string]>([
    ['an unknown zone', { timeZone: 'Mars/Base' }, 'bad-calendar'],
    ['hours that are none', { week: { fri: [{ from: '9', to: 'late' }] } }, 'bad-calendar'],
    ['hours that end before they begin', { week: { fri: [{ from: '18:00', to: '09:00' }] } }, 'no-working-time'],
  ])('refuses a calendar with %s', (_, part, code) => {
    expect(() => add('2026-11-27T10:00', 'PT1H', { ...defaultCalendar, ...part })).toThrow(expect.objectContaining({ code }));
  });

  it.each(['P9000D', 'PT90000H', 'P300000Y'])('refuses %s, which leads too far', (duration) => {
    expect(() => add('2026-11-27T10:00', duration)).toThrow(expect.objectContaining({ code: 'too-far' }));
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
