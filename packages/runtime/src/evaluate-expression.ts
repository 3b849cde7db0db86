import type { EvaluatedExpression, EvaluateExpression } from '@fortnight/shared/contract';
import { evaluate, parseExpression } from '@fortnight/shared/expression';

/** Thrown for an expression that is none, or that takes more than an evaluation may. */
class ExpressionRefused extends Error {
  override readonly name = 'ExpressionRefused';
  readonly status = 422;
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
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
