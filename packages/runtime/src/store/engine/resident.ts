interface Kept<R> {
  readonly record: R;
  readonly size: number;
}

/**
 * Committed records that stay in memory, up to a bound of their size.
 *
 * In two halves: what is used is in the younger one; when that is full it becomes the older one, whose records go when
 * nobody has used them until the next time.
 */
export class Resident<R extends { readonly id: string }> {
  private readonly half: number;
  private readonly sizeOf: (record: R) => number;
  private young = new Map<string, Kept<R>>();
  private old = new Map<string, Kept<R>>();
  private size = 0;

  /** Sizes and their bound are in characters of the texts that a record holds, roughly; what has a size of 0 is not kept. */
  constructor(most: number, sizeOf: (record: R) => number) {
    this.half = most / 2;
    this.sizeOf = sizeOf;
  }

  get(id: string): R | undefined {
    const young = this.young.get(id);
    if (young) return young.record;
    const old = this.old.get(id);
    if (!old) return undefined;
    this.old.delete(id);
    this.put(id, old);
    return old.record;
  }

  set(record: R): void {
    const size = this.sizeOf(record);
    if (size === 0) this.remove(record.id);
    else this.put(record.id, { record, size });
  }

  remove(id: string): void {
    this.size -= this.young.get(id)?.size ?? 0;
    this.young.delete(id);
    this.old.delete(id);
  }

  /** The older half may hold an earlier one of the same id: nobody looks there first. */
  private put(id: string, kept: Kept<R>): void {
    this.size += kept.size - (this.young.get(id)?.size ?? 0);
    this.young.set(id, kept);
    if (this.size <= this.half) return;
    this.old = this.young;
    this.young = new Map();
    this.size = 0;
  }
}
