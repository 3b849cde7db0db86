/** How many cases can tell by now, and when the verdict opens. */
import { addDays, dateAt } from '@fortnight/shared/calendar';
import type { Iteration, VerdictOpening } from '@fortnight/shared/contract';
import type { ReleasesContext } from '../ports.ts';
import { dayOf, readCaseDays } from './figures.ts';
import { firstShippedAt, type Shipping, treated } from './shipped.ts';
import type { IterationRow, IterationSettings } from './tables.ts';

const dayMs = 86_400_000;

/** Cases that began on what it ships since that took the first, as far as they are counted by days. */
export async function sampleOf(context: ReleasesContext, row: IterationRow, shipping: Shipping): Promise<Iteration['sample']> {
  const { sampleCases: of, maturityDays }: IterationSettings = JSON.parse(row.settings);
  const from = firstShippedAt(shipping);
  const at = context.now();
  if (from === null) return { cases: 0, startedCases: 0, of, missing: of, perDay: 0, reachedOn: null };
  const days = await readCaseDays(context, {
    processId: row.processId,
    versions: treated(shipping),
    fromDay: dayOf(from),
    toDay: dayOf(at) + 1,
  });
  const sorted = days.toSorted((one, other) => one.day - other.day);
  const startedCases = sorted.reduce((sum, { started }) => sum + started, 0);
  const cases = sorted.reduce((sum, { day, started }) => sum + ((day + 1 + maturityDays) * dayMs <= at ? started : 0), 0);
  const perDay = startedCases / Math.max(1, (at - from) / dayMs);
  const dateOf = (day: number) => dateAt(row.timeZone, (day + 1 + maturityDays) * dayMs);
  const reaching = dayReaching(sorted, of);
  const today = dateAt(row.timeZone, at);
  const reachedOn = reaching
    ? dateOf(reaching.day)
    : perDay > 0
      ? addDays(today, Math.min(36_500, Math.ceil((of - startedCases) / perDay) + maturityDays))
      : null;
  return { cases, startedCases, of, missing: Math.max(0, of - cases), perDay, reachedOn };
}

/** The day on whose cases so many have begun. */
function dayReaching<D extends { readonly started: number }>(days: readonly D[], of: number): D | undefined {
  let sum = 0;
  for (const day of days) {
    sum += day.started;
    if (sum >= of) return day;
  }
  return undefined;
}

/** On the last day, or once the sample is reached. */
export function openingOf(
  context: ReleasesContext,
  row: IterationRow,
  { cases, of, reachedOn }: Iteration['sample'],
): VerdictOpening {
  const opensOn = reachedOn !== null && reachedOn < row.endsOn ? reachedOn : row.endsOn;
  if (row.state !== 'running') return { isOpen: false, opensOn, why: 'notRunning' };
  if (dateAt(row.timeZone, context.now()) >= row.endsOn) return { isOpen: true, opensOn, why: 'lastDay' };
  return cases >= of ? { isOpen: true, opensOn, why: 'sample' } : { isOpen: false, opensOn, why: 'notYet' };
}
