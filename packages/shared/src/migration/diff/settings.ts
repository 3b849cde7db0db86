import { isJsonObject, type Json, type JsonObject, toCanonicalJson } from '../../base/index.ts';

/** One setting that is not as it was; absent where there is none. */
export interface SettingChange {
  /** The names that lead to it, without the items of lists: `extension.approval.approvers.who`. */
  readonly field: string;
  /** The items of lists on the way, from the outside in, by what they are known by. */
  readonly items: readonly string[];
  readonly before?: Json;
  readonly after?: Json;
}

/** What differs between two settings; nothing when they say the same. */
export function compareSettings(before: JsonObject, after: JsonObject): readonly SettingChange[] {
  const changes: SettingChange[] = [];
  compareObjects({ names: [], items: [] }, before, after, changes);
  return changes;
}

interface Way {
  readonly names: readonly string[];
  readonly items: readonly string[];
}

function compare(way: Way, before: Json | undefined, after: Json | undefined, changes: SettingChange[]): void {
  if (isJsonObject(before) && isJsonObject(after)) compareObjects(way, before, after, changes);
  else if (Array.isArray(before) && Array.isArray(after)) compareLists(way, before, after, changes);
  else if (before === undefined || after === undefined || toCanonicalJson(before) !== toCanonicalJson(after))
    changes.push(toChange(way, before, after));
}

const toChange = ({ names, items }: Way, before: Json | undefined, after: Json | undefined): SettingChange => ({
  field: names.join('.'),
  items,
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});

function compareObjects({ names, items }: Way, before: JsonObject, after: JsonObject, changes: SettingChange[]): void {
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
    compare({ names: [...names, name], items }, before[name], after[name], changes);
}

/** Items that are known by the same are compared with each other, and so is their order. */
function compareLists(way: Way, before: readonly Json[], after: readonly Json[], changes: SettingChange[]): void {
  const [then, now] = [byKey(before), byKey(after)];
  for (const key of new Set([...then.keys(), ...now.keys()])) {
    const inside = { names: way.names, items: [...way.items, key] };
    compare(inside, then.get(key), now.get(key), changes);
  }
  const [earlier, later] = [[...then.keys()].filter((key) => now.has(key)), [...now.keys()].filter((key) => then.has(key))];
  if (earlier.join('\n') !== later.join('\n'))
    changes.push(toChange({ names: [...way.names, 'order'], items: way.items }, earlier, later));
}

/** What an item of a list is known by, the first that it has. */
const keys = ['id', 'name', 'variable', 'who', 'lang', 'when', 'field', 'kind'];

function byKey(list: readonly Json[]): ReadonlyMap<string, Json> {
  const known = new Map<string, Json>();
  for (const item of list) {
    const base = keyOf(item);
    let key = base;
    for (let number = 2; known.has(key); number += 1) key = `${base} ${number}`;
    known.set(key, item);
  }
  return known;
}

function keyOf(item: Json): string {
  if (!isJsonObject(item)) return typeof item === 'string' ? item : toCanonicalJson(item);
  const name = keys.find((key) => typeof item[key] === 'string' && item[key] !== '');
  if (name === 'lang') return [item.lang, item.for].filter(Boolean).join(' ');
  return name === undefined ? '' : String(item[name]);
}
