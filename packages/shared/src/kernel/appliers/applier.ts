/** What remembers one type of event: changes the draft, decides nothing. */
import type { Event, EventType } from '../event.ts';
import type { Program } from '../program.ts';
import { firstHaving, follow, having, type Key, placeIn } from '../queries/lookup.ts';
import type { State } from '../state.ts';

/** What is being built and nobody holds yet. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A state that is being built: what its lists hold is shared and never written, the lists themselves by `append`, `replace` and `remove` alone. */
export type Draft = Writable<State>;

export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
export type Applier<T extends EventType> = (draft: Draft, event: EventOf<T>, program: Program) => void;
export type Appliers = { readonly [T in EventType]?: Applier<T> };

/** The lists of a state, by name. */
type ListName = { [K in keyof State]-?: NonNullable<State[K]> extends readonly object[] ? K : never }[keyof State];
type ItemOf<K extends ListName> = NonNullable<State[K]>[number];

/**
 * The lists that the draft in hand has made for itself: nobody else holds them, so they may be written. A step that opens ten
 * thousand tokens copies their list once. One draft is written at a time; where two are in turn, they copy more often. Each has a set
 * of its own: one that is cleared and used again chains what it held to what it holds, and keeps dead lists from being collected.
 */
let made: { readonly draft?: Draft; readonly lists: Set<readonly object[]> } = { lists: new Set() };

function ownList<K extends ListName>(draft: Draft, name: K): ItemOf<K>[] {
  if (made.draft !== draft) made = { draft, lists: new Set() };
  const list = draft[name] as ItemOf<K>[] | undefined;
  if (list !== undefined && made.lists.has(list)) return list;
  const own = list === undefined ? [] : [...list];
  if (list !== undefined) follow.moved(list, own);
  made.lists.add(own);
  (draft as Record<ListName, readonly object[]>)[name] = own;
  return own;
}

/** Puts an item at the end of a list. */
export function append<K extends ListName>(draft: Draft, name: K, item: ItemOf<K>): void {
  const list = ownList(draft, name);
  list.push(item);
  follow.added(list, item);
}

/** Puts an item in the place of the first one that has this value; nothing where none has. */
export function replace<K extends ListName>(
  draft: Draft,
  name: K,
  where: { readonly key: Key; readonly value: string },
  change: (item: ItemOf<K>) => ItemOf<K>,
): void {
  const item = firstHaving(draft[name] as readonly ItemOf<K>[] | undefined, where.key, where.value);
  const changed = item && change(item);
  if (!item || !changed || changed === item) return;
  const list = ownList(draft, name);
  list[placeIn(list, item)] = changed;
  follow.replaced(list, item, changed);
}

/** Takes away all that have this value; nothing is copied where none has. A list that may be absent goes with its last item. */
export function remove<K extends ListName>(
  draft: Draft,
  name: K,
  key: Key,
  value: string,
  number?: number,
): readonly ItemOf<K>[] {
  const gone = having(draft[name] as readonly ItemOf<K>[] | undefined, key, value, number);
  for (const item of gone) removeItem(draft, name, item);
  return gone;
}

export function removeItem<K extends ListName>(draft: Draft, name: K, item: ItemOf<K>): void {
  const list = ownList(draft, name);
  list.splice(placeIn(list, item), 1);
  follow.removed(list, item);
  if (list.length === 0 && optional.has(name)) delete (draft as { [K in ListName]?: unknown })[name];
}

/** Lists that a state has only while something stands in them. */
const optional: ReadonlySet<ListName> = new Set(['calls', 'approvals', 'checks', 'completions', 'compensations'] as const);
