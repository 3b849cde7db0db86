/** Publications to come whose time lies in a blackout: they wait until it is over. */
import { type Blackout, type Closure, closureAt, nextFreeTime } from '@fortnight/shared/calendar';
import type * as wire from '@fortnight/shared/contract';
import type { ProposalRow } from '../tables.ts';
import { overrideIn, told } from './reading.ts';

export type Timed = Pick<ProposalRow, 'blackoutOverride'> & { readonly publishAt: string };

/** What keeps it from being published at a moment; what an admin gave a reason for does not. */
function keeps(blackout: Blackout, processIds: readonly string[], row: Timed, at: number): Closure | undefined {
  const closure = closureAt(blackout, processIds, at);
  return closure && overrideIn(row.blackoutOverride)?.periodId === closure.periodId ? undefined : closure;
}

/** When it is published, epoch ms: at its time, or at the first free one after it. Null where there is none. */
export function publicationTime(blackout: Blackout, processIds: readonly string[], row: Timed, now: number): number | null {
  const at = Date.parse(row.publishAt);
  const free = keeps(blackout, processIds, row, at) ? nextFreeTime(blackout, processIds, at) : at;
  if (free === undefined || free > now || !keeps(blackout, processIds, row, now)) return free ?? null;
  return nextFreeTime(blackout, processIds, now) ?? null;
}

/** The blackout that it waits for; null where it is published at its time. */
export function heldIn(blackout: Blackout, processIds: readonly string[], row: Timed, now: number): wire.Closure | null {
  const at = Date.parse(row.publishAt);
  const closure = keeps(blackout, processIds, row, at) ?? (at <= now ? keeps(blackout, processIds, row, now) : undefined);
  if (!closure) return null;
  const time = publicationTime(blackout, processIds, row, now);
  return { ...told(blackout, processIds, at, closure), nextFreeAt: time === null ? null : new Date(time).toISOString() };
}
