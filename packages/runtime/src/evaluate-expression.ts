import type { EvaluatedExpression, EvaluateExpression } from '@fortnight/shared/contract';
import { evaluate, parseExpression } from '@fortnight/shared/expression';
import { Refused } from './base/index.ts';

/** An expression that is none, or that takes more than an evaluation may. */
class ExpressionRefused extends Refused {
  override readonly name = 'ExpressionRefused';

  constructor(code: string, message: string) {
    super(422, code, message);
  }
}

/** Evaluates FEEL over the variables that were sent, within limits; touches no case. */
export function evaluateExpression({ expression, variables }: EvaluateExpression, at: number): EvaluatedExpression {
  const parsed = parseExpression(expression);
  if (!parsed.ok) throw new ExpressionRefused('expression-invalid', parsed.error.map(({ message }) => message).join(' '));
  const evaluated = evaluate(parsed.value, { variables, at });
  if (!evaluated.ok) throw new ExpressionRefused(evaluated.error.code, evaluated.error.message);
  return { value: evaluated.value, warnings: [...evaluated.warnings] };
}
