/** What is to go live at a time that lies in a blackout: it waits until that is over. */
import { type Blackout, closureAt, nextFreeTime } from '@fortnight/shared/calendar';
import type * as wire from '@fortnight/shared/contract';
import { blackoutFor, told } from './reading.ts';

export interface Timed {
  readonly publishAt: string;
  /** JSON (`TimedOverride`). */
  readonly blackoutOverride: string | null;
}

/** When it goes live, epoch ms: at its time, or at the first free one after it. Null where there is none. */
export function publicationTime(blackout: Blackout, processIds: readonly string[], row: Timed, now: number): number | null {
  const open = blackoutFor(blackout, row);
  const free = nextFreeTime(open, processIds, Date.parse(row.publishAt));
  if (free === undefined || free > now) return free ?? null;
  return nextFreeTime(open, processIds, now) ?? null;
}

/** The blackout that it waits for, now or at its time; null where it goes live then, or may by now. */
export function heldIn(blackout: Blackout, processIds: readonly string[], row: Timed, now: number): wire.Closure | null {
  const open = blackoutFor(blackout, row);
  const at = Date.parse(row.publishAt);
  const time = publicationTime(blackout, processIds, row, now);
  if (time !== null && time <= now) return null;
  const closure = (at <= now ? closureAt(open, processIds, now) : undefined) ?? closureAt(open, processIds, at);
  if (!closure) return null;
  return { ...told(open, processIds, at, closure), nextFreeAt: time === null ? null : new Date(time).toISOString() };
}
