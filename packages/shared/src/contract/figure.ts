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

export const figureUnitSchema = z
  .enum(['ms', 'share', 'perHour'])
  .meta({ description: 'Milliseconds, a share of 1, or votes an hour.' });
export type FigureUnit = z.infer<typeof figureUnitSchema>;
interface FigureKind {
  readonly unit: FigureUnit;
  /** A figure of one step names its element. */
  readonly isOfStep: boolean;
}
const kind = (unit: FigureUnit, isOfStep = false): FigureKind => ({ unit, isOfStep });
/** What each figure is in, and which are of one step. */
export const figureKinds: Readonly<Record<FigureId, FigureKind>> = {
  cycleTime: kind('ms'),
  conversion: kind('share'),
  lost: kind('share'),
  sentBack: kind('share'),
  onTime: kind('share'),
  timeLimits: kind('share'),
  incidentFree: kind('share'),
  compliance: kind('share'),
  automation: kind('share'),
  stepTime: kind('ms', true),
  stepSentBack: kind('share', true),
  votesPerHour: kind('perHour', true),
};
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
