import type { FigureId, FigureUnit } from '@fortnight/shared/contract';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/index.ts';
import { inMeasure, type Measure, measureOf } from './figure-values.ts';

type Known = number | null | undefined;

export interface FigureWords {
  /** What the figure is called; `element` names the step of a figure of one step. */
  readonly name: (figure: FigureId, element?: string) => string;
  /** `4.1 d`, `11 %`. */
  readonly value: (value: Known, measure: Measure) => string;
  /** `3.2 to 5.3`. */
  readonly between: (low: Known, high: Known, measure: Measure) => string;
  /** A difference with its sign: `−2.9 d`, `+6 pts`. */
  readonly signed: (value: Known, measure: Measure) => string;
  /** What it is of a baseline: `−52 %`. */
  readonly relative: (share: Known) => string;
  readonly measureOf: (unit: FigureUnit, values: readonly Known[]) => Measure;
}

/** Words figures and what lies between them. */
export function useFigureWords(): FigureWords {
  const { t } = useTranslation(['iterations', 'iteration']);
  const { number } = useFormat();
  return useMemo(() => {
    const plain = (value: number, measure: Measure) => number(inMeasure(value, measure), 1).replace('-', '−');
    const withSign = (value: number, measure: Measure) => {
      const rounded = inMeasure(value, measure);
      const sign = rounded > 0 ? '+' : rounded < 0 ? '−' : '±';
      return `${sign}${number(Math.abs(rounded), 1)}`;
    };
    return {
      name: (figure, element) => t(`iteration:figure.${figure}`, { element: element ?? '' }),
      value: (value, measure) => (typeof value === 'number' ? t(`measure.${measure}`, { value: plain(value, measure) }) : '–'),
      between: (low, high, measure) => {
        if (typeof low === 'number' && typeof high === 'number')
          return t('between', { low: plain(low, measure), high: plain(high, measure) });
        if (typeof low === 'number') return t('atLeast', { value: plain(low, measure) });
        return typeof high === 'number' ? t('atMost', { value: plain(high, measure) }) : t('unbounded');
      },
      signed: (value, measure) =>
        typeof value === 'number' ? t(`difference.${measure}`, { value: withSign(value, measure) }) : '–',
      relative: (share) => (typeof share === 'number' ? t('measure.share', { value: withSign(share, 'share') }) : '–'),
      measureOf,
    };
  }, [t, number]);
}
