import type { Saying } from '@fortnight/shared/contract';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../ui/index.ts';
import { useFigureWords } from './use-figure-words.ts';

const isDate = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
const ofUnit: ReadonlySet<string> = new Set([
  'low',
  'high',
  'estimate',
  'value',
  'baseline',
  'target',
  'wanted',
  'now',
  'before',
  'after',
]);

/** Days of another year, as likely as not. */
const ofPeriod: ReadonlySet<string> = new Set(['fromOn', 'toOn']);

/** Says what may be concluded, and what not: a code with figures as a sentence. */
export function useSayings(elementName: (elementId: string) => string): (saying: Saying) => string {
  const { t } = useTranslation('iteration');
  const words = useFigureWords();
  const { calendarDay, number } = useFormat();
  return ({ code, figure, elementId, unit, params }) => {
    const numbers = Object.entries(params).flatMap(([name, value]) =>
      ofUnit.has(name) && typeof value === 'number' ? [value] : [],
    );
    const measure = words.measureOf(unit ?? 'share', numbers);
    const said = Object.entries(params).map(([name, value]): [string, string] => {
      if (value === null) return [name, ''];
      if (isDate(value)) return [name, calendarDay(value)[ofPeriod.has(name) ? 'dated' : 'both']];
      if (typeof value === 'string') return [name, value];
      if (name.endsWith('Points')) return [name, words.signed(value, 'share')];
      if (name.endsWith('Percent')) return [name, words.relative(value)];
      if (ofUnit.has(name)) return [name, words.value(value, measure)];
      return [name, number(value)];
    });
    const values: Record<string, string | number> = Object.fromEntries(said);
    if (typeof params.count === 'number') values.count = params.count;
    const [low, high] = [values.low || values.lowPercent, values.high || values.highPercent];
    const bounds = low ? (high ? 'both' : 'from') : high ? 'upTo' : 'open';
    values.range = t(`range.${bounds}`, { low, high });
    values.figure = figure === null ? '' : words.name(figure, elementId === null ? undefined : elementName(elementId));
    return t(`saying.${code}`, values);
  };
}
