import { z } from 'zod';
import { limits } from './limits.ts';
import { jsonSchema, variablesSchema } from './wire.ts';

export const evaluateExpressionSchema = z
  .strictObject({ expression: z.string().min(1).max(limits.expressionLength), variables: variablesSchema.default({}) })
  .meta({ id: 'EvaluateExpression' });
export type EvaluateExpression = z.infer<typeof evaluateExpressionSchema>;
export const evaluatedExpressionSchema = z
  .object({ value: jsonSchema.nullable(), warnings: z.array(z.object({ code: z.string(), message: z.string() })) })
  .meta({ id: 'EvaluatedExpression' });
export type EvaluatedExpression = z.infer<typeof evaluatedExpressionSchema>;
