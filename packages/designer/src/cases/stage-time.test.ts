import { describe, expect, it } from 'vitest';
import { stageTimeOf } from './stage-time.ts';

const hours = (count: number) => count * 3_600_000;

describe('time in a stage', () => {
  it('counts in the days of the stage’s calendar', () => {
    const officeDays = { target: 'P3D', targetMs: hours(24), spentMs: hours(5.6) };
    expect(stageTimeOf(officeDays)).toEqual({ unit: 'days', spent: 0.7, target: 3 });
    expect(stageTimeOf({ target: 'P10D', spentMs: hours(24) * 12.4 })).toEqual({ unit: 'days', spent: 12, target: 10 });
  });

  it('counts in hours where the target is written so', () => {
    expect(stageTimeOf({ target: 'PT8H', spentMs: hours(2.5) })).toEqual({ unit: 'hours', spent: 2.5, target: 8 });
  });

  it('says nothing without a target that it can read', () => {
    expect(stageTimeOf({ spentMs: 1 })).toBeUndefined();
    expect(stageTimeOf({ target: 'P1Y2M', spentMs: 1 })).toBeUndefined();
  });
});
