/** The tables of this room as they came to be: the store's migrations, of which a released one is never changed. */
import { blackoutSchema } from './blackout/tables.ts';
import { failedPlaysSchema } from './failed-plays.ts';
import { givenBaselinesSchema, iterationsSchema } from './iterations/tables.ts';
import { outlineSchema } from './outline.ts';
import { pinsSchema } from './pinned-calls.ts';
import { rolloutsSchema, severalRolloutsSchema } from './rollouts/tables.ts';
import { scheduleSchema } from './schedule.ts';
import { releasesSchema, reviewsSchema } from './tables.ts';

export const releasesMigrations: readonly (readonly string[])[] = [
  releasesSchema,
  pinsSchema,
  failedPlaysSchema,
  outlineSchema,
  reviewsSchema,
  rolloutsSchema,
  scheduleSchema,
  iterationsSchema,
  blackoutSchema,
  givenBaselinesSchema,
  severalRolloutsSchema,
];
