import { describe, expect, it } from 'vitest';
import { nearestLanguage } from './appearance.ts';
import { createFormat, spanParts } from './format.ts';

const now = () => Date.parse('2026-11-25T06:00:00Z');
const english = createFormat({ language: 'en', timeZone: 'Asia/Shanghai', now });
const chinese = createFormat({ language: 'zh-Hans', timeZone: 'Asia/Shanghai', now });
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ');

describe('money', () => {
  it('names the currency by its code in English, by its sign in Chinese', () => {
    expect(plain(english.money(480_000, 'CNY'))).toBe('CNY 480,000');
    expect(chinese.money(480_000, 'CNY')).toBe('¥480,000');
  });
  it('shows cents only where there are some', () => {
    expect(plain(english.money(12.5, 'EUR'))).toBe('EUR 12.50');
  });
  it('stays a number where nobody named a currency', () => {
    expect(english.money(480_000)).toBe('480,000');
    expect(english.money(480_000, 'yuan')).toBe('480,000');
  });
});

describe('a calendar date', () => {
  it('is the same day in every zone', () => {
    const west = createFormat({ language: 'en', timeZone: 'America/Los_Angeles', now });
    expect(west.calendarDay('2026-11-24')).toMatchObject({ weekday: 'Tue', number: '24', date: '24 Nov', both: 'Tue 24 Nov' });
    expect(english.calendarDay('2025-12-31').dated).toBe('31 Dec 2025');
    expect(chinese.calendarDay('2026-11-24').both).toBe('11月24日周二');
  });
});

describe('times', () => {
  it('are told in the reader’s zone, as short as they are clear', () => {
    expect(english.when('2026-11-25T01:05:00Z')).toBe('09:05');
    expect(english.when('2026-11-23T08:45:00Z')).toBe('Mon 16:45');
    expect(english.when('2026-11-01T08:45:00Z')).toBe('1 Nov 16:45');
    expect(english.when('2027-02-12T08:45:00Z')).toBe('12 Feb 2027 16:45');
  });
  it('of what is due name the date, not the weekday, once it is past', () => {
    expect(english.due('2026-11-27T08:45:00Z')).toBe('Fri 16:45');
    expect(english.due('2026-11-23T08:45:00Z')).toBe('23 Nov 16:45');
  });
  it('count days by the zone’s midnight', () => {
    expect(english.daysFromToday('2026-11-25T15:59:00Z')).toBe(0);
    expect(english.daysFromToday('2026-11-25T16:01:00Z')).toBe(1);
    expect(english.day('2026-11-25T16:01:00Z')).toBe('Tomorrow');
  });
  it('say how long ago in the largest unit that says something', () => {
    expect(english.ago('2026-10-24T06:00:00Z')).toBe('5 weeks ago');
    expect(english.ago('2026-11-25T05:40:00Z')).toBe('20 minutes ago');
    expect(english.ago('2026-11-25T05:59:50Z')).toBe('this minute');
  });
});

describe('spans', () => {
  const words = (ms: number) => spanParts(ms).map(({ unit, count }) => `${count} ${unit}`);
  it('have two parts at most', () => {
    expect(words(25 * 60_000)).toEqual(['25 minutes']);
    expect(words(85 * 60_000)).toEqual(['1 hours', '25 minutes']);
    expect(words(19.5 * 3_600_000)).toEqual(['19 hours']);
    expect(words(76 * 3_600_000)).toEqual(['3 days', '4 hours']);
  });
  it('are told without a sign when they are negative', () => {
    expect(words(-3_600_000)).toEqual(['1 hours']);
  });
});

describe('sizes', () => {
  it('are told in steps of a thousand', () => {
    expect(plain(english.bytes(1_800_000_000))).toBe('1.8 GB');
    expect(plain(english.bytes(0))).toBe('0 B');
  });
});

describe('the first language', () => {
  it('is the nearest that we have to what the browser asks for', () => {
    expect(nearestLanguage(['zh-TW', 'en'])).toBe('zh-Hant');
    expect(nearestLanguage(['zh-CN'])).toBe('zh-Hans');
    expect(nearestLanguage(['fr', 'en-GB'])).toBe('en');
    expect(nearestLanguage(['fr'])).toBe('en');
  });
});
