import { describe, expect, it } from 'vitest';
import { partOfDay } from './part-of-day.ts';

describe('the part of the day', () => {
  it.each([
    ['Asia/Shanghai', 'morning'],
    ['America/New_York', 'evening'],
    ['Pacific/Auckland', 'afternoon'],
    ['Europe/London', 'morning'],
  ])('in %s is the %s, when it is one at night in UTC', (timeZone, part) => {
    expect(partOfDay(Date.UTC(2026, 11, 1, 1), timeZone)).toBe(part);
  });
});
