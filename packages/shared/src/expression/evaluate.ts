import type { Json } from '../base/index.ts';
import type { Code } from './code.ts';
import { compileNode } from './compile.ts';
import { toJson } from './json-value.ts';
import { defaultLimits, type ExpressionWarning, LimitPassed, type Limits, Run } from './run.ts';
import type { Expression, Node } from './tree.ts';
import type { EvaluationContext } from './value.ts';

/** What an evaluation answers: a JSON value with what was odd on the way, or the limit it passed. */
export type Evaluation =
  | { readonly ok: true; readonly value: Json; readonly warnings: readonly ExpressionWarning[] }
  | { readonly ok: false; readonly error: { readonly code: LimitPassed['code']; readonly message: string } };

const compiled = new WeakMap<Node, Code>();

/**
 * Evaluates a parsed expression.
 *
 * Pure: reads no clock; what makes no sense is null with a warning, as in FEEL.
 * Shape: dates, times and durations come out as ISO 8601 text, numbers as the nearest double.
 * Errors: a passed limit (steps, depth, list or string length) is an error value; nothing is thrown.
 * Cost: compiles at the first evaluation of a tree.
 */
export function evaluate(expression: Expression, context: EvaluationContext, limits: Limits = defaultLimits): Evaluation {
  let code = compiled.get(expression.root);
  if (!code) {
    code = compileNode(expression.root);
    compiled.set(expression.root, code);
  }
  const run = new Run(context, limits);
  try {
    return { ok: true, value: toJson(run, code(run)), warnings: run.warnings };
  } catch (error) {
    if (error instanceof LimitPassed) return { ok: false, error: { code: error.code, message: error.message } };
    throw error;
  }
}
