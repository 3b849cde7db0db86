import { type BlackoutPeriod, closureAt, defaultCalendar } from '@fortnight/shared/calendar';
import { describe, expect, it } from 'vitest';
import { heldIn, publicationTime } from './held.ts';
import { overrideOf } from './reading.ts';

const off = (date: string) => ({ date, name: 'Spring festival', hours: [] });
const calendar = { ...defaultCalendar, exceptions: [off('2027-02-08'), off('2027-02-09'), off('2027-05-03')] };
const blackout = { calendar, periods: [] as readonly BlackoutPeriod[], areHolidaysClosed: true };
const [festival, labour, after] = ['2027-02-08T02:00:00.000Z', '2027-05-03T02:00:00.000Z', '2027-05-04T01:00:00.000Z'];
const now = Date.parse('2027-01-04T01:00:00Z');

describe('a reason for a time that lies in a blackout', () => {
  const closure = closureAt(blackout, ['deal'], Date.parse(festival));
  if (!closure) throw new Error('expected a closed day');
  const blackoutOverride = JSON.stringify(overrideOf(closure, 'The law says so.'));
  const heldAt = (publishAt: string, override = blackoutOverride, given = blackout) =>
    heldIn(given, ['deal'], { publishAt, blackoutOverride: override }, now);

  it('that was given for one holiday holds for its days and no other', () => {
    expect(heldAt(festival)).toBeNull();
    expect(heldAt('2027-02-09T02:00:00.000Z')).toBeNull();
    expect(heldAt(labour)).toEqual({ period: 'Spring festival', endsOn: '2027-05-03', nextFreeAt: after });
  });

  it('that was kept without a day holds for every holiday, as it did when it was given', () => {
    expect(heldAt(labour, JSON.stringify({ reason: 'The law says so.', periodId: null }))).toBeNull();
  });

  it('holds for no shorter period within, after which it is published at once', () => {
    const period = { name: 'Audit', startsOn: '2027-02-08', endsOn: '2027-02-08', isYearly: false, processIds: null };
    const given = { ...blackout, periods: [{ id: 'audit', ...period }] };
    const next = '2027-02-10T01:00:00.000Z';
    expect(heldAt(festival, blackoutOverride, given)).toMatchObject({ period: 'Audit', nextFreeAt: next });
    const row = { publishAt: festival, blackoutOverride };
    expect(publicationTime(given, ['deal'], row, Date.parse(next))).toBe(Date.parse(next));
  });
});
