import { equals, order } from '../compare.ts';
import { add, divide, isNumeric, multiply, type Numeric, subtract, toDouble } from '../decimal.ts';
import type { Run } from '../run.ts';
import { isList, type Value } from '../value.ts';
import { define } from './define.ts';

/** Adds a function that takes one list, or its items. */
function defineOverList(name: string, call: (run: Run, list: readonly Value[]) => Value): void {
  define(`${name}(list: list)`, (run, list: readonly Value[]) => finite(run, name, call(run, run.list(list))));
  define(`${name}(list...: any)`, (run, ...items: readonly Value[]) =>
    items.length === 1 && items[0] === null
      ? run.warn('wrong-type', `${name}(list) takes no null.`)
      : finite(run, name, call(run, run.list(items))),
  );
}

const finite = (run: Run, name: string, result: Value): Value =>
  isNumeric(result) && !Number.isFinite(toDouble(result)) ? run.warn('no-number', `${name}: the result is too large.`) : result;

function numbersOf(run: Run, list: readonly Value[]): readonly Numeric[] | null {
  const numbers = list.filter(isNumeric);
  if (numbers.length < list.length) return run.warn('wrong-type', 'Every item should be a number.');
  return numbers.length === 0 ? null : numbers;
}

const sum = (numbers: readonly Numeric[]): Numeric => numbers.reduce(add, 0);

function extreme(run: Run, list: readonly Value[], sign: 1 | -1): Value {
  let best = list[0] ?? null;
  for (const item of list) {
    const compared = order(run, item, best);
    if (compared === null) return null;
    if (compared * sign < 0) best = item;
  }
  return best;
}

/** True or false where one item decides, null where one is neither. */
function decide(list: readonly Value[], deciding: boolean): boolean | null {
  if (list.includes(deciding)) return deciding;
  return list.every((item) => item === !deciding) ? !deciding : null;
}

const ascending = (numbers: readonly Numeric[]): Numeric[] => numbers.toSorted((a, b) => toDouble(a) - toDouble(b));

define('count(list: list)', (_, list: readonly Value[]) => list.length);
define('count(list...: any)', (run, ...items: readonly Value[]) =>
  items.length === 1 && items[0] === null ? run.warn('wrong-type', 'count(list) takes no null.') : items.length,
);
defineOverList('min', (run, list) => extreme(run, list, 1));
defineOverList('max', (run, list) => extreme(run, list, -1));
defineOverList('all', (_, list) => decide(list, false));
defineOverList('any', (_, list) => decide(list, true));
defineOverList('sum', (run, list) => {
  const numbers = numbersOf(run, list);
  return numbers && sum(numbers);
});
defineOverList('product', (run, list) => numbersOf(run, list)?.reduce(multiply, 1) ?? null);
defineOverList('mean', (run, list) => {
  const numbers = numbersOf(run, list);
  return numbers && divide(sum(numbers), numbers.length);
});
defineOverList('median', (run, list) => {
  const numbers = numbersOf(run, list);
  if (!numbers) return null;
  const [sorted, middle] = [ascending(numbers), Math.floor(numbers.length / 2)];
  const upper = sorted[middle] ?? 0;
  return numbers.length % 2 === 1 ? upper : divide(add(sorted[middle - 1] ?? 0, upper), 2);
});
defineOverList('stddev', (run, list) => {
  const numbers = numbersOf(run, list);
  if (!numbers || numbers.length < 2) return null;
  const mean = divide(sum(numbers), numbers.length);
  const squares = numbers.map((number) => multiply(subtract(number, mean), subtract(number, mean)));
  return Math.sqrt(toDouble(divide(sum(squares), numbers.length - 1)));
});
defineOverList('mode', (run, list) => {
  if (isList(list) && list.length === 0) return [];
  const numbers = numbersOf(run, list);
  if (!numbers) return null;
  const sorted = ascending(numbers);
  const runs: { value: Numeric; count: number }[] = [];
  for (const value of sorted) {
    const last = runs.at(-1);
    if (last && equals(run, last.value, value) === true) last.count++;
    else runs.push({ value, count: 1 });
  }
  const most = runs.reduce((highest, { count }) => Math.max(highest, count), 0);
  return runs.filter(({ count }) => count === most).map(({ value }) => value);
});
