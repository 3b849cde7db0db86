import { describe, expect, it } from 'vitest';
import { instantOf, wallClockAt } from './zoned-instant.ts';

describe('a wall clock', () => {
  it.each([
    ['Asia/Shanghai', '2026-11-24T09:30', '2026-11-24T01:30:00.000Z'],
    ['America/New_York', '2026-07-01T00:00', '2026-07-01T04:00:00.000Z'],
    // The days on which clocks are put back, and forward.
    ['Europe/Berlin', '2026-10-25T12:00', '2026-10-25T11:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29T12:00', '2026-03-29T10:00:00.000Z'],
  ])('in %s at %s is %s, and back', (zone, clock, instant) => {
    expect(new Date(instantOf(clock, zone) ?? 0).toISOString()).toBe(instant);
    expect(wallClockAt(Date.parse(instant), zone)).toBe(clock);
  });

  it('is none where the text is none', () => expect(instantOf('', 'Asia/Shanghai')).toBeUndefined());
});
