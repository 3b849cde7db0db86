import { isJsonObject, type Json } from '../base/index.ts';
import { add, divide, type Rounding, roundAt } from './decimal.ts';
import { equals, order, typeOf } from './equality.ts';
import type { Run } from './run.ts';

/** A function that expressions may call. */
export interface Builtin {
  /** For completion, such as `count(list)`. */
  readonly signature: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly call: (run: Run, parameters: readonly Json[]) => Json;
}

type Kind = 'string' | 'number' | 'list' | 'context' | 'any';
type Parameters = readonly [name: string, kind: Kind][];
const table = new Map<string, Builtin>();

/** Adds a function whose parameters are checked; a wrong or null one answers null with a warning. */
function define(name: string, parameters: Parameters, call: (run: Run, ...values: never[]) => Json, optional = 0): void {
  const signature = `${name}(${parameters.map(([parameter]) => parameter).join(', ')})`;
  table.set(name, {
    signature,
    minimum: parameters.length - optional,
    maximum: parameters.length,
    call: (run, values) => {
      for (const [index, value] of values.entries()) {
        const kind = parameters[index]?.[1];
        if (kind === 'any' || typeOf(value) === kind) continue;
        return run.warn('wrong-type', `${signature}: "${parameters[index]?.[0]}" should be a ${kind}, found ${typeOf(value)}.`);
      }
      return call(run, ...(values as never[]));
    },
  });
}

/** Adds a function that takes one list, or its items. */
function defineOverList(name: string, call: (run: Run, list: readonly Json[]) => Json): void {
  const spread = (values: readonly Json[]): readonly Json[] => {
    const [first] = values;
    return values.length === 1 && Array.isArray(first) ? first : values;
  };
  table.set(name, {
    signature: `${name}(list)`,
    minimum: 1,
    maximum: 100,
    call: (run, values) => {
      const result = call(run, run.list(spread(values)));
      return typeof result === 'number' && !Number.isFinite(result)
        ? run.warn('no-number', `${name}: the result is too large.`)
        : result;
    },
  });
}

function numbersOf(run: Run, list: readonly Json[]): readonly number[] | null {
  const numbers = list.filter((item) => typeof item === 'number');
  return numbers.length === list.length ? numbers : run.warn('wrong-type', 'Every item should be a number.');
}

function extreme(run: Run, list: readonly Json[], sign: 1 | -1): Json {
  let best = list[0] ?? null;
  for (const item of list) {
    const compared = order(run, item, best);
    if (compared === null) return null;
    if (compared * sign < 0) best = item;
  }
  return best;
}

/** True or false where one item decides, null where one is neither. */
function decide(list: readonly Json[], deciding: boolean): boolean | null {
  if (list.includes(deciding)) return deciding;
  return list.every((item) => item === !deciding) ? !deciding : null;
}

defineOverList('count', (_, list) => list.length);
defineOverList('sum', (run, list) => (list.length === 0 ? null : (numbersOf(run, list)?.reduce(add, 0) ?? null)));
defineOverList('mean', (run, list) => {
  const numbers = numbersOf(run, list);
  return numbers && numbers.length > 0 ? divide(numbers.reduce(add, 0), numbers.length) : null;
});
defineOverList('min', (run, list) => extreme(run, list, 1));
defineOverList('max', (run, list) => extreme(run, list, -1));
defineOverList('all', (_, list) => decide(list, false));
defineOverList('any', (_, list) => decide(list, true));
define('not', [['value', 'any']], (_, value: Json) => (typeof value === 'boolean' ? !value : null));
define('is defined', [['value', 'any']], (_, value: Json) => value !== null);

define('contains', [
  ['string', 'string'],
  ['match', 'string'],
], (_, text: string, match: string) => text.includes(match));
define('starts with', [
  ['string', 'string'],
  ['match', 'string'],
], (_, text: string, match: string) => text.startsWith(match));
define('ends with', [
  ['string', 'string'],
  ['match', 'string'],
], (_, text: string, match: string) => text.endsWith(match));
define('upper case', [['string', 'string']], (run, text: string) => run.string(text.toUpperCase()));
define('lower case', [['string', 'string']], (run, text: string) => run.string(text.toLowerCase()));
define('string length', [['string', 'string']], (_, text: string) => [...text].length);
define('trim', [['string', 'string']], (_, text: string) => text.trim());
define(
  'substring',
  [
    ['string', 'string'],
    ['start', 'number'],
    ['length', 'number'],
  ],
  (run, text: string, start: number, length?: number) => {
    const letters = [...text];
    if (start === 0 || Math.abs(start) > letters.length)
      return run.warn('out-of-range', 'substring: positions count from 1, or from -1 at the end.');
    const from = start > 0 ? start - 1 : letters.length + start;
    return letters.slice(from, length === undefined ? undefined : from + Math.max(0, length)).join('');
  },
  1,
);
define('string', [['value', 'any']], (run, value: Json) =>
  value === null ? null : run.string(typeof value === 'string' ? value : JSON.stringify(value)));
