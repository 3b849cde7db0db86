import {
  compareNumbers,
  isNumeric,
  modulo,
  type Numeric,
  negate,
  type Rounding,
  roundAt,
  toFifteenDigits,
  toNumeric,
} from '../decimal.ts';
import type { Run } from '../run.ts';
import { MonthsDuration, SecondsDuration } from '../temporal/values.ts';
import type { Value } from '../value.ts';
import { define } from './define.ts';

define('not(negand: any)', (_, value: Value) => (typeof value === 'boolean' ? !value : null));
define('is defined(value: any)', (_, value: Value) => value !== null);

const separators = ['.', ',', ' '];
define('number(from: string)', (run, text: string) => read(run, text));
define('number(from: decimal)', (_, value: Numeric) => value);
define(
  'number(from: string, grouping separator: string | null, decimal separator?: string | null)',
  (run, text: string, grouping: string | null, decimal: string | null = '.') => {
    const isKnown =
      (grouping === null || separators.includes(grouping)) && (decimal === null || separators.slice(0, 2).includes(decimal));
    if (!isKnown || grouping === decimal)
      return run.warn('out-of-range', 'number: the separators are ".", "," or, between groups, " ".');
    const joined = grouping === null ? text : text.replaceAll(grouping, '');
    return read(run, decimal === ',' ? joined.replaceAll('.', '?').replace(',', '.') : joined);
  },
);

function read(run: Run, text: string): Value {
  const value = /^-?(\d+(\.\d+)?|\.\d+)(e[+-]?\d{1,3})?$/i.test(text) ? toNumeric(text) : Number.NaN;
  return isNumeric(value) && Number.isFinite(Number(text))
    ? value
    : run.warn('no-number', `"${text.slice(0, 40)}" is no number.`);
}

const roundings: Readonly<Record<string, Rounding>> = {
  'floor(n: decimal, scale?: number)': 'floor',
  'ceiling(n: decimal, scale?: number)': 'ceiling',
  'round up(n: decimal, scale: number)': 'up',
  'round down(n: decimal, scale: number)': 'down',
  'round half up(n: decimal, scale: number)': 'halfUp',
  'round half down(n: decimal, scale: number)': 'halfDown',
  'decimal(n: decimal, scale: number)': 'halfEven',
};
for (const [signature, mode] of Object.entries(roundings)) {
  define(signature, (run, value: Numeric, scale = 0) => {
    const places = Math.trunc(scale);
    if (Math.abs(places) > 6176) return run.warn('out-of-range', 'A scale is a whole number from -6176 to 6176.');
    return roundAt(value, places, mode);
  });
}

define('abs(n: decimal)', (_, value: Numeric) => (compareNumbers(value, 0) < 0 ? negate(value) : value));
define('abs(n: years and months duration)', (_, { months }: MonthsDuration) => new MonthsDuration(Math.abs(months)));
define('abs(n: days and time duration)', (_, { seconds }: SecondsDuration) => new SecondsDuration(Math.abs(seconds)));
define('modulo(dividend: decimal, divisor: decimal)', (run, dividend: Numeric, divisor: Numeric) =>
  divisor === 0 ? run.warn('no-number', 'modulo: the divisor is 0.') : modulo(dividend, divisor),
);
define('sqrt(number: number)', (run, value: number) => finite(run, Math.sqrt(value), `sqrt(${value})`));
define('log(number: number)', (run, value: number) => finite(run, toFifteenDigits(Math.log(value)), `log(${value})`));
define('exp(number: number)', (run, value: number) => finite(run, toFifteenDigits(Math.exp(value)), `exp(${value})`));
define('odd(number: decimal)', (_, value: Numeric) => modulo(value, 2) === 1);
define('even(number: decimal)', (_, value: Numeric) => modulo(value, 2) === 0);

function finite(run: Run, value: number, what: string): Value {
  return Number.isFinite(value) ? value : run.warn('no-number', `${what} is no number.`);
}
