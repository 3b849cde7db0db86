import { describe, expect, it } from 'vitest';
import {
  differenceOf,
  evidenceOfHarm,
  partOfAlpha,
  proportionOf,
  sampleRatio,
  survivalCurve,
  type Tally,
  timeUntil,
} from './index.ts';

/** Mulberry32: the same draws each time. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const guards = 5;
const alpha = 0.01;
const rollouts = 1000;

interface Rollout {
  /** Of new cases that take the treatment. */
  readonly share: number;
  readonly casesPerDay: number;
  readonly days: number;
  readonly control: number;
  readonly treatment: number;
}

/** Whether a guard breaks on any day of a rollout that is looked at every day. */
function breaks({ share, casesPerDay, days, control, treatment }: Rollout, draw: () => number, at = alpha): boolean {
  const arms = { treatment: { successes: 0, trials: 0 }, control: { successes: 0, trials: 0 } };
  for (let day = 0; day < days; day++) {
    for (let index = 0; index < casesPerDay; index++) {
      const [arm, chance] = draw() < share ? ([arms.treatment, treatment] as const) : ([arms.control, control] as const);
      arm.trials++;
      if (draw() < chance) arm.successes++;
    }
    if (evidenceOfHarm([arms], 0, at)) return true;
  }
  return false;
}

interface Same {
  readonly casesPerDay: number;
  readonly days: number;
  readonly proportion: number;
}

/**
 * Whether a guard of any of three versions breaks that are the same as their control and as each other. One begins each
 * week at a fifth; with each that begins, the control has less, and a new stretch of all of them begins.
 */
function breaksAmongThree({ casesPerDay, days, proportion }: Same, draw: () => number): boolean {
  const none = () => ({ successes: 0, trials: 0 });
  const stretches: { readonly treatments: ReturnType<typeof none>[]; readonly control: ReturnType<typeof none> }[] = [];
  for (let day = 0; day < days; day++) {
    const count = Math.min(3, 1 + Math.floor(day / 7));
    if (stretches.length < count) stretches.push({ treatments: Array.from({ length: count }, none), control: none() });
    const now = stretches.at(-1);
    for (let index = 0; index < casesPerDay; index++) {
      const arm = now?.treatments[Math.floor(draw() * 5)] ?? now?.control ?? none();
      arm.trials++;
      if (draw() < proportion) arm.successes++;
    }
    for (let version = 0; version < count; version++) {
      const arms = stretches.flatMap(({ treatments, control }) => {
        const treatment = treatments[version];
        return treatment ? [{ treatment, control }] : [];
      });
      if (evidenceOfHarm(arms, 0, partOfAlpha(alpha, version + 1))) return true;
    }
  }
  return false;
}

const alarms = (rollout: Rollout, seed: number, guardsOfOne = 1): number => {
  const draw = drawing(seed);
  const isAlarmed = () => Array.from({ length: guardsOfOne }, () => breaks(rollout, draw)).some(Boolean);
  return Array.from({ length: rollouts }, isAlarmed).filter(Boolean).length / rollouts;
};

describe('guards that are looked at every day', () => {
  it.each([
    { share: 0.25, casesPerDay: 2, days: 60, proportion: 0.5 },
    { share: 0.25, casesPerDay: 20, days: 28, proportion: 0.5 },
    { share: 0.5, casesPerDay: 20, days: 28, proportion: 0.95 },
    { share: 0.05, casesPerDay: 50, days: 28, proportion: 0.1 },
  ])('raise a false alarm in under 5 % of rollouts where both versions are the same: $casesPerDay a day, $proportion', (each) => {
    const same = { ...each, control: each.proportion, treatment: each.proportion };
    expect(alarms(same, 1, guards)).toBeLessThan(0.05);
  });

  it.each([
    { casesPerDay: 6, days: 42, proportion: 0.5 },
    { casesPerDay: 30, days: 28, proportion: 0.9 },
  ])('raise one in under 5 % of three equal versions that join a week apart, at $casesPerDay a day', (same) => {
    const draw = drawing(6);
    const alarmed = Array.from({ length: 400 }, () =>
      Array.from({ length: guards }, () => breaksAmongThree(same, draw)).some(Boolean),
    );
    expect(alarmed.filter(Boolean).length / 400).toBeLessThan(0.05);
  });

  it('have parts of α that never add up to it, and the last of three still finds one that wins a third less', () => {
    const parts = Array.from({ length: 1000 }, (_, index) => partOfAlpha(alpha, index + 1));
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeLessThan(alpha);
    const draw = drawing(7);
    const worse = { share: 0.5, casesPerDay: 20, days: 42, control: 0.6, treatment: 0.4 };
    const found = Array.from({ length: 300 }, () => breaks(worse, draw, partOfAlpha(alpha, 3))).filter(Boolean);
    expect(found.length / 300).toBeGreaterThan(0.7);
  });

  it('find a version that wins a third less within six weeks of 20 cases a day', () => {
    expect(alarms({ share: 0.5, casesPerDay: 20, days: 42, control: 0.6, treatment: 0.4 }, 2)).toBeGreaterThan(0.8);
  });

  it('find a version that wins next to nothing within a few weeks of 18 cases a fortnight', () => {
    const few = { share: 0.5, casesPerDay: 1, days: 42, control: 0.7, treatment: 0.05 };
    expect(alarms(few, 3)).toBeGreaterThan(0.8);
  });
});

