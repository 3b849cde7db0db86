import { describe, expect, it } from 'vitest';
import { inMeasure, measureOf, perMeasure } from './figure-values.ts';

const { days, hours } = perMeasure;

describe('a figure', () => {
  it('of time is written in the greatest unit of which there are two', () => {
    expect(measureOf('ms', [1.5 * days, 3 * days, null])).toBe('days');
    expect(measureOf('ms', [1.5 * days, undefined])).toBe('hours');
    expect(measureOf('ms', [1.5 * hours])).toBe('minutes');
    expect(measureOf('ms', [])).toBe('minutes');
  });
  it('has a decimal where it is small, and none as a share', () => {
    expect(inMeasure(4.14 * days, 'days')).toBe(4.1);
    expect(inMeasure(140.4 * days, 'days')).toBe(140);
    expect(inMeasure(0.114, 'share')).toBe(11);
    expect(inMeasure(-0.001, 'share')).toBe(0);
  });
});
