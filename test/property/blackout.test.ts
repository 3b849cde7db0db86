/** Laws of the blackout: the next free time is free, and nothing before it is. */
import {
  addDays,
  type Blackout,
  type BlackoutPeriod,
  closureAt,
  closureOn,
  comingOf,
  dateAt,
  nextFreeTime,
  startOfDate,
  workingMsBetween,
} from '@fortnight/shared/calendar';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const hours = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];
const weeks = [{ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours }, { sat: [{ from: '00:00', to: '24:00' }] }, {}];
const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC');
const date = fc.integer({ min: 0, max: 900 }).map((days) => addDays('2023-12-01', days));
const period: fc.Arbitrary<BlackoutPeriod> = fc
  .record({
    startsOn: date,
    days: fc.integer({ min: 0, max: 60 }),
    isYearly: fc.boolean(),
    processIds: fc.constantFrom(null, ['deal'], ['order'], ['other'], ['deal', 'other']),
  })
  .map(({ days, ...rest }) => ({ id: 'p', name: 'Peak', endsOn: addDays(rest.startsOn, days), ...rest }));
const blackout: fc.Arbitrary<Blackout> = fc.record({
  calendar: fc.record({
    name: fc.constant('working'),
    timeZone: zone,
    week: fc.constantFrom(...weeks),
    exceptions: fc
      .uniqueArray(date, { maxLength: 12 })
      .map((dates) => dates.map((off) => ({ date: off, name: 'Holiday', hours: [] }))),
  }),
  periods: fc.array(period, { maxLength: 5 }),
  areHolidaysClosed: fc.boolean(),
});
const moment = fc.integer({ min: 0, max: 900 * 24 }).map((hour) => Date.parse('2023-12-01T00:30:00Z') + hour * 3_600_000);

const isWorking = ({ calendar }: Blackout, at: number): boolean => workingMsBetween(calendar, at, at + 1) > 0;

/** Go live together. */
const pools = ['deal', 'order'];

describe('the next free time', () => {
  it('lies in no period and on no closed holiday, and is the moment itself where that is free', () => {
    fc.assert(
      fc.property(blackout, moment, (given, at) => {
        const next = nextFreeTime(given, pools, at);
        if (next === undefined) return;
        expect(next).toBeGreaterThanOrEqual(at);
        expect(closureAt(given, pools, next)).toBeUndefined();
        if (!closureAt(given, pools, at)) expect(next).toBe(at);
      }),
    );
  });

  it('is the first such in working time, or the start of the first free day where nobody works', () => {
    fc.assert(
      fc.property(blackout, moment, (given, at) => {
        const next = nextFreeTime(given, pools, at);
        if (next === undefined || next === at) return;
        const { calendar } = given;
        const works = Object.keys(calendar.week).length > 0;
        if (works) expect(isWorking(given, next)).toBe(true);
        else expect(next).toBe(startOfDate(calendar.timeZone, dateAt(calendar.timeZone, next)));
        // Every half hour before it is closed, or nobody works then.
        for (let before = next - 1; before >= Math.max(at, next - 90 * 86_400_000); before -= 1_800_000)
          expect(closureAt(given, pools, before) !== undefined || (works && !isWorking(given, before))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('pools that go live together', () => {
  const calendar = { name: 'w', timeZone: 'UTC', week: { mon: hours }, exceptions: [] };
  const each = (id: string, startsOn: string, endsOn: string): BlackoutPeriod => ({
    id,
    name: id,
    startsOn,
    endsOn,
    isYearly: true,
    processIds: [id],
  });

  it('have no free time where one of them is closed whenever another is free', () => {
    const periods = [each('deal', '2026-01-01', '2026-10-20'), each('order', '2026-10-10', '2026-12-31')];
    const given = { calendar, periods, areHolidaysClosed: false };
    expect(nextFreeTime(given, pools, Date.parse('2026-11-03T01:00:00Z'))).toBeUndefined();
    expect(nextFreeTime(given, ['order'], Date.parse('2026-11-03T01:00:00Z'))).toBe(Date.parse('2027-01-04T09:00:00Z'));
  });

  it('are closed by none of what a reason was given for, but by what lies within it', () => {
    const periods = [each('deal', '2026-11-01', '2026-11-20'), each('order', '2026-11-05', '2026-11-10')];
    const given = {
      calendar,
      periods,
      areHolidaysClosed: false,
      isPassed: ({ periodId }: { periodId: string | null }) => periodId === 'deal',
    };
    expect(closureOn(given, pools, '2026-11-06')).toMatchObject({ periodId: 'order' });
    expect(closureOn(given, pools, '2026-11-11')).toBeUndefined();
  });
});

describe('a period', () => {
  it('that comes each year closes the same days of every year from its first on', () => {
    fc.assert(
      fc.property(period, fc.integer({ min: 0, max: 8 }), fc.nat({ max: 60 }), (given, years, offset) => {
        const yearly = { ...given, isYearly: true, processIds: null };
        const around = { calendar: { name: 'w', timeZone: 'UTC', week: {}, exceptions: [] }, areHolidaysClosed: false };
        const day = addDays(yearly.startsOn, offset);
        if (day > yearly.endsOn || /-02-(28|29)$|-03-01$/.test(`${day} ${yearly.startsOn} ${yearly.endsOn}`)) return;
        const later = `${Number(day.slice(0, 4)) + years}${day.slice(4)}`;
        const isClosed = closureOn({ ...around, periods: [yearly] }, ['any'], later) !== undefined;
        expect(isClosed || /-02-29$/.test(later)).toBe(true);
        expect(closureOn({ ...around, periods: [yearly] }, ['any'], addDays(yearly.startsOn, -1))).toBeUndefined();
      }),
    );
  });

  it('over the turn of a year is one, and in a year without a 29th of February it is the 28th', () => {
    const turn: BlackoutPeriod = {
      id: 't',
      name: 'Year end',
      startsOn: '2024-12-20',
      endsOn: '2025-01-05',
      isYearly: true,
      processIds: null,
    };
    expect(comingOf(turn, '2027-01-03')).toEqual({ startsOn: '2026-12-20', endsOn: '2027-01-05' });
    expect(comingOf(turn, '2027-01-06')).toEqual({ startsOn: '2027-12-20', endsOn: '2028-01-05' });
    const leap = { ...turn, startsOn: '2024-02-29', endsOn: '2024-02-29' };
    expect(comingOf(leap, '2025-01-01')).toEqual({ startsOn: '2025-02-28', endsOn: '2025-02-28' });
    expect(comingOf({ ...turn, isYearly: false }, '2025-01-06')).toBeUndefined();
  });
});
