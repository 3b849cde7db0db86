/** Laws of the rhythm: fortnights follow each other from an anchor on, whatever the zone and its clock do. */
import {
  addDays,
  dateAt,
  daysOf,
  type Fortnights,
  fortnightAt,
  fortnightOf,
  fortnightOn,
  startOfDate,
  type WorkingCalendar,
} from '@fortnight/shared/calendar';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const zones = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'Pacific/Apia',
  'UTC',
];
const hours = [{ from: '09:00', to: '18:00' }];
const everyDay = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours, sat: hours, sun: hours };
const weekdays = { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours };

const date = fc.integer({ min: 0, max: 4_000 }).map((days) => addDays('2020-01-01', days));
const zone = fc.constantFrom(...zones);
const index = fc.integer({ min: -60, max: 200 });

/** A calendar with weekends and up to three holidays, some of which last longer than a fortnight. */
const calendar: fc.Arbitrary<WorkingCalendar> = fc.record({
  name: fc.constant('working'),
  timeZone: zone,
  week: fc.constantFrom(everyDay, weekdays, {}),
  exceptions: fc
    .array(fc.record({ from: date, days: fc.integer({ min: 1, max: 20 }) }), { maxLength: 3 })
    .map((holidays) =>
      holidays.flatMap(({ from, days }) =>
        Array.from({ length: days }, (_, day) => ({ date: addDays(from, day), name: 'holiday', hours: [] })),
      ),
    ),
});
const fortnights: fc.Arbitrary<Fortnights> = fc.record({ anchor: date, calendar });

describe('fortnights', () => {
  it('are 14 real days in any zone, across every change of its clock', () => {
    fc.assert(
      fc.property(date, zone, index, (anchor, timeZone, which) => {
        const always = { anchor, calendar: { name: 'always', timeZone, week: everyDay, exceptions: [] } };
        const { startsOn, endsOn, dayCount, startsAt, endsAt, isMoved } = fortnightOf(always, which);
        expect(startsOn).toBe(addDays(anchor, which * 14));
        expect([dayCount, isMoved]).toEqual([14, false]);
        expect([dateAt(timeZone, startsAt), dateAt(timeZone, startsAt - 1)]).toEqual([startsOn, dateBefore(timeZone, startsOn)]);
        expect(dateAt(timeZone, endsAt - 1)).toBe(endsOn);
        const long = endsAt - startsAt - 14 * 86_400_000;
        // Apia left out a day of its own once.
        expect(Math.abs(long)).toBeLessThanOrEqual(timeZone === 'Pacific/Apia' ? 86_400_000 : 3_600_000);
      }),
    );
  });

  it('follow each other without a gap and without an overlap, and their numbers count up', () => {
    fc.assert(
      fc.property(fortnights, index, (rhythm, which) => {
        const [one, next] = [fortnightOf(rhythm, which), fortnightOf(rhythm, which + 1)];
        expect(next.startsAt).toBe(one.endsAt);
        expect(next.startsOn).toBe(addDays(one.endsOn, 1));
        expect(one.dayCount).toBeGreaterThan(0);
        expect(next.index).toBe(one.index + 1);
        expect(daysOf(rhythm.calendar, one.startsOn, one.endsOn).map(({ day }) => day)).toEqual(
          Array.from({ length: one.dayCount }, (_, day) => day + 1),
        );
      }),
    );
  });

  it('hold every moment once: the fortnight of a moment is the one that it lies in', () => {
    fc.assert(
      fc.property(fortnights, index, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (rhythm, which, part) => {
        const one = fortnightOf(rhythm, which);
        const moment = Math.min(one.endsAt - 1, Math.floor(one.startsAt + part * (one.endsAt - one.startsAt)));
        expect(fortnightAt(rhythm, moment)).toEqual(one);
        expect(fortnightOn(rhythm, dateAt(rhythm.calendar.timeZone, moment))).toEqual(one);
      }),
    );
  });

  it('begin and are judged on working days, and stay at their anchor: no day off moves the ones after the next', () => {
    fc.assert(
      fc.property(fortnights, index, (rhythm, which) => {
        const { startsOn, verdictDueOn, endsOn } = fortnightOf(rhythm, which);
        const free = { ...rhythm, calendar: { ...rhythm.calendar, week: everyDay, exceptions: [] } };
        const nominal = fortnightOf(free, which).startsOn;
        expect(startsOn >= nominal && startsOn < addDays(nominal, 14)).toBe(true);
        const works = (day: string) => daysOf(rhythm.calendar, day, day)[0]?.isWorking === true;
        const fourteen = (from: string) => Array.from({ length: 14 }, (_, day) => addDays(from, day));
        expect(works(startsOn)).toBe(fourteen(nominal).some(works));
        expect(works(verdictDueOn)).toBe(fourteen(endsOn).some(works));
        expect(verdictDueOn >= endsOn).toBe(true);
      }),
    );
  });
});

const dateBefore = (timeZone: string, day: string): string => dateAt(timeZone, startOfDate(timeZone, day) - 1);
