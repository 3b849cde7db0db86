/** A case, and how long it has been seen; one that still runs takes longer than that by nobody knows how much. */
export interface Observed {
  /** Any unit of time, at least 0. */
  readonly time: number;
  readonly isOver: boolean;
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
  for (let index = 0; index < sorted.length; ) {
    const time = sorted[index]?.time ?? 0;
    const atRisk = sorted.length - index;
    let over = 0;
    for (; sorted[index]?.time === time; index++) over += sorted[index]?.isOver ? 1 : 0;
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
