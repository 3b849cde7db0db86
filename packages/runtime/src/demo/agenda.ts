/** What is to happen, in the order of its time. */
export interface Agenda {
  /** Times are epoch ms. What is put at the same time comes in the order that it was put in. */
  put(at: number, act: () => Promise<void>): void;
  /** Takes what comes next, when it comes before `until`. */
  take(until: number): { readonly at: number; readonly act: () => Promise<void> } | undefined;
}

export function createAgenda(): Agenda {
  const items: { at: number; act: () => Promise<void> }[] = [];
  return {
    put(at, act) {
      const index = items.findLastIndex((item) => item.at <= at);
      items.splice(index + 1, 0, { at, act });
    },
    take(until) {
      const [first] = items;
      return first && first.at < until ? items.shift() : undefined;
    },
  };
}
