import { describe, expect, it } from 'vitest';
import { parseDuration, writeDuration } from './duration.ts';

describe('a duration field', () => {
  it.each([
    ['PT24H', { amount: '24', unit: 'hours' }],
    ['P3D', { amount: '3', unit: 'days' }],
    ['PT5M', { amount: '5', unit: 'minutes' }],
    ['P2W', { amount: '2', unit: 'weeks' }],
    ['', { amount: '', unit: 'hours' }],
  ])('shows %s as an amount and its unit', (text, shown) => {
    expect(parseDuration(text)).toEqual(shown);
  });

  it.each(['P1DT4H', '= limit', 'soon'])('leaves %s as it is written', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('writes ISO 8601, and what is no number as it was typed', () => {
    expect(writeDuration('24', 'hours')).toBe('PT24H');
    expect(writeDuration(' 3 ', 'days')).toBe('P3D');
    expect(writeDuration('= limit', 'hours')).toBe('= limit');
  });
});
