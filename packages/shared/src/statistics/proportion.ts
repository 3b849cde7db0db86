import { logMixture, type Tally, turningPoint } from './mixture.ts';

export type { Tally } from './mixture.ts';

/** An estimate, and the values that what was seen does not rule out. */
export interface Interval {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/**
 * A proportion with its confidence sequence: with a chance of 1 − α the true one lies in it at every look, not at one.
 *
 * Source: Robbins 1970; Howard, Ramdas, McAuliffe, Sekhon, Ann. Stat. 49 (2021). Nothing seen answers [0, 1].
 */
export function proportionOf(tally: Tally, alpha: number): Interval {
  const { successes, trials } = tally;
  if (trials === 0) return { estimate: Number.NaN, low: 0, high: 1 };
  const estimate = successes / trials;
  const evidenceAgainst = logMixture(tally);
  const isRuledOut = (p: number) => evidenceAgainst(p) >= -Math.log(alpha);
  return {
    estimate,
    low: successes === 0 ? 0 : turningPoint(estimate, 0, isRuledOut),
    high: successes === trials ? 1 : turningPoint(estimate, 1, isRuledOut),
  };
}
