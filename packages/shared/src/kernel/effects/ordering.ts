/** What one type of event orders from the host: an effect, or nothing. */
import type { Effect } from '../effect.ts';
import type { Event, EventType } from '../event.ts';
import type { Run } from '../parts/run.ts';

export type Ordering<T extends EventType> = (
  event: Extract<Event, { type: T }>,
  run: Run,
  /** What the step opened, or was open before, and still is. */
  isOpen: (id: string) => boolean,
) => Effect | readonly Effect[] | undefined;
export type Orders = { readonly [T in EventType]?: Ordering<T> };

/** An id is the number of its event behind a letter: was that event in this step? */
export const isNew = (run: { readonly events: readonly { readonly seq: number }[] }, id: string): boolean =>
  Number(id.slice(1)) >= (run.events[0]?.seq ?? Number.POSITIVE_INFINITY);
