import { isJsonObject, type Json } from '../base/index.ts';
import type { Run } from './run.ts';

export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'context' : typeof value;
}

/** FEEL's `=`: null for values of different types, with a warning. */
export function equals(run: Run, left: Json, right: Json): boolean | null {
  if (left === right) return true;
  if (left === null || right === null) return false;
  const [a, b] = [typeOf(left), typeOf(right)];
  if (a !== b) return run.warn('different-types', `A ${a} and a ${b} cannot be compared.`);
  run.spend(1);
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equals(run, item, right[index] ?? null) === true);
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && equals(run, left[key] ?? null, right[key] ?? null) === true);
}

/** Less than 0, 0, more than 0; null for what has no order, with a warning. */
export function order(run: Run, left: Json, right: Json): number | null {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : left > right ? 1 : 0;
  if (left === null || right === null) return null;
  return run.warn('no-order', `A ${typeOf(left)} and a ${typeOf(right)} have no order.`);
}
