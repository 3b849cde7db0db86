/** How a figure is written: milliseconds in the greatest unit of which there are two, shares as per cent. */
import { type FigureId, type FigureUnit, figureKinds } from '@fortnight/shared/contract';

export type Measure = 'days' | 'hours' | 'minutes' | 'share' | 'perHour';

/** What one of a measure is, in the unit of the wire. */
export const perMeasure: Readonly<Record<Measure, number>> = {
  days: 86_400_000,
  hours: 3_600_000,
  minutes: 60_000,
  share: 0.01,
  perHour: 1,
};

/** The unit that each figure is measured in. */
export const unitOf = (figure: FigureId): FigureUnit => figureKinds[figure].unit;

/** The measure that values of a unit are written in, the same for all that stand beside one another. */
export function measureOf(unit: FigureUnit, values: readonly (number | null | undefined)[]): Measure {
  if (unit !== 'ms') return unit;
  const largest = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)));
  if (largest >= 2 * perMeasure.days) return 'days';
  return largest >= 2 * perMeasure.hours ? 'hours' : 'minutes';
}

/** How many of the measure a value is, to one decimal where it is small. */
export function inMeasure(value: number, measure: Measure): number {
  const count = value / perMeasure[measure];
  const step = measure === 'share' || Math.abs(count) >= 100 ? 1 : 10;
  const rounded = Math.round(count * step) / step;
  return rounded === 0 ? 0 : rounded;
}