describe('a confidence sequence', () => {
  it('holds the true proportion at every look, but for α', () => {
    const draw = drawing(4);
    const missed = Array.from({ length: 500 }, () => {
      let successes = 0;
      for (let trials = 1; trials <= 200; trials++) {
        if (draw() < 0.3) successes++;
        const { low, high } = proportionOf({ successes, trials }, 0.05);
        if (low > 0.3 || high < 0.3) return true;
      }
      return false;
    });
    expect(missed.filter(Boolean).length / missed.length).toBeLessThan(0.05);
  });

  it('gets narrower with what is seen, and never narrower than a look at one time would be', () => {
    const widths = [10, 100, 1000, 10_000].map((trials) => {
      const { low, high, estimate } = proportionOf({ successes: trials / 2, trials }, 0.05);
      expect(estimate).toBe(0.5);
      expect(high - low).toBeGreaterThan((2 * 1.96 * 0.5) / Math.sqrt(trials));
      return high - low;
    });
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(widths[3]).toBeLessThan(0.05);
  });

  it.each<[Tally, Tally]>([
    [
      { successes: 0, trials: 5 },
      { successes: 5, trials: 5 },
    ],
    [
      { successes: 3, trials: 3 },
      { successes: 0, trials: 400 },
    ],
    [
      { successes: 38, trials: 61 },
      { successes: 103, trials: 184 },
    ],
    [
      { successes: 500_000, trials: 1_000_000 },
      { successes: 490_000, trials: 1_000_000 },
    ],
  ])('of a difference holds its estimate, and is the mirror of the other way round', (treatment, control) => {
    const there = differenceOf([{ treatment, control }], 0.05);
    const back = differenceOf([{ treatment: control, control: treatment }], 0.05);
    expect(there.low).toBeLessThanOrEqual(there.estimate);
    expect(there.high).toBeGreaterThanOrEqual(there.estimate);
    expect(there.low).toBeCloseTo(-back.high, 6);
    expect(there.high).toBeCloseTo(-back.low, 6);
    expect(evidenceOfHarm([{ treatment, control }], 0, 0.05)).toBe(there.high < 0);
  });

  it('takes what changes with the time for no difference where the split changed with it', () => {
    // Nine in ten win before, one in ten after; in each stretch both arms do the same.
    const before = { treatment: { successes: 9, trials: 10 }, control: { successes: 171, trials: 190 } };
    const after = { treatment: { successes: 19, trials: 190 }, control: { successes: 1, trials: 10 } };
    const together = { treatment: { successes: 28, trials: 200 }, control: { successes: 172, trials: 200 } };
    expect(evidenceOfHarm([together], 0, 0.01)).toBe(true);
    expect(evidenceOfHarm([before, after], 0, 0.01)).toBe(false);
    const { estimate, low, high } = differenceOf([before, after], 0.05);
    expect(estimate).toBeCloseTo(0, 10);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });

  it('says nothing of what was not seen', () => {
    expect(proportionOf({ successes: 0, trials: 0 }, 0.05)).toMatchObject({ low: 0, high: 1 });
    const arms = { treatment: { successes: 0, trials: 0 }, control: { successes: 1, trials: 2 } };
    expect(differenceOf([arms], 0.05)).toMatchObject({ low: -1, high: 1 });
    expect(evidenceOfHarm([arms], 0, 0.05)).toBe(false);
    expect(differenceOf([], 0.05)).toMatchObject({ low: -1, high: 1 });
  });
});

describe('the sample ratio', () => {
  it('is believed while cases fall as planned, and not where one arm gets twice its share', () => {
    expect(sampleRatio([61, 184], [0.25, 0.75])).toBeGreaterThan(0.5);
    expect(sampleRatio([120, 120], [0.25, 0.75])).toBeLessThan(0.001);
    expect(sampleRatio([0, 0], [0.25, 0.75])).toBe(1);
  });

  it('is of any number of arms', () => {
    expect(sampleRatio([50, 20, 130], [0.25, 0.1, 0.65])).toBeGreaterThan(0.5);
    expect(sampleRatio([50, 60, 90], [0.25, 0.1, 0.65])).toBeLessThan(0.001);
  });

  it('raises a false alarm in under 1 % of rollouts that are looked at after every case', () => {
    const draw = drawing(5);
    const alarmed = Array.from({ length: rollouts }, () => {
      const counts: [number, number] = [0, 0];
      return Array.from({ length: 500 }, () => {
        counts[draw() < 0.25 ? 0 : 1]++;
        return sampleRatio(counts, [0.25, 0.75]) < 0.01;
      }).some(Boolean);
    });
    expect(alarmed.filter(Boolean).length / rollouts).toBeLessThan(0.01);
  });
});

describe('the survival curve', () => {
  it("is Kaplan and Meier's on the remission times of Freireich's leukaemia patients", () => {
    const over = [6, 6, 6, 7, 10, 13, 16, 22, 23].map((time) => ({ time, isOver: true }));
    const running = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((time) => ({ time, isOver: false }));
    const curve = survivalCurve([...over, ...running]);
    expect(curve.map(({ time, share }) => [time, Number(share.toFixed(3))])).toEqual([
      [6, 0.857],
      [7, 0.807],
      [10, 0.753],
      [13, 0.69],
      [16, 0.627],
      [22, 0.538],
      [23, 0.448],
    ]);
    expect(curve[0]?.error).toBeCloseTo(0.0764, 4);
    expect(timeUntil(curve, 0.5)).toBe(23);
    expect(timeUntil(curve, 0.9)).toBeUndefined();
  });

  it('of nobody is empty', () => expect(survivalCurve([])).toEqual([]));
});
