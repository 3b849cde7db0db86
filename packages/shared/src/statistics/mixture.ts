import { gammaln } from 'simple-statistics';

/** How often something came out as asked, of how many. */
export interface Tally {
  readonly successes: number;
  readonly trials: number;
}

/** Jeffreys' prior: half a success and half a failure were seen before. */
const prior = 0.5;

const betaln = (a: number, b: number): number => gammaln(a) + gammaln(b) - gammaln(a + b);

/** n · ln p, which is nothing for nothing. */
const times = (n: number, p: number): number => (n === 0 ? 0 : n * Math.log(p));

/**
 * How much better a mixture over all proportions tells what was seen than the proportion p does, as a logarithm.
 *
 * For the true p its exponential is a martingale that starts at 1: that it ever reaches 1/α has a chance of at most α,
 * however often one looks (Ville 1939; the beta mixture is Robbins', Ann. Math. Stat. 41, 1970). Convex in p.
 */
export function logMixture({ successes, trials }: Tally): (p: number) => number {
  const failures = trials - successes;
  const mixed = betaln(prior + successes, prior + failures) - betaln(prior, prior);
  return (p) => mixed - times(successes, p) - times(failures, 1 - p);
}

/** By p. */
export function slopeOf({ successes, trials }: Tally, p: number): number {
  const failures = trials - successes;
  return (failures === 0 ? 0 : failures / (1 - p)) - (successes === 0 ? 0 : successes / p);
}

/** Halvings of an interval within [-1, 1], past what a double tells apart. */
const halvings = 60;

/** Where a monotonous claim turns from false to true on [from, to]; `from` may be the greater. */
export function turningPoint(from: number, to: number, holds: (at: number) => boolean): number {
  let [before, after] = [from, to];
  for (let index = 0; index < halvings; index++) {
    const middle = (before + after) / 2;
    if (holds(middle)) after = middle;
    else before = middle;
  }
  return after;
}
