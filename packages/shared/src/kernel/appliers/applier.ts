/** What remembers one type of event: changes the draft, decides nothing. */
import type { Event, EventType } from '../event.ts';
import type { Program } from '../program.ts';
import type { State } from '../state.ts';

/** What is being built and nobody holds yet. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A state that is being built: what its lists hold is shared and never written, the lists themselves by `append` and `replace` alone. */
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

/** The lists of a state, by name. */
type ListName = { [K in keyof State]-?: NonNullable<State[K]> extends readonly object[] ? K : never }[keyof State];
type ItemOf<K extends ListName> = NonNullable<State[K]>[number];

/**
 * Lists that a draft has made for itself: nobody else holds them, so they may be written. A step that opens ten thousand
 * tokens copies their list once.
 */
const made = new WeakMap<Draft, Map<ListName, readonly object[]>>();

function ownList<K extends ListName>(draft: Draft, name: K): ItemOf<K>[] {
  const lists = made.get(draft) ?? new Map<ListName, readonly object[]>();
  made.set(draft, lists);
  const list = draft[name] as ItemOf<K>[] | undefined;
  if (list !== undefined && lists.get(name) === list) return list;
  const own = list === undefined ? [] : [...list];
  lists.set(name, own);
  (draft as Record<ListName, readonly object[]>)[name] = own;
  return own;
}

/** Puts an item at the end of a list. */
export function append<K extends ListName>(draft: Draft, name: K, item: ItemOf<K>): void {
  ownList(draft, name).push(item);
}

/** Puts an item in the place of the first one that a test finds; nothing where it finds none. */
export function replace<K extends ListName>(
  draft: Draft,
  name: K,
  isMeant: (item: ItemOf<K>) => boolean,
  change: (item: ItemOf<K>) => ItemOf<K>,
): void {
  const index = (draft[name] as readonly ItemOf<K>[] | undefined)?.findIndex(isMeant) ?? -1;
  if (index < 0) return;
  const list = ownList(draft, name);
  const item = list[index];
  if (item !== undefined) list[index] = change(item);
}
