/** FEEL: parsed once into plain data, evaluated within limits. */
import { builtins } from './builtins/index.ts';

export { type Evaluation, evaluate } from './evaluate.ts';
export { type ParseOptions, parseExpression } from './parse.ts';
export { defaultLimits, type ExpressionWarning, type Limits } from './run.ts';
export type { Expression, ExpressionError, Node } from './tree.ts';
export { type TypeConflict, typeConflicts, typeOfExpression } from './type-conflicts.ts';
export type { EvaluationContext, Variables } from './value.ts';

/** The functions that expressions may call, for completion. */
export const builtinFunctions: readonly { readonly name: string; readonly signature: string }[] = [...builtins].map(
  ([name, { signature }]) => ({ name, signature }),
);
