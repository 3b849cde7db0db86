/** What figures were before anything was measured here: typed by hand or imported, and marked as such wherever they stand. */
import { z } from 'zod';
import { figureIdSchema, figureKinds, figureUnitSchema } from './figure.ts';
import { limits } from './limits.ts';
import { dateSchema, idSchema, instantSchema } from './wire.ts';

/** Where a baseline comes from. */
export const baselineOriginSchema = z.enum(['measured', 'typed', 'imported']);
export type BaselineOrigin = z.infer<typeof baselineOriginSchema>;

const given = {
  figure: figureIdSchema,
  value: z.number().min(0).max(1e15).meta({ description: 'In the unit of the figure: ms, a share of 1, or votes an hour.' }),
  from: dateSchema.meta({ description: 'The first day of what was counted.' }),
  to: dateSchema.meta({ description: 'Its last day.' }),
  source: z
    .string()
    .trim()
    .min(1, 'expected where the figure comes from, in words')
    .max(500)
    .meta({ description: 'Where the figure comes from, in words.' }),
};

export const setBaselineSchema = z
  .strictObject({
    ...given,
    elementId: idSchema.optional().meta({ description: 'The step, for figures of one step.' }),
    cases: z.number().int().min(1).max(1e9).optional().meta({ description: 'On how many cases it rests, where that is known.' }),
  })
  .superRefine(({ figure, elementId, value, from, to }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const { unit, isOfStep } = figureKinds[figure];
    if (isOfStep !== (elementId !== undefined))
      refuse('elementId', isOfStep ? `expected the step that ${figure} is of` : `expected none: ${figure} is of whole cases`);
    if (unit === 'share' && value > 1) refuse('value', `expected a share of at most 1, found ${value}`);
    if (to < from) refuse('to', `expected a day from ${from} on, found ${to}`);
  })
  .meta({ id: 'SetBaseline' });
export type SetBaseline = z.infer<typeof setBaselineSchema>;

export const baselineSchema = z
  .object({
    id: z.string(),
    figure: figureIdSchema,
    elementId: z.string().nullable(),
    unit: figureUnitSchema,
    value: z.number(),
    cases: z.number().int().nullable(),
    from: dateSchema,
    to: dateSchema,
    source: z.string(),
    origin: baselineOriginSchema.exclude(['measured']),
    by: z.string().nullable(),
    at: instantSchema,
  })
  .meta({ id: 'Baseline' });
export type Baseline = z.infer<typeof baselineSchema>;

/** Columns of an import, in the first line of the file, in any order. */
export const baselineColumns = ['figure', 'step', 'value', 'unit', 'cases', 'from', 'to', 'source'] as const;
export type BaselineColumn = (typeof baselineColumns)[number];
/** What a value may be written in. */
export const baselineUnits = ['days', 'hours', 'minutes', 'percent', 'perHour'] as const;

export const importBaselinesSchema = z
  .strictObject({
    csv: z
      .string()
      .max(limits.baselineImportCharacters)
      .meta({ description: `Its first line names the columns: ${baselineColumns.join(', ')}. Commas, semicolons or tabs.` }),
    isDryRun: z.boolean().optional().meta({ description: 'Says what would be taken, and takes nothing.' }),
  })
  .meta({ id: 'ImportBaselines' });
export type ImportBaselines = z.infer<typeof importBaselinesSchema>;

export const baselineRefusalSchema = z
  .object({
    line: z.number().int().meta({ description: 'From 1, the line of the columns.' }),
    column: z.string(),
    code: z.enum([
      'column-missing',
      'column-unknown',
      'figure-unknown',
      'step-wanted',
      'step-unwanted',
      'step-unknown',
      'not-a-number',
      'out-of-range',
      'unit-unknown',
      'not-a-count',
      'not-a-date',
      'period-reversed',
      'source-missing',
      'twice',
      'too-many-lines',
    ]),
    expected: z.string(),
    found: z.string(),
  })
  .meta({ id: 'BaselineRefusal' });
export type BaselineRefusal = z.infer<typeof baselineRefusalSchema>;

export const baselineImportSchema = z
  .object({
    isDryRun: z.boolean(),
    rows: z.array(
      baselineSchema.omit({ id: true, origin: true, by: true, at: true }).extend({
        line: z.number().int(),
        effect: z.enum(['adds', 'replaces', 'same']).meta({ description: 'Against what stands there now.' }),
      }),
    ),
    refusals: z.array(baselineRefusalSchema).meta({ description: 'A file with any of them is not taken.' }),
  })
  .meta({ id: 'BaselineImport' });
export type BaselineImport = z.infer<typeof baselineImportSchema>;
