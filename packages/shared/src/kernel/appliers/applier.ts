/** What remembers one type of event: changes the draft, decides nothing. */
import type { Event, EventType } from '../event.ts';
import type { Program } from '../program.ts';
import type { State } from '../state.ts';

/** What is being built and nobody holds yet. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A state that is being built: its lists may be replaced, what they hold is shared and never written. */
export type Draft = Writable<State>;

export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
export type Applier<T extends EventType> = (draft: Draft, event: EventOf<T>, program: Program) => void;
export type Appliers = { readonly [T in EventType]?: Applier<T> };

/** The list without what a test finds; the same list where it finds nothing, so that nothing is copied. */
export function without<T>(list: readonly T[], isGone: (item: T) => boolean): readonly T[] {
  if (list.length === 0) return list;
  const kept = list.filter((item) => !isGone(item));
  return kept.length === list.length ? list : kept;
}
