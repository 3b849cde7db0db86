import { dateAt } from '@fortnight/shared/calendar';
import type { YearOfIterations } from '@fortnight/shared/contract';
import type { ReleasesContext } from '../ports.ts';
import type { IterationRow } from './tables.ts';

/** Every two weeks, but for the holidays. */
const wantedInYear = 24;

/** The iterations of a process in the year of one of them: closed in it, or running. */
export async function yearOf(
  context: ReleasesContext,
  { processId, closedAt, timeZone }: IterationRow,
): Promise<YearOfIterations> {
  const yearIn = (at: number) => Number(dateAt(timeZone, at).slice(0, 4));
  const year = yearIn(closedAt === null ? context.now() : Date.parse(closedAt));
  const rows = await context.db
    .selectFrom('iterations')
    .select(['id', 'number', 'state', 'outcome', 'closedAt'])
    .where('processId', '=', processId)
    .where('state', '!=', 'planned')
    .orderBy('number')
    .execute();
  const items = rows
    .filter((row) => yearIn(row.closedAt === null ? context.now() : Date.parse(row.closedAt)) === year)
    .map(({ id, number, state, outcome }) => ({ id, number, state, outcome }));
  const count = (of: IterationRow['outcome']) => items.filter(({ outcome }) => outcome === of).length;
  return {
    year,
    target: wantedInYear,
    kept: count('keep'),
    adjusted: count('adjust'),
    rolledBack: count('rollBack'),
    unproven: count('keepUnproven'),
    items,
  };
}
