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
