/** What remembers one type of event: changes the draft, decides nothing. */
import type { Event, EventType } from '../event.ts';
import type { Program } from '../program.ts';
import type { State } from '../state.ts';

/** A state that is being built: its lists may be replaced, what they hold is shared and never written. */
export type Draft = { -readonly [K in keyof State]: State[K] };

export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
export type Applier<T extends EventType> = (draft: Draft, event: EventOf<T>, program: Program) => void;
export type Appliers = { readonly [T in EventType]?: Applier<T> };

/** The list without what a test finds; the same list where it finds nothing, so that nothing is copied. */
export function without<T>(list: readonly T[], isGone: (item: T) => boolean): readonly T[] {
  return list.some(isGone) ? list.filter((item) => !isGone(item)) : list;
}
