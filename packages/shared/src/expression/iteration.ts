import { type Code, type Compile, weightOf } from './code.ts';
import { isNumeric, toDouble } from './decimal.ts';
import type { Run } from './run.ts';
import { DateValue } from './temporal/values.ts';
import type { Iterator, Node } from './tree.ts';
import { isList, Range, type Value } from './value.ts';

type FilterNode = Extract<Node, { kind: 'filter' }>;

/** `list[condition]`: the items for which it is true, or the one at a position. */
export function filter(node: FilterNode, compile: Compile): Code {
  const [list, condition, slot] = [compile(node.list), compile(node.condition), node.slot];
  const weight = weightOf(node.condition);
  return (run) => {
    const found = list(run);
    const items = isList(found) ? found : found === null ? [] : [found];
    const kept: Value[] = [];
    for (const item of items) {
      run.spend(weight);
      run.slots[slot] = item;
      const answer = condition(run);
      if (isNumeric(answer)) return itemAt(run, items, toDouble(answer));
      if (answer === true) kept.push(item);
    }
    if (items.length > 0 || !mayBePosition(node.condition)) return kept;
    run.slots[slot] = null;
    return isNumeric(condition(run)) ? null : kept;
  };
}

function itemAt(run: Run, items: readonly Value[], position: number): Value {
  const found = position === 0 ? undefined : items.at(position > 0 ? position - 1 : position);
  return found === undefined ? run.warn('out-of-range', `There is no position ${position} in a list of ${items.length}.`) : found;
}

const mayBePosition = ({ kind }: Node): boolean =>
  ['literal', 'negate', 'arithmetic', 'variable', 'local', 'member', 'path', 'call', 'invoke'].includes(kind);

type ForNode = Extract<Node, { kind: 'for' }>;

export function forEach(node: ForNode, compile: Compile): Code {
  const [body, loop] = [compile(node.body), iterate(node.iterators, weightOf(node.body), compile)];
  const { partial } = node;
  return (run) => {
    const results: Value[] = [];
    const isComplete = loop(run, () => {
      if (partial !== undefined) {
        run.spend(Math.floor(results.length / 16));
        run.slots[partial] = results.slice();
      }
      results.push(body(run));
      return results.length <= run.limits.listLength;
    });
    return isComplete || results.length > 0 ? run.list(results) : null;
  };
}

type QuantifiedNode = Extract<Node, { kind: 'some' | 'every' }>;

export function quantify(node: QuantifiedNode, compile: Compile): Code {
  const [body, loop] = [compile(node.body), iterate(node.iterators, weightOf(node.body), compile)];
  const deciding = node.kind === 'some';
  return (run) => {
    let [isDecided, isUnknown] = [false, false];
    const isComplete = loop(run, () => {
      const value = body(run);
      isDecided = value === deciding;
      isUnknown ||= typeof value !== 'boolean';
      return !isDecided;
    });
    if (isDecided) return deciding;
    return isUnknown || !isComplete ? null : !deciding;
  };
}

type Loop = (run: Run, visit: () => boolean) => boolean;

/** Runs `visit` for every combination until it answers false; false too when something iterated is no list. */
function iterate(iterators: readonly Iterator[], weight: number, compile: Compile): Loop {
  return iterators.reduceRight<Loop>(
    (inner, { slot, list, high }) => {
      const [first, last] = [compile(list), high && compile(high)];
      return (run, visit) => {
        const from = first(run);
        const items = last ? between(from, last(run)) : itemsOf(from);
        if (!items)
          return run.warn('wrong-type', 'A loop goes over a list, or from one whole number or date to another.') ?? false;
        for (const item of items) {
          run.spend(weight);
          run.slots[slot] = item;
          if (!inner(run, visit)) return false;
        }
        return true;
      };
    },
    (_, visit) => visit(),
  );
}

function itemsOf(value: Value): Iterable<Value> | undefined {
  if (isList(value)) return value;
  if (!(value instanceof Range) || value.low === undefined || value.high === undefined) return undefined;
  return Number(value.low) > Number(value.high)
    ? undefined
    : between(value.low, value.high, value.includesLow, value.includesHigh);
}

/** Whole numbers, up or down, or days. */
function between(low: Value, high: Value, includesLow = true, includesHigh = true): Iterable<Value> | undefined {
  if (Number.isSafeInteger(low) && Number.isSafeInteger(high))
    return numbers(Number(low), Number(high), includesLow, includesHigh);
  if (low instanceof DateValue && high instanceof DateValue) {
    const { days } = low.date.until(high.date, { largestUnit: 'day' });
    return daysFrom(low, days, includesLow, includesHigh);
  }
  return undefined;
}

function* numbers(low: number, high: number, includesLow: boolean, includesHigh: boolean): Generator<number> {
  const by = low <= high ? 1 : -1;
  for (let n = includesLow ? low : low + by; by * n < by * high || (includesHigh && n === high); n += by) yield n;
}

function* daysFrom(from: DateValue, count: number, includesLow: boolean, includesHigh: boolean): Generator<Value> {
  for (const day of numbers(0, count, includesLow, includesHigh)) yield new DateValue(from.date.add({ days: day }));
}
