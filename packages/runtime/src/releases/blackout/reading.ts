/** The blackout as it stands, and what it closes. */
import { type Blackout, type BlackoutPeriod, type Closure, closureAt, nextFreeTime } from '@fortnight/shared/calendar';
import type * as wire from '@fortnight/shared/contract';
import type { ReleasesContext, ReleaseTransaction } from '../ports.ts';
import type { BlackoutPeriodRow } from './tables.ts';

const periodsOf = ({ db }: ReleasesContext) => db.selectFrom('blackoutPeriods').selectAll().orderBy('startsOn').orderBy('id');
const settingsOf = ({ db }: ReleasesContext) => db.selectFrom('blackoutSettings').select('areHolidaysClosed');

const toPeriod = ({ isYearly, processIds, ...rest }: BlackoutPeriodRow): BlackoutPeriod => ({
  ...rest,
  isYearly: isYearly === 1,
  processIds: processIds === null ? null : JSON.parse(processIds),
});

export async function readBlackout(context: ReleasesContext): Promise<Blackout> {
  const [rows, settings] = await Promise.all([periodsOf(context).execute(), settingsOf(context).executeTakeFirst()]);
  return {
    calendar: context.calendar(),
    periods: rows.map(toPeriod),
    areHolidaysClosed: settings?.areHolidaysClosed === 1,
  };
}

/** The same, as this transaction finds it. */
export const blackoutNow = (context: ReleasesContext, tx: ReleaseTransaction): Blackout => ({
  calendar: context.calendar(),
  periods: tx.all(periodsOf(context)).map(toPeriod),
  areHolidaysClosed: tx.get(settingsOf(context))?.areHolidaysClosed === 1,
});

/** Why the time of a publication lies in a blackout, and in which period or on which holiday. */
export interface TimedOverride {
  readonly reason: string;
  /** Null: a holiday. */
  readonly periodId: string | null;
  /** The first day of a holiday; reasons that were given before it was kept hold for every holiday. */
  readonly startsOn?: string;
}

export const overrideIn = (text: string | null): TimedOverride | undefined => (text === null ? undefined : JSON.parse(text));

export const overrideOf = ({ periodId, startsOn }: Closure, reason: string): TimedOverride => ({
  reason,
  periodId,
  ...(periodId === null && { startsOn }),
});

/** The blackout for what has a time: what a reason was given for closes nothing. */
export function blackoutFor(blackout: Blackout, { blackoutOverride }: { readonly blackoutOverride: string | null }): Blackout {
  const override = overrideIn(blackoutOverride);
  if (!override) return blackout;
  const { periodId, startsOn } = override;
  const isPassed = (closure: Closure) =>
    closure.periodId === periodId && (periodId !== null || startsOn === undefined || startsOn === closure.startsOn);
  return { ...blackout, isPassed };
}

/** A closure as it is told; null where a moment is free. */
export function tellClosure(blackout: Blackout, processIds: readonly string[], at: number): wire.Closure | null {
  const closure = closureAt(blackout, processIds, at);
  return closure ? told(blackout, processIds, at, closure) : null;
}

export function told(blackout: Blackout, processIds: readonly string[], at: number, { name, endsOn }: Closure): wire.Closure {
  const free = nextFreeTime(blackout, processIds, at);
  return { period: name, endsOn, nextFreeAt: free === undefined ? null : new Date(free).toISOString() };
}
