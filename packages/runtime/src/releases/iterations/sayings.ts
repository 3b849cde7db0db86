/** What a comparison tells: its standing, and the words for it. */
import { type Comparison, type FigureId, figureKinds, type Measured, type Saying } from '@fortnight/shared/contract';
import type { Interval } from '@fortnight/shared/statistics';
import { betterOf, fewest } from './figures.ts';

export interface Figure {
  readonly figure: FigureId;
  readonly elementId: string | null;
}

/** More than so many cases are never waited for. */
const mostWaited = 100_000;

type Bare = Omit<Comparison, 'missingCases' | 'tellsOn'>;

const finite = (value: number | null): number | null => (value === null || !Number.isFinite(value) ? null : value);
const less = (one: number | null, other: number | null): number | null => (one === null || other === null ? null : one - other);

/** What is left open by both intervals: the widest difference that neither rules out. */
const spread = (treatment: Measured, against: Measured): Comparison['difference'] => ({
  estimate: less(treatment.estimate, against.estimate),
  low: less(treatment.low, against.high),
  high: less(treatment.high, against.low),
});

function standingOf(
  better: Comparison['better'],
  cases: number,
  { low, high }: Comparison['difference'],
): Comparison['standing'] {
  if (cases < fewest) return 'tooFew';
  const [isLower, isHigher] = [high !== null && high < 0, low !== null && low > 0];
  if (!isLower && !isHigher) return 'unclear';
  return isLower === (better === 'lower') ? 'better' : 'worse';
}

/**
 * A figure of two arms. A difference of shares is tested at every look; times and rates are drawn: they differ where their
 * intervals lie apart.
 */
export function compared({ figure, elementId }: Figure, treatment: Measured, against: Measured, interval?: Interval): Bare {
  const { unit, isOfStep } = figureKinds[figure];
  const better = betterOf(figure);
  const difference = interval
    ? { estimate: finite(interval.estimate), low: interval.low, high: interval.high }
    : spread(treatment, against);
  const standing = standingOf(better, treatment.cases, difference);
  return {
    figure,
    elementId,
    unit,
    better,
    isLeading: isOfStep,
    treatment,
    against,
    againstOrigin: 'measured',
    difference,
    isRelative: false,
    wanted: null,
    standing,
  };
}

/** A figure against a benchmark: a level, or a change against one’s own year. */
export function relativeTo(
  { figure, elementId }: Figure,
  treatment: Measured,
  year: Measured,
  { kind, value }: { readonly kind: 'change' | 'level'; readonly value: number },
): Bare {
  const { unit, isOfStep } = figureKinds[figure];
  const better = betterOf(figure);
  const ratio = (one: number | null, other: number | null) =>
    one === null || other === null || other === 0 ? null : one / other - 1;
  const difference =
    kind === 'level'
      ? { estimate: less(treatment.estimate, value), low: less(treatment.low, value), high: less(treatment.high, value) }
      : {
          estimate: ratio(treatment.estimate, year.estimate),
          low: ratio(treatment.low, year.high),
          high: ratio(treatment.high, year.low),
        };
  const from = kind === 'level' ? 0 : value;
  const past = { estimate: null, low: less(difference.low, from), high: less(difference.high, from) };
  const standing = standingOf(better, treatment.cases, past);
  return {
    ...{ figure, elementId, better, isLeading: isOfStep, treatment, against: year, difference, standing },
    unit: kind === 'change' ? 'share' : unit,
    againstOrigin: 'measured',
    isRelative: kind === 'change',
    wanted: value,
  };
}

/** How many more cases would tell, were the difference what it looks like: an interval shrinks with the root of what it rests on. */
export function missingOf({ standing, treatment, difference: { estimate, low, high } }: Bare): number | null {
  if (standing === 'better' || standing === 'worse') return null;
  if (treatment.cases < fewest) return fewest - treatment.cases;
  if (estimate === null || low === null || high === null || estimate === 0) return null;
  const half = (high - low) / 2;
  const wanted = Math.ceil(treatment.cases * (half / Math.abs(estimate)) ** 2);
  const missing = Math.max(1, wanted - treatment.cases);
  return missing > mostWaited ? null : missing;
}

export function say(code: Saying['code'], params: Saying['params'] = {}, of?: Figure): Saying {
  return {
    code,
    figure: of?.figure ?? null,
    elementId: of?.elementId ?? null,
    unit: of ? figureKinds[of.figure].unit : null,
    params,
  };
}

/** Smaller and greater of two, without a sign. */
const magnitudes = ({ low, high }: Comparison['difference']): Saying['params'] => {
  const [one, other] = [Math.abs(low ?? 0), Math.abs(high ?? 0)];
  return { low: Math.min(one, other), high: Math.max(one, other) };
};
const points = ({ low, high }: Comparison['difference']): Saying['params'] => ({ lowPoints: low, highPoints: high });

/** The sentence of a comparison. */
export function sentenceOf(comparison: Comparison): Saying {
  const { standing, unit, difference, treatment, missingCases } = comparison;
  const { low, high } = difference;
  if (standing === 'tooFew' || low === null || high === null)
    return say('tooFew', { cases: treatment.cases, missing: missingCases }, comparison);
  if (unit === 'share') return say(standing, points(difference), comparison);
  // Where neither is ruled out: how much less, and how much more it may be.
  if (standing === 'unclear') return say(unit === 'ms' ? 'timeUnclear' : 'rateUnclear', { low: -low, high }, comparison);
  const isLess = high < 0;
  const code = unit === 'ms' ? (isLess ? 'timeShorter' : 'timeLonger') : isLess ? 'rateLower' : 'rateHigher';
  return say(code, magnitudes(difference), comparison);
}

/** What else is to be said of it: how many cases are missing, and how many still run. */
export function remarksOf(comparison: Comparison): Saying[] {
  const { missingCases, tellsOn, treatment, unit } = comparison;
  return [
    ...(missingCases === null || tellsOn === null ? [] : [say('missing', { missing: missingCases, on: tellsOn }, comparison)]),
    ...(unit === 'ms' && treatment.running > 0 ? [say('stillRunning', { running: treatment.running }, comparison)] : []),
  ];
}

/** The sentence of a figure against a benchmark. */
export function benchmarkSentence(comparison: Comparison, kind: 'change' | 'level'): Saying {
  const { standing, difference, treatment, wanted, missingCases } = comparison;
  if (standing === 'tooFew') return say('tooFew', { cases: treatment.cases, missing: missingCases }, comparison);
  const word = standing === 'better' ? 'Reached' : standing === 'worse' ? 'Missed' : 'Unclear';
  if (kind === 'level') return say(`level${word}`, { low: treatment.low, high: treatment.high, wanted }, comparison);
  return {
    ...say(`benchmark${word}`, { lowPercent: difference.low, highPercent: difference.high, wantedPercent: wanted }, comparison),
    unit: 'share',
  };
}
