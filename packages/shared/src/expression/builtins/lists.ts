import { isOneOf, order } from '../compare.ts';
import type { Run } from '../run.ts';
import { type FunctionValue, isList, type Value } from '../value.ts';
import { define } from './define.ts';

type List = readonly Value[];

define('list contains(list: list, element: any)', (run, list: List, element: Value) => isOneOf(run, list, element));
define('reverse(list: list)', (run, list: List) => run.list(list.toReversed()));
define('distinct values(list: list)', (run, list: List) => distinct(run, list));
define('flatten(list: list)', (run, list: List) => run.list(flatten(run, list)));
define('index of(list: list, match: any)', (run, list: List, match: Value) =>
  run.list(list.flatMap((item, index) => (isOneOf(run, [item], match) ? [index + 1] : []))),
);
define('concatenate(list...: list)', (run, ...lists: List[]) => run.list(lists.flat()));
define('union(list...: list)', (run, ...lists: List[]) => distinct(run, lists.flat()));
define('append(list: list, item...: any)', (run, list: List, ...items: List) => run.list([...list, ...items]));

define('sublist(list: list, start position: number, length?: number)', (run, list: List, start: number, length?: number) => {
  const index = indexOf(run, list, start);
  if (index === null) return null;
  return run.list(list.slice(index, length === undefined ? undefined : index + Math.max(0, length)));
});
define('insert before(list: list, position: number, newItem: any)', (run, list: List, position: number, item: Value) => {
  const index = indexOf(run, list, position);
  return index === null ? null : run.list(list.toSpliced(index, 0, item));
});
define('remove(list: list, position: number)', (run, list: List, position: number) => {
  const index = indexOf(run, list, position);
  return index === null ? null : run.list(list.toSpliced(index, 1));
});
define('list replace(list: list, position: number, newItem: any)', (run, list: List, position: number, item: Value) => {
  const index = indexOf(run, list, position);
  return index === null ? null : run.list(list.toSpliced(index, 1, item));
});
define('list replace(list: list, match: function, newItem: any)', (run, list: List, match: FunctionValue, item: Value) =>
  run.list(list.map((old) => (match.call([old, item]) === true ? item : old))),
);

/** From 1 at the start, or from -1 at the end. */
function indexOf(run: Run, list: List, position: number): number | null {
  const whole = Math.trunc(position);
  if (whole === 0 || Math.abs(whole) > list.length) {
    return run.warn('out-of-range', `There is no position ${position} in a list of ${list.length}.`);
  }
  return whole > 0 ? whole - 1 : list.length + whole;
}

define('sort(list: list, precedes: function)', (run, list: List, precedes: FunctionValue) =>
  sorted(run, list, (a, b) => precedes.call([a, b]) === true),
);
define('sort(list: list)', (run, list: List) => {
  let isOrdered = true;
  const result = sorted(run, list, (a, b) => {
    const sign = order(run, a, b);
    isOrdered &&= sign !== null;
    return sign !== null && sign < 0;
  });
  return isOrdered ? result : null;
});

/** Merges, stable: the same comparisons on every engine. */
function sorted(run: Run, list: List, precedes: (a: Value, b: Value) => boolean): List {
  run.spend(Math.floor(list.length / 16));
  if (list.length < 2) return list;
  const middle = Math.floor(list.length / 2);
  const [left, right] = [sorted(run, list.slice(0, middle), precedes), sorted(run, list.slice(middle), precedes)];
  const merged: Value[] = [];
  for (let [l, r] = [0, 0]; l < left.length || r < right.length; ) {
    const isRight = l === left.length || (r < right.length && precedes(right[r] ?? null, left[l] ?? null));
    merged.push((isRight ? right[r++] : left[l++]) ?? null);
  }
  return merged;
}

function flatten(run: Run, list: List): Value[] {
  run.spend(list.length);
  return run.deeper(() => list.flatMap((item) => (isList(item) ? flatten(run, item) : [item])));
}

function distinct(run: Run, list: List): Value {
  const [simple, others] = [new Set<Value>(), [] as Value[]];
  const found = list.filter((item) => {
    const isSimple = typeof item !== 'object' || item === null;
    const isKnown = isSimple ? simple.has(item) : isOneOf(run, others, item);
    if (isSimple) simple.add(item);
    else if (!isKnown) others.push(item);
    return !isKnown;
  });
  return run.list(found);
}
