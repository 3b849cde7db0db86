/** Which steps every way to a step passes: the dominators of a graph. */

export interface Dominators {
  /** The last node that every way to both passes, each counted as on its own way; none where their ways begin apart. */
  nearestCommon(one: string, other: string): string | undefined;
}

/**
 * Finds the dominators of what is reached from `begins`.
 *
 * Cost: a few walks through the graph, as long as it is drawn by people.
 * Source: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm".
 */
export function dominatorsOf(begins: readonly string[], outOf: ReadonlyMap<string, readonly string[]>): Dominators {
  const order = inOrder(begins, outOf);
  const rank = new Map(order.map((id, index) => [id, index + 1]));
  const before: number[][] = [[], ...order.map(() => [])];
  for (const id of begins) before[rank.get(id) ?? 0]?.push(0);
  for (const id of order) for (const next of outOf.get(id) ?? []) before[rank.get(next) ?? 0]?.push(rank.get(id) ?? 0);
  // 0 stands before every beginning; a rank that is not set yet is passed over.
  const nearest: (number | undefined)[] = [0];
  const meet = (one: number, other: number): number => {
    let [a, b] = [one, other];
    while (a !== b) {
      if (a > b) a = nearest[a] ?? 0;
      else b = nearest[b] ?? 0;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let index = 1; index <= order.length; index++) {
      const found = before[index]?.filter((from) => nearest[from] !== undefined).reduce(meet);
      if (found !== nearest[index]) changed = true;
      nearest[index] = found;
    }
  }
  return {
    nearestCommon(one, other) {
      const [a, b] = [rank.get(one), rank.get(other)];
      return a === undefined || b === undefined ? undefined : order[meet(a, b) - 1];
    },
  };
}

/** What is reached, each node before those that it leads to, but for circles. */
function inOrder(begins: readonly string[], outOf: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const seen = new Set(begins);
  const done: string[] = [];
  const open = [...seen].map((id) => ({ id, next: 0 }));
  for (let at = open.at(-1); at; at = open.at(-1)) {
    const then = outOf.get(at.id)?.[at.next++];
    if (then === undefined) done.push(open.pop()?.id ?? '');
    else if (!seen.has(then)) {
      seen.add(then);
      open.push({ id: then, next: 0 });
    }
  }
  return done.reverse();
}
