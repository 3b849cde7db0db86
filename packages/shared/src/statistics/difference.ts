import { logMixture, slopeOf, type Tally, turningPoint } from './mixture.ts';
import type { Interval } from './proportion.ts';

/** What came out in two arms while cases were split between them in one way. */
export interface Arms {
  readonly treatment: Tally;
  readonly control: Tally;
}

/**
 * By how much the proportion of a treatment exceeds that of its control, as a confidence sequence at 1 − α.
 *
 * Arms are independent, so for the true pair the product of their mixtures is a martingale; a difference is ruled out when
 * every pair with that difference is. Source: Turner, Grünwald, Statistics and Probability Letters 198 (2023). Where the
 * split changed on the way, each stretch is its own pair of arms, and their martingales multiply: what changes with the time
 * is not taken for a difference between the arms. The estimate is Mantel and Haenszel's.
 * Nothing seen in one arm of each answers [−1, 1].
 */
export function differenceOf(stretches: readonly Arms[], alpha: number): Interval {
  const seen = stretches.filter(isSeen);
  const estimate = estimateOf(seen);
  if (seen.length === 0) return { estimate, low: -1, high: 1 };
  const evidence = seen.map(leastEvidence);
  const against = (difference: number) => evidence.reduce((sum, each) => sum + each(difference), 0);
  const isRuledOut = (difference: number) => against(difference) >= -Math.log(alpha);
  const best = lowest(against);
  return {
    estimate,
    low: isRuledOut(-1) ? turningPoint(best, -1, isRuledOut) : -1,
    high: isRuledOut(1) ? turningPoint(best, 1, isRuledOut) : 1,
  };
}

/** Whether the treatment falls short of its control by more than a margin, in whatever stretch; at α however often one asks. */
export function evidenceOfHarm(stretches: readonly Arms[], margin: number, alpha: number): boolean {
  const seen = stretches.filter(isSeen).map((arms) => ({ arms, estimate: estimateOf([arms]) }));
  if (seen.every(({ estimate }) => estimate >= -margin)) return false;
  // Of each, against the pair among those that are no harm that tells best what was seen.
  const evidence = seen.map(({ arms, estimate }) => leastEvidence(arms)(Math.max(-margin, estimate)));
  return evidence.reduce((sum, each) => sum + each, 0) >= -Math.log(alpha);
}

const isSeen = ({ treatment, control }: Arms): boolean => treatment.trials > 0 && control.trials > 0;

function estimateOf(stretches: readonly Arms[]): number {
  let [weighed, weights] = [0, 0];
  for (const { treatment, control } of stretches) {
    const weight = (treatment.trials * control.trials) / (treatment.trials + control.trials);
    weighed += weight * (treatment.successes / treatment.trials - control.successes / control.trials);
    weights += weight;
  }
  return weighed / weights;
}

/** Against the pair of proportions with a difference that tells best what was seen; convex in the difference. */
function leastEvidence({ treatment, control }: Arms): (difference: number) => number {
  const [againstTreatment, againstControl] = [logMixture(treatment), logMixture(control)];
  return (difference) => {
    const from = Math.max(0, -difference);
    const to = Math.min(1, 1 - difference);
    const best = turningPoint(from, to, (p) => slopeOf(treatment, p + difference) + slopeOf(control, p) >= 0);
    return againstTreatment(inside(best + difference)) + againstControl(inside(best));
  };
}

/** Where a convex function over [−1, 1] is lowest. */
const lowest = (of: (at: number) => number): number => {
  const step = 1e-7;
  return turningPoint(-1, 1, (at) => of(Math.min(1, at + step)) >= of(Math.max(-1, at - step)));
};

/** Where no logarithm is endless. */
const inside = (p: number): number => Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, p));
