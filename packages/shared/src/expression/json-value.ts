import type { Json } from '../base/index.ts';
import { Decimal, isNumeric, numberText, toDouble } from './decimal.ts';
import type { Run } from './run.ts';
import { isoText, isTemporal, temporalText } from './temporal/text.ts';
import { isContext, isList, Range, Tagged, typeOf, type Value } from './value.ts';

/** What leaves an evaluation: numbers as doubles, dates and durations as ISO 8601 text; ranges and functions cannot. */
export function toJson(run: Run, value: Value): Json {
  if (typeof value === 'string') return run.string(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Decimal) return toDouble(value);
  if (value instanceof Tagged) {
    if (isTemporal(value)) return isoText(value);
    return run.warn('no-json', `A ${value.type} cannot be kept in a variable.`);
  }
  run.spend(1);
  return run.deeper(() => {
    if (isList(value)) return run.list(value).map((item) => toJson(run, item as Value));
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, toJson(run, member)]));
  });
}

/** FEEL's own text of a value, as `string(x)` writes it. */
export function toText(run: Run, value: Value): string {
  return run.string(typeof value === 'string' ? value : write(run, value));
}

function write(run: Run, value: Value): string {
  run.spend(1);
  if (typeof value === 'string') return run.string(`"${value.replace(/["\\]/g, '\\$&')}"`);
  if (isNumeric(value)) return numberText(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (value instanceof Tagged && isTemporal(value)) return temporalText(value);
  return run.deeper(() => {
    if (isList(value)) return run.string(`[${value.map((item) => write(run, item)).join(', ')}]`);
    if (value instanceof Range) {
      const [low, high] = [value.low, value.high].map((end) => (end === undefined ? '' : write(run, end)));
      return `${value.includesLow ? '[' : '('}${low}..${high}${value.includesHigh ? ']' : ')'}`;
    }
    if (!isContext(value)) return typeOf(value);
    const members = Object.entries(value).map(([name, member]) => `${key(name)}: ${write(run, member)}`);
    return run.string(`{${members.join(', ')}}`);
  });
}

const key = (name: string): string => (/^[\p{L}_][\p{L}\p{N}_ ]*$/u.test(name) ? name : JSON.stringify(name));
