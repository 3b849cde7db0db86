import { describe, expect, it } from 'vitest';
import { bandOf, bucketOf, bucketSpan, medianOf, rateOf, survivalCurve } from './index.ts';

describe('classes of durations', () => {
  it('hold each duration once, and whole days are borders', () => {
    for (const ms of [
      0,
      59_999,
      60_000,
      7_199_999,
      7_200_000,
      86_400_000,
      3 * 86_400_000 - 1,
      40 * 86_400_000,
      900 * 86_400_000,
    ]) {
      const { from, to } = bucketSpan(bucketOf(ms));
      expect(from <= ms && ms < to, `${ms}`).toBe(true);
    }
    const days = [1, 5, 7, 14, 30, 90, 365].map((day) => bucketSpan(bucketOf(day * 86_400_000)).from / 86_400_000);
    expect(days).toEqual([1, 5, 7, 14, 30, 90, 365]);
    const all = Array.from({ length: 900 }, (_, bucket) => bucketSpan(bucket));
    expect(all.every(({ to }, bucket) => to === (all[bucket + 1]?.from ?? to))).toBe(true);
  });
});

describe('the median of times', () => {
  const cases = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((time) => ({ time, isOver: time <= 8 }));

  it('has an interval that holds it, and no upper end where too few are over', () => {
    const { estimate, low, high } = medianOf(survivalCurve(cases));
    expect(estimate).toBe(5);
    expect(low).toBeLessThanOrEqual(5);
    expect(high).toBeGreaterThanOrEqual(5);
    const young = cases.map(({ time }) => ({ time, isOver: time <= 2 }));
    expect(medianOf(survivalCurve(young))).toMatchObject({ estimate: undefined, high: undefined });
  });

  it('lies where the band of the curve holds a half, and the band holds the curve', () => {
    const curve = survivalCurve(cases);
    for (const step of curve) {
      const { low, high } = bandOf(step);
      expect(low).toBeLessThanOrEqual(step.share);
      expect(high).toBeGreaterThanOrEqual(step.share);
    }
    expect(bandOf({ time: 9, share: 0, error: 0 })).toEqual({ low: 0, high: 0 });
  });

  it('is the same of cases and of their counts', () => {
    const counted = cases.map((each) => ({ ...each, count: 3 }));
    const one = cases.flatMap((each) => [each, each, each]);
    expect(survivalCurve(counted)).toEqual(survivalCurve(one));
  });

  it('is missed by its interval in about one of twenty', () => {
    let seed = 11;
    const draw = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    const missed = Array.from({ length: 600 }, () => {
      const { low = 0, high = Number.POSITIVE_INFINITY } = medianOf(
        survivalCurve(
          Array.from({ length: 18 }, () => {
            const [time, seen] = [-Math.log(1 - draw()), draw() * 4];
            return { time: Math.min(time, seen), isOver: time <= seen };
          }),
        ),
      );
      return low > Math.LN2 || high < Math.LN2;
    });
    expect(missed.filter(Boolean).length / missed.length).toBeLessThan(0.08);
  });
});

describe('a rate', () => {
  it('has the interval of counts, and none of nothing', () => {
    const { estimate, low, high } = rateOf(10, 100);
    expect(estimate).toBeCloseTo(0.1);
    expect(low).toBeCloseTo(0.048, 3);
    expect(high).toBeCloseTo(0.184, 3);
    expect(rateOf(0, 10).low).toBe(0);
    expect(rateOf(0, 0)).toMatchObject({ low: 0, high: Number.POSITIVE_INFINITY });
  });
});
