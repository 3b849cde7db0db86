import type { Code, Compile } from './code.ts';
import { equals, isOneOf, isWithin, order } from './compare.ts';
import { isNumeric, negate } from './decimal.ts';
import type { Run } from './run.ts';
import { MonthsDuration, SecondsDuration } from './temporal/values.ts';
import type { ComparisonOperator, Node } from './tree.ts';
import { isList, Range, typeOf, type Value } from './value.ts';

export function comparison(operator: ComparisonOperator, left: Code, right: Code): Code {
  const compare = comparing(operator);
  return (run) => compare(run, left(run), right(run));
}

type Compare = (run: Run, a: Value, b: Value) => boolean | null;

function comparing(operator: ComparisonOperator): Compare {
  switch (operator) {
    case '=':
      return equals;
    case '!=':
      return (run, a, b) => {
        const same = equals(run, a, b);
        return same === null ? null : !same;
      };
    case '<':
      return ordering((sign) => sign < 0);
    case '<=':
      return ordering((sign) => sign <= 0);
    case '>':
      return ordering((sign) => sign > 0);
    case '>=':
      return ordering((sign) => sign >= 0);
  }
}

const ordering =
  (claim: (sign: number) => boolean): Compare =>
  (run, a, b) => {
    const sign = order(run, a, b);
    return sign === null ? null : claim(sign);
  };

/** Three-valued: the deciding value wins, else anything that is no boolean makes it null. */
export function connective(operands: readonly Code[], deciding: boolean): Code {
  return (run) => {
    let isUnknown = false;
    for (const operand of operands) {
      const value = operand(run);
      if (value === deciding) return deciding;
      isUnknown ||= typeof value !== 'boolean';
    }
    return isUnknown ? null : !deciding;
  };
}

export function negation(operand: Code): Code {
  return (run) => {
    const value = operand(run);
    if (isNumeric(value)) return negate(value);
    if (value instanceof MonthsDuration) return new MonthsDuration(0 - value.months);
    if (value instanceof SecondsDuration) return new SecondsDuration(0 - value.seconds);
    return value === null ? null : run.warn('wrong-type', `"-" takes no ${typeOf(value)}.`);
  };
}

/** One alternative of `in`: a comparison, a range, the items of a list, or the value itself. */
export function testOf(node: Node, compile: Compile): (run: Run, value: Value) => boolean | null {
  if (node.kind === 'test') {
    const [compare, operand] = [comparing(node.operator), compile(node.operand)];
    return (run, value) => compare(run, value, operand(run));
  }
  const operand = compile(node);
  return (run, value) => fits(run, operand(run), value);
}

function fits(run: Run, expected: Value, value: Value): boolean | null {
  if (expected instanceof Range && !(value instanceof Range)) return isWithin(run, expected, value);
  if (!isList(expected)) return equals(run, expected, value);
  if (isList(value) && equals(run, expected, value) === true) return true;
  const ranges = expected.filter((item) => item instanceof Range);
  return isOneOf(run, expected, value) || ranges.some((range) => isWithin(run, range, value) === true);
}

/** `> x` by itself. */
export function toRange(operator: ComparisonOperator, operand: Code): Code {
  return (run) => {
    const end = operand(run);
    if (operator === '=') return new Range(end, end, true, true);
    const isIncluded = operator.endsWith('=');
    return operator.startsWith('<') ? new Range(undefined, end, false, isIncluded) : new Range(end, undefined, isIncluded, false);
  };
}
