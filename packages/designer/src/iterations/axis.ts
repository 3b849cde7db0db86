/** Where values stand on a line from worse at the left to better at the right, per cent of its width. */
type FigureDirection = 'lower' | 'higher';

export interface Axis {
  readonly placeOf: (value: number) => number;
}

/** Of the width, kept free at both ends. */
const margin = 0.08;

/** A line on which all of the values have room. */
export function axisOf(values: readonly (number | null | undefined)[], better: FigureDirection): Axis {
  const known = values.filter((value) => typeof value === 'number');
  const low = Math.min(...known);
  const high = Math.max(...known);
  if (known.length === 0 || high === low) return { placeOf: () => 50 };
  const free = ((high - low) * margin) / (1 - 2 * margin);
  const [from, to] = better === 'lower' ? [high + free, low - free] : [low - free, high + free];
  return { placeOf: (value) => Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100)) };
}

/** A line with no difference in its middle. */
export function differenceAxis(values: readonly (number | null | undefined)[], better: FigureDirection): Axis {
  const reach = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)));
  return axisOf([-reach, reach], better);
}
