/** A line of things of which one is shown: a new one ends what lay ahead of it; too old ones go. */
export interface Timeline<T> {
  current(): T;
  hasBefore(): boolean;
  hasAfter(): boolean;
  /** Puts one behind the current and goes there. */
  push(next: T): void;
  back(): void;
  forward(): void;
  /** What lies ahead of the current goes. */
  forgetAfter(): void;
  all(): readonly T[];
}

/** Shape: at most `most` are kept; `drop` takes what goes. */
export function createTimeline<T>(first: T, { most, drop }: { most: number; drop: (gone: T) => void }): Timeline<T> {
  const before: T[] = [];
  let current = first;
  let after: T[] = [];
  const forgetAfter = () => {
    after.forEach(drop);
    after = [];
  };
  return {
    current: () => current,
    hasBefore: () => before.length > 0,
    hasAfter: () => after.length > 0,
    push(next) {
      forgetAfter();
      before.push(current);
      current = next;
      for (const gone of before.splice(0, Math.max(0, before.length + 1 - most))) drop(gone);
    },
    back() {
      const previous = before.pop();
      if (previous === undefined) return;
      after.unshift(current);
      current = previous;
    },
    forward() {
      const next = after.shift();
      if (next === undefined) return;
      before.push(current);
      current = next;
    },
    forgetAfter,
    all: () => [...before, current, ...after],
  };
}
