import type { Interval } from './proportion.ts';

/** The normal quantile of 97.5 %. */
const z = 1.959_964;

/**
 * How often something happens in a unit of the time that it had, with its interval at 95 %, at one look.
 *
 * Units: the rate is by the unit of `exposure`. No exposure answers [0, ∞).
 * Source: Byar's approximation of the exact interval (Breslow, Day, Statistical Methods in Cancer Research II, 1987).
 */
export function rateOf(events: number, exposure: number): Interval {
  if (exposure <= 0) return { estimate: Number.NaN, low: 0, high: Number.POSITIVE_INFINITY };
  const bound = (count: number, side: 1 | -1): number =>
    count === 0 ? 0 : count * (1 - 1 / (9 * count) + (side * z) / (3 * Math.sqrt(count))) ** 3;
  return { estimate: events / exposure, low: Math.max(0, bound(events, -1)) / exposure, high: bound(events + 1, 1) / exposure };
}
