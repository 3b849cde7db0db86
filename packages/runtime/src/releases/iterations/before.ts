/** What a figure was before a change: measured here, or given, as long as twelve months of its own are not there. */
import type { BaselineOrigin, Measured } from '@fortnight/shared/contract';
import { type Asked, seenIn, yearBefore } from './asked.ts';
import { type Days, measuredOf, type Seen } from './figures.ts';
import type { Figure } from './sayings.ts';
import type { GivenBaselineRow } from './tables.ts';

export interface Before {
  readonly origin: BaselineOrigin;
  readonly measured: Measured;
  /** What was counted, where it can be tested: of times that were given, only how long they were is known. */
  readonly seen: Seen | undefined;
  readonly given: GivenBaselineRow | undefined;
}

/** Cases of its first month make a year one’s own. */
const firstMonth = 31;

export async function beforeOf(asked: Asked, figure: Figure): Promise<Before> {
  const year = yearBefore(asked, figure);
  const seen = await seenIn(asked, figure, year);
  const measured = measuredOf(seen);
  const given = asked.given.find((row) => row.figure === figure.figure && row.elementId === (figure.elementId ?? ''));
  if (!given || (measured.estimate !== null && (await isWhole(asked, figure, year))))
    return { origin: 'measured', measured, seen, given: undefined };
  const { value, cases, origin } = given;
  const isShare = seen.unit === 'share' && cases !== null;
  const told: Seen | undefined = isShare
    ? { unit: 'share', tally: { successes: value * cases, trials: cases }, running: 0 }
    : undefined;
  const level = { cases: cases ?? 0, running: 0, estimate: value, low: value, high: value };
  return { origin, measured: told ? measuredOf(told) : level, seen: told, given };
}

async function isWhole({ cases, steps }: Asked, { elementId }: Figure, year: Days): Promise<boolean> {
  const days = elementId === null ? await cases(year) : await steps(year, elementId);
  return days.some(({ day }) => day < year.fromDay + firstMonth);
}
