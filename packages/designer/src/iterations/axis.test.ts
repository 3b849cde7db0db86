import { describe, expect, it } from 'vitest';
import { axisOf, differenceAxis } from './axis.ts';

describe('a line from worse to better', () => {
  it('has the better value at the right, whichever way better is', () => {
    const lower = axisOf([7, 3], 'lower');
    expect([lower.placeOf(7), lower.placeOf(3)].map(Math.round)).toEqual([8, 92]);
    const higher = axisOf([0.2, 0.6], 'higher');
    expect([higher.placeOf(0.2), higher.placeOf(0.6)].map(Math.round)).toEqual([8, 92]);
  });
  it('leaves out what is not known, and holds one value in its middle', () => {
    expect(axisOf([null, 5, undefined], 'lower').placeOf(5)).toBe(50);
    expect(axisOf([], 'higher').placeOf(1)).toBe(50);
  });
  it('has no difference in its middle', () => {
    const line = differenceAxis([-3, 1, null], 'lower');
    expect(line.placeOf(0)).toBe(50);
    expect(Math.round(line.placeOf(-3))).toBe(92);
    expect(Math.round(line.placeOf(99))).toBe(0);
  });
});
