import type { Code } from './code.ts';
import { add, divide, isNumeric, multiply, type Numeric, power, subtract, toDouble } from './decimal.ts';
import type { Run } from './run.ts';
import { calculateTemporal } from './temporal/arithmetic.ts';
import type { ArithmeticOperator } from './tree.ts';
import { typeOf, type Value } from './value.ts';

/** Calculates from the left with operators of one rank. */
export function arithmetic(first: Code, rest: readonly { operator: ArithmeticOperator; operand: Code }[]): Code {
  return (run) => {
    let value = first(run);
    for (const { operator, operand } of rest) value = calculate(run, operator, value, operand(run));
    return value;
  };
}

function calculate(run: Run, operator: ArithmeticOperator, a: Value, b: Value): Value {
  if (isNumeric(a) && isNumeric(b)) {
    const result = calculateNumbers(operator, a, b);
    if (Number.isFinite(toDouble(result))) return result;
    return run.warn('no-number', `${toDouble(a)} ${operator} ${toDouble(b)} is no number.`);
  }
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') return run.string(a + b);
  if (a === null || b === null) return null;
  const result = calculateTemporal(operator, a, b, run.zone);
  return result ?? run.warn('wrong-type', `"${operator}" takes no ${typeOf(a)} and ${typeOf(b)}, or the result is out of range.`);
}

function calculateNumbers(operator: ArithmeticOperator, a: Numeric, b: Numeric): Numeric {
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return subtract(a, b);
    case '*':
      return multiply(a, b);
    case '/':
      return b === 0 ? Number.NaN : divide(a, b);
    case '**':
      return a === 0 && toDouble(b) < 0 ? Number.NaN : power(a, b);
  }
}
