/** What is measured of cases, and of one step, with what is not ruled out. */
import { z } from 'zod';

/** What is measured of cases, and of one step. */
export const figureIds = [
  'cycleTime',
  'conversion',
  'lost',
  'sentBack',
  'onTime',
  'timeLimits',
  'incidentFree',
  'compliance',
  'automation',
  'stepTime',
  'stepSentBack',
  'votesPerHour',
] as const;
export const figureIdSchema = z.enum(figureIds);
export type FigureId = z.infer<typeof figureIdSchema>;
/** The figures that are of one step: they name its element. */
export const stepFigureIds = ['stepTime', 'stepSentBack', 'votesPerHour'] as const satisfies readonly FigureId[];

export const figureUnitSchema = z
  .enum(['ms', 'share', 'perHour'])
  .meta({ description: 'Milliseconds, a share of 1, or votes an hour.' });
export type FigureUnit = z.infer<typeof figureUnitSchema>;
export const figureDirectionSchema = z.enum(['lower', 'higher']).meta({ description: 'Which way is better.' });

/** A figure with what is not ruled out at 95 %, in its unit. */
export const measuredSchema = z
  .object({
    cases: z.number().int().meta({ description: 'Cases, or runs of the step, that it rests on.' }),
    running: z
      .number()
      .int()
      .meta({ description: 'Of them, those that still run: of times, counted for as long as they were seen.' }),
    estimate: z.number().nullable(),
    low: z.number().nullable().meta({ description: 'Null where nothing bounds it yet.' }),
    high: z.number().nullable(),
  })
  .meta({ id: 'Measured' });
export type Measured = z.infer<typeof measuredSchema>;
