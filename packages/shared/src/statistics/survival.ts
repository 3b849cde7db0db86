/** A case, and how long it has been seen; one that still runs takes longer than that by nobody knows how much. */
export interface Observed {
  /** Any unit of time, at least 0. */
  readonly time: number;
  readonly isOver: boolean;
  /** How many cases it stands for; one unless given. */
  readonly count?: number;
}

/** Which share is not over yet after some time. */
export interface SurvivalStep {
  readonly time: number;
  readonly share: number;
  /** Greenwood's standard error, on the scale of the share. */
  readonly error: number;
}

/**
 * The share of cases that is not over yet, by time, with those that still run counted for as long as they were seen.
 *
 * Source: Kaplan, Meier, J. Am. Stat. Assoc. 53 (1958); errors by Greenwood 1926. For drawing: it is looked at, not tested.
 */
export function survivalCurve(cases: readonly Observed[]): readonly SurvivalStep[] {
  const sorted = [...cases].sort((a, b) => a.time - b.time);
  const steps: SurvivalStep[] = [];
  let share = 1;
  let variance = 0;
  let left = sorted.reduce((sum, { count = 1 }) => sum + count, 0);
  for (let index = 0; index < sorted.length; ) {
    const time = sorted[index]?.time ?? 0;
    const atRisk = left;
    let over = 0;
    for (let next = sorted[index]; next?.time === time; next = sorted[++index]) {
      const { count = 1, isOver } = next;
      left -= count;
      if (isOver) over += count;
    }
    if (over === 0) continue;
    share *= 1 - over / atRisk;
    if (over < atRisk) variance += over / (atRisk * (atRisk - over));
    steps.push({ time, share, error: share * Math.sqrt(variance) });
  }
  return steps;
}

/** The time after which this share is over (½: the median); undefined while too few are. */
export const timeUntil = (curve: readonly SurvivalStep[], share: number): number | undefined =>
  curve.find((step) => 1 - step.share >= share)?.time;

/** A time with those that are not ruled out; undefined where nothing bounds it yet. */
export interface TimeInterval {
  readonly estimate: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** The normal quantile of 97.5 %. */
const z = 1.959_964;

/**
 * Which shares are not ruled out at a step: its band at 95 %, on the scale of log(−log). At one look, so it is drawn and not
 * tested.
 *
 * Source: Kalbfleisch, Prentice 1980.
 */
export function bandOf({ share, error }: SurvivalStep): { readonly low: number; readonly high: number } {
  if (share <= 0) return { low: 0, high: 0 };
  if (share >= 1) return { low: 1, high: 1 };
  const width = (z * error) / (share * Math.abs(Math.log(share)));
  return { low: share ** Math.exp(width), high: share ** Math.exp(-width) };
}

/**
 * The time after which half of the cases are over, with its interval at 95 %: the times at which a half lies in the band of
 * the curve. At one look, so it is drawn and not tested.
 *
 * Source: Brookmeyer, Crowley, Biometrics 38 (1982).
 */
export function medianOf(curve: readonly SurvivalStep[]): TimeInterval {
  const bounds = curve.map((step) => ({ time: step.time, ...bandOf(step) }));
  return {
    estimate: timeUntil(curve, 0.5),
    low: bounds.find(({ low }) => low <= 0.5)?.time,
    high: bounds.find(({ high }) => high <= 0.5)?.time,
  };
}