define('number', [['text', 'string']], (run, text: string) =>
  /^-?(\d+(\.\d+)?|\.\d+)$/.test(text) && Number.isFinite(Number(text))
    ? Number(text)
    : run.warn('no-number', `"${text.slice(0, 40)}" is no number.`));

const roundings = {
  floor: 'floor',
  ceiling: 'ceiling',
  'round up': 'up',
  'round down': 'down',
  'round half up': 'halfUp',
  'round half down': 'halfDown',
} as const;
for (const [name, mode] of Object.entries(roundings)) {
  const optional = name === 'floor' || name === 'ceiling' ? 1 : 0;
  define(
    name,
    [
      ['n', 'number'],
      ['scale', 'number'],
    ],
    (run, n: number, places = 0) => rounded(run, n, places, mode),
    optional,
  );
}
define('decimal', [
  ['n', 'number'],
  ['scale', 'number'],
], (run, n: number, places: number) => rounded(run, n, places, 'halfEven'));
function rounded(run: Run, value: number, places: number, mode: Rounding): Json {
  if (!Number.isInteger(places) || Math.abs(places) > 300)
    return run.warn('out-of-range', 'A scale is a whole number from -300 to 300.');
  return roundAt(value, places, mode);
}
define('abs', [['n', 'number']], (_, n: number) => Math.abs(n));
define('sqrt', [['n', 'number']], (_, n: number) => (n < 0 ? null : Math.sqrt(n)));

define('list contains', [
  ['list', 'list'],
  ['element', 'any'],
], (run, list: readonly Json[], element: Json) =>
  list.some((item) => typeOf(item) === typeOf(element) && equals(run, item, element) === true));
define('reverse', [['list', 'list']], (run, list: readonly Json[]) => run.list(list.toReversed()));
define('distinct values', [['list', 'list']], (run, list: readonly Json[]) => distinct(run, list));
define('flatten', [['list', 'list']], (run, list: readonly Json[]) => run.list(flatten(list)));
define('index of', [
  ['list', 'list'],
  ['match', 'any'],
], (run, list: readonly Json[], match: Json) =>
  list.flatMap((item, index) => (typeOf(item) === typeOf(match) && equals(run, item, match) === true ? [index + 1] : [])));
define('get value', [
  ['context', 'context'],
  ['key', 'string'],
], (_, context: Json, key: string) => (isJsonObject(context) && Object.hasOwn(context, key) ? (context[key] ?? null) : null));
define('get entries', [['context', 'context']], (run, context: Json) =>
  isJsonObject(context) ? run.list(Object.entries(context).map(([key, value]) => ({ key, value }))) : null);

const asList = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value]);
table.set('concatenate', {
  signature: 'concatenate(lists…)',
  minimum: 1,
  maximum: 100,
  call: (run, lists) => run.list(lists.flatMap(asList)),
});
table.set('union', {
  signature: 'union(lists…)',
  minimum: 1,
  maximum: 100,
  call: (run, lists) => distinct(run, lists.flatMap(asList)),
});
table.set('append', {
  signature: 'append(list, items…)',
  minimum: 2,
  maximum: 100,
  call: (run, [list, ...items]) => run.list([...asList(list ?? null), ...items]),
});

const flatten = (list: readonly Json[]): Json[] => list.flatMap((item) => (Array.isArray(item) ? flatten(item) : [item]));

function distinct(run: Run, list: readonly Json[]): Json {
  const found: Json[] = [];
  for (const item of list) {
    run.spend(found.length);
    if (!found.some((known) => typeOf(known) === typeOf(item) && equals(run, known, item) === true)) found.push(item);
  }
  return found;
}

/** Every function that expressions may call, by name. */
export const builtins: ReadonlyMap<string, Builtin> = table;
