import { gammaln } from 'simple-statistics';

/** How many cases' worth of trust the planned shares have before any is seen. */
const trust = 100;

/**
 * How likely it is that cases fell to their arms by the planned shares, at every look: below α, and never otherwise but
 * with a chance of α, something other than the draw decides where they go.
 *
 * Units: counts of cases; shares add up to 1, none is 0. Source: Lindon, Malek, Anytime-valid inference for multinomial
 * count data (NeurIPS 2022): a Dirichlet mixture around the plan.
 */
export function sampleRatio(counts: readonly number[], shares: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const each = counts.map((count, index) => {
    const share = shares[index] ?? 0;
    const weight = trust * share;
    return gammaln(weight + count) - gammaln(weight) - count * Math.log(share);
  });
  const evidence = gammaln(trust) - gammaln(trust + total) + each.reduce((sum, value) => sum + value, 0);
  return Math.min(1, Math.exp(-evidence));
}
