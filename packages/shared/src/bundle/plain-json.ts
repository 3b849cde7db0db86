/** What names a thing stands before what is said of it. */
const first: readonly string[] = [
  'format',
  'kind',
  'id',
  'processId',
  'name',
  'version',
  'versionTag',
  'note',
  'contentHash',
  'createdAt',
  'server',
  'do',
  'elementId',
];
const rankOf = (key: string): number => (first.includes(key) ? first.indexOf(key) : first.length);
const byKey = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  rankOf(one) - rankOf(other) || (one < other ? -1 : 1);

/** Writes JSON with one member a line and keys in one order: equal values are equal text, and a change is a line. */
export const toPlainJson = (value: unknown): string => `${JSON.stringify(sorted(value), null, 2)}\n`;

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(byKey)
      .map(([key, member]) => [key, sorted(member)]),
  );
}
