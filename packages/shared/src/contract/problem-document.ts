import { z } from 'zod';
import { jsonSchema } from './wire.ts';

/** One thing that is wrong with a document: a model, a form, a draft. */
export const problemSchema = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning', 'info']),
    elementId: z.string().optional(),
    field: z.string().optional(),
    message: z.string(),
    hint: z.string().optional(),
    params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    /** The file of a deployment that it stands in. */
    file: z.string().optional(),
  })
  .meta({ id: 'Problem' });
export type WireProblem = z.infer<typeof problemSchema>;

/** What every refusal looks like (RFC 9457), with a stable `code` that the catalogues word. */
export const problemDocumentSchema = z
  .object({
    type: z.string().meta({ description: 'urn:fortnight:problem:<code>' }),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    params: z.record(z.string(), jsonSchema).optional(),
    problems: z.array(problemSchema).optional(),
    /** Bad input: where in the request, and what was expected there. */
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'ProblemDocument' });
export type ProblemDocument = z.infer<typeof problemDocumentSchema>;
