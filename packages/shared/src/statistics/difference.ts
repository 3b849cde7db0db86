import { logMixture, slopeOf, type Tally, turningPoint } from './mixture.ts';
import type { Interval } from './proportion.ts';

/** A proportion less another. */
export type Difference = Interval;

/**
 * By how much the proportion of a treatment exceeds that of its control, as a confidence sequence at 1 − α.
 *
 * Both arms are independent, so for the true pair the product of their mixtures is a martingale; a difference is ruled
 * out when every pair with that difference is. Source: Turner, Grünwald, Statistics and Probability Letters 198 (2023).
 * An arm in which nothing was seen answers [−1, 1].
 */
export function differenceOf(treatment: Tally, control: Tally, alpha: number): Difference {
  if (treatment.trials === 0 || control.trials === 0) return { estimate: Number.NaN, low: -1, high: 1 };
  const estimate = treatment.successes / treatment.trials - control.successes / control.trials;
  const evidenceAgainst = leastEvidence(treatment, control);
  const isRuledOut = (difference: number) => evidenceAgainst(difference) >= -Math.log(alpha);
  return {
    estimate,
    low: isRuledOut(-1) ? turningPoint(estimate, -1, isRuledOut) : -1,
    high: isRuledOut(1) ? turningPoint(estimate, 1, isRuledOut) : 1,
  };
}

/** Whether the treatment falls short of its control by more than a margin: the whole sequence lies below −margin. */
export function evidenceOfHarm(treatment: Tally, control: Tally, margin: number, alpha: number): boolean {
  if (treatment.trials === 0 || control.trials === 0) return false;
  const estimate = treatment.successes / treatment.trials - control.successes / control.trials;
  return estimate < -margin && leastEvidence(treatment, control)(-margin) >= -Math.log(alpha);
}

/** Against the pair of proportions with this difference that tells best what was seen; convex in the difference. */
function leastEvidence(treatment: Tally, control: Tally): (difference: number) => number {
  const [againstTreatment, againstControl] = [logMixture(treatment), logMixture(control)];
  return (difference) => {
    const from = Math.max(0, -difference);
    const to = Math.min(1, 1 - difference);
    const best = turningPoint(from, to, (p) => slopeOf(treatment, p + difference) + slopeOf(control, p) >= 0);
    return againstTreatment(inside(best + difference)) + againstControl(inside(best));
  };
}

/** Where no logarithm is endless. */
const inside = (p: number): number => Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, p));
