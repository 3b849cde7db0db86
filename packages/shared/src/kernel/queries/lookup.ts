/**
 * Finds what a state holds open by its id, its token, its scope: by walking a short list, by an index beside a long one. The
 * index is no part of the state: it is made when it is first asked for, and goes from a list to the one that follows it.
 */

/** What the lists of a state hold, as far as it is looked up. */
interface Item {
  readonly id?: string;
  readonly tokenId?: string;
  readonly scopeId?: string;
  readonly element?: number;
  readonly via?: number;
}

/**
 * `before` is a scope of those that stand before an element; `place` is an element in a scope, `arrival` a flow that led into a
 * scope: these two take their number beside the scope's id.
 */
export type Key = 'id' | 'token' | 'scope' | 'before' | 'place' | 'arrival';

/** Walking up to so many is quicker than keeping an index. */
const short = 40;

function isMeant(item: Item, key: Key, value: string, number: number): boolean {
  switch (key) {
    case 'id':
      return item.id === value;
    case 'token':
      return item.tokenId === value;
    case 'scope':
      return item.scopeId === value;
    case 'before':
      return item.scopeId === value && item.via !== undefined;
    case 'place':
      return item.scopeId === value && item.element === number;
    case 'arrival':
      return item.scopeId === value && item.via === number;
  }
}

const joined = (scopeId: string | undefined, number: number | undefined): string | undefined =>
  scopeId === undefined || number === undefined ? undefined : `${number} ${scopeId}`;

function keyOf(item: Item, key: Key): string | undefined {
  switch (key) {
    case 'id':
      return item.id;
    case 'token':
      return item.tokenId;
    case 'scope':
      return item.scopeId;
    case 'before':
      return item.via === undefined ? undefined : item.scopeId;
    case 'place':
      return joined(item.scopeId, item.element);
    case 'arrival':
      return joined(item.scopeId, item.via);
  }
}

/**
 * One alone stands for itself: most have nobody beside them, and a map for each would weigh more than the state. Several stand by
 * their order, so that one that is replaced keeps its place.
 */
type Bucket = Item | Map<number, Item>;

const nobody: readonly Item[] = [];

class Index {
  /** By key and value, in the list's order; each key from when it is first asked for. */
  private readonly keys = new Map<Key, Map<string, Bucket>>();
  /** Grows along the list, so that a place in it is found by halving. */
  private readonly order = new Map<Item, number>();
  private next = 0;

  constructor(list: readonly Item[]) {
    for (const item of list) this.order.set(item, this.next++);
  }

  of(list: readonly Item[], key: Key, value: string, number: number): Iterable<Item> {
    let byValue = this.keys.get(key);
    if (!byValue) {
      byValue = new Map();
      this.keys.set(key, byValue);
      for (const item of list) this.put(byValue, keyOf(item, key), item);
    }
    const bucket = byValue.get(key === 'place' || key === 'arrival' ? `${number} ${value}` : value);
    return bucket === undefined ? nobody : bucket instanceof Map ? bucket.values() : [bucket];
  }

  add(item: Item): void {
    this.order.set(item, this.next++);
    for (const [key, byValue] of this.keys) this.put(byValue, keyOf(item, key), item);
  }

  remove(item: Item): void {
    const order = this.order.get(item) ?? -1;
    this.order.delete(item);
    for (const [key, byValue] of this.keys) {
      const value = keyOf(item, key);
      if (value === undefined) continue;
      const bucket = byValue.get(value);
      if (bucket instanceof Map && bucket.size > 1) bucket.delete(order);
      else byValue.delete(value);
    }
  }

  /** The new item stands where the old one stood. */
  replace(item: Item, by: Item): void {
    const order = this.order.get(item) ?? this.next++;
    this.order.set(by, order);
    this.order.delete(item);
    for (const [key, byValue] of this.keys) {
      const value = keyOf(item, key);
      if (value === undefined) continue;
      const bucket = byValue.get(value);
      if (bucket instanceof Map) bucket.set(order, by);
      else byValue.set(value, by);
    }
  }

  private put(byValue: Map<string, Bucket>, value: string | undefined, item: Item): void {
    if (value === undefined) return;
    const bucket = byValue.get(value);
    if (bucket === undefined) byValue.set(value, item);
    else if (bucket instanceof Map) bucket.set(this.orderOf(item), item);
    else {
      const both: readonly Item[] = [bucket, item];
      byValue.set(value, new Map(both.map((one) => [this.orderOf(one), one])));
    }
  }

  private readonly orderOf = (item: Item): number => this.order.get(item) ?? -1;

  placeOf(list: readonly Item[], item: Item): number {
    const wanted = this.order.get(item) ?? -1;
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const there = list[middle];
      if (there !== undefined && (this.order.get(there) ?? -1) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const indexes = new WeakMap<readonly Item[], Index>();

function indexOf(list: readonly Item[]): Index {
  const known = indexes.get(list);
  if (known) return known;
  const made = new Index(list);
  indexes.set(list, made);
  return made;
}

/** All that have this value, in the list's order. */
export function having<T extends Item>(list: readonly T[] = [], key: Key, value: string, number = -1): readonly T[] {
  if (list.length === 0) return list;
  if (list.length <= short) return list.filter((item) => isMeant(item, key, value, number));
  return [...indexOf(list).of(list, key, value, number)] as T[];
}

/** The first that has this value. */
export function firstHaving<T extends Item>(list: readonly T[] = [], key: Key, value: string, number = -1): T | undefined {
  if (list.length > short) {
    for (const item of indexOf(list).of(list, key, value, number)) return item as T;
    return undefined;
  }
  for (const item of list) if (isMeant(item, key, value, number)) return item;
  return undefined;
}

/** What a list is written by keeps its index true; nothing happens where it has none. */
export const follow = {
  /** One list takes the place of another, and holds the same. */
  moved(from: readonly Item[], to: readonly Item[]): void {
    const index = indexes.get(from);
    if (!index) return;
    indexes.delete(from);
    if (to.length > short) indexes.set(to, index);
  },
  added(list: readonly Item[], item: Item): void {
    indexes.get(list)?.add(item);
  },
  removed(list: readonly Item[], item: Item): void {
    if (list.length > short) indexes.get(list)?.remove(item);
    else indexes.delete(list);
  },
  replaced(list: readonly Item[], item: Item, by: Item): void {
    indexes.get(list)?.replace(item, by);
  },
};

/** Where an item of a list stands in it. */
export function placeIn(list: readonly Item[], item: Item): number {
  if (list[0] === item) return 0;
  return list.length > short ? indexOf(list).placeOf(list, item) : list.indexOf(item);
}
