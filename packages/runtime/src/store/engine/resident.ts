/** Committed records that stay in memory: what was used last, up to a bound of their size. */
export class Resident<R extends { readonly id: string }> {
  private readonly records = new Map<string, R>();
  private readonly most: number;
  private readonly sizeOf: (record: R) => number;
  private size = 0;

  /** Sizes and their bound are in characters of the texts that a record holds, roughly; what has a size of 0 is not kept. */
  constructor(most: number, sizeOf: (record: R) => number) {
    this.most = most;
    this.sizeOf = sizeOf;
  }

  get(id: string): R | undefined {
    const record = this.records.get(id);
    if (!record) return undefined;
    this.records.delete(id);
    this.records.set(id, record);
    return record;
  }

  set(record: R): void {
    this.remove(record.id);
    const size = this.sizeOf(record);
    if (size === 0) return;
    this.size += size;
    this.records.set(record.id, record);
    for (const oldest of this.records.keys()) {
      if (this.size <= this.most) return;
      this.remove(oldest);
    }
  }

  remove(id: string): void {
    const record = this.records.get(id);
    if (!record) return;
    this.size -= this.sizeOf(record);
    this.records.delete(id);
  }
}
