import { compareNumbers, isNumeric } from './decimal.ts';
import type { Run } from './run.ts';
import { compareTemporal } from './temporal/compare.ts';
import { isTemporal } from './temporal/text.ts';
import { isContext, isList, Range, typeOf, type Value } from './value.ts';

/** FEEL's `=`: null for values of different types, with a warning. */
export function equals(run: Run, left: Value, right: Value): boolean | null {
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (typeof left === typeof right && typeof left !== 'object') return false;
  const [a, b] = [typeOf(left), typeOf(right)];
  if (a !== b) return run.warn('different-types', `A ${a} and a ${b} cannot be compared.`);
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right) === 0;
  run.spend(1);
  if (isTemporal(left) && isTemporal(right)) return (compareTemporal(left, right, run.zone) ?? Number.NaN) === 0;
  return run.deeper(() => equalParts(run, left, right));
}

function equalParts(run: Run, left: Value, right: Value): boolean {
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, index) => equals(run, item, right[index] ?? null) === true);
  }
  if (left instanceof Range && right instanceof Range) {
    const closed = left.includesLow === right.includesLow && left.includesHigh === right.includesHigh;
    return closed && sameEnds(run, left.low, right.low) && sameEnds(run, left.high, right.high);
  }
  if (!isContext(left) || !isContext(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && equals(run, left[key] ?? null, right[key] ?? null) === true);
}

const sameEnds = (run: Run, a: Value | undefined, b: Value | undefined): boolean =>
  a === undefined || b === undefined ? a === b : equals(run, a, b) === true;

/** Items looked at that count as one step. */
const itemsPerStep = 16;

/** Whether a list holds a value; values of other types are passed over without a warning. */
export const isOneOf = (run: Run, list: readonly Value[], value: Value): boolean => {
  run.spend(1 + Math.floor(list.length / itemsPerStep));
  const type = typeOf(value);
  return list.some((item) => typeOf(item) === type && equals(run, item, value) === true);
};

/** Less than 0, 0, more than 0; null for what has no order, with a warning. */
export function order(run: Run, left: Value, right: Value): number | null {
  if (isNumeric(left) && isNumeric(right)) return compareNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (left === null || right === null) return null;
  if (isTemporal(left) && isTemporal(right) && left.type === right.type) {
    const compared = compareTemporal(left, right, run.zone);
    if (compared !== undefined) return compared;
  }
  return run.warn('no-order', `A ${typeOf(left)} and a ${typeOf(right)} have no order.`);
}

/** Whether a range holds a value: null where it has no order with the ends. */
export function isWithin(run: Run, range: Range, value: Value): boolean | null {
  const below = range.low === undefined ? true : side(order(run, range.low, value), range.includesLow);
  const above = range.high === undefined ? true : side(order(run, value, range.high), range.includesHigh);
  return both(below, above);
}

const side = (sign: number | null, isIncluded: boolean): boolean | null =>
  sign === null ? null : sign < 0 || (isIncluded && sign === 0);

/** Three-valued: false decides, else null does. */
export function both(a: boolean | null, b: boolean | null): boolean | null {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}
