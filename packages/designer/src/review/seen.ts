import { useCallback, useState } from 'react';

/** Pairs of versions that are remembered. */
const mostPairs = 20;
const storageKey = 'fortnight.seen';

type Stored = readonly (readonly [pair: string, keys: readonly string[]])[];

function read(): Stored {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '[]');
    return Array.isArray(stored) ? stored : [];
  } catch {
    return [];
  }
}

/** Which rows this reader has seen, of one pair of versions; the browser remembers. */
export function useSeen(pair: string) {
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => new Set(read().find(([known]) => known === pair)?.[1] ?? []));
  const see = useCallback(
    (key: string) =>
      setSeen((before) => {
        if (before.has(key)) return before;
        const after = new Set([...before, key]);
        const others = read().filter(([known]) => known !== pair);
        try {
          localStorage.setItem(storageKey, JSON.stringify([[pair, [...after]], ...others].slice(0, mostPairs)));
        } catch {
          // A browser that keeps nothing shows it all the same.
        }
        return after;
      }),
    [pair],
  );
  return { seen, see };
}
