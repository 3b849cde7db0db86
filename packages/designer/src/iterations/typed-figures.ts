/** What a figure is typed in, and how that is written on the wire. */
import { type FigureId, figureKinds } from '@fortnight/shared/contract';
import { type Measure, perMeasure, unitOf } from './figure-values.ts';

export const isOfStep = (figure: FigureId): boolean => figureKinds[figure].isOfStep;

export function typedIn(figure: FigureId): Measure {
  const unit = unitOf(figure);
  if (unit !== 'ms') return unit;
  return isOfStep(figure) ? 'hours' : 'days';
}

/** As it is typed, without the traces of binary fractions. */
export const toTyped = (value: number, measure: Measure): number => Number((value / perMeasure[measure]).toPrecision(12));
export const toWire = (value: number, measure: Measure): number => Number((value * perMeasure[measure]).toPrecision(12));
