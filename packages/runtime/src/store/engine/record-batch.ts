/** One table as the commands of a batch see it: what they changed lies in memory, over the rows that SQLite has. */
import type { Where, WriteTable } from '../../engine/index.ts';
import type { Unwritten } from '../unwritten.ts';
import type { RecordTable } from './record-table.ts';
import type { Resident } from './resident.ts';

export interface RecordBatchOptions<R extends { readonly id: string }> {
  /** Keeps committed records in memory. */
  readonly resident?: Resident<R>;
  /** Called when a record is written, with the row as it was: what hangs on it is written then. */
  readonly onWrite?: (before: R | undefined, after: R | undefined) => void;
}

/** By id; undefined where there is no such record any more. */
type Changes<R> = Map<string, R | undefined>;

export class RecordBatch<R extends { readonly id: string }> implements WriteTable<R>, Unwritten {
  private readonly table: RecordTable<R>;
  private readonly options: RecordBatchOptions<R>;
  /** What the table holds in this transaction of the rows that were looked at. */
  private readonly stored: Changes<R> = new Map();
  private readonly batch: Changes<R> = new Map();
  private readonly command: Changes<R> = new Map();

  constructor(table: RecordTable<R>, options: RecordBatchOptions<R> = {}) {
    this.table = table;
    this.options = options;
  }

  get(id: string): R | undefined {
    if (this.command.has(id)) return this.command.get(id);
    if (this.batch.has(id)) return this.batch.get(id);
    if (this.stored.has(id)) return this.stored.get(id);
    const { resident } = this.options;
    const known = resident?.get(id);
    const record = known ?? this.table.get(id);
    // No command of this transaction has changed it, so it is committed.
    if (!known && record) resident?.set(record);
    this.stored.set(id, record);
    return record;
  }

  find(where: Where<R>, options: { readonly orderBy?: keyof R & string; readonly limit?: number } = {}): R[] {
    const unwritten = this.unwritten();
    if (unwritten.size === 0) return this.table.find(where, options);
    const { orderBy, limit = Number.POSITIVE_INFINITY } = options;
    const rows = this.table.find(where, Number.isFinite(limit) ? { ...options, limit: limit + unwritten.size } : options);
    const found = rows.filter(({ id }) => !unwritten.has(id));
    for (const record of unwritten.values()) if (record && isLike(record, where)) found.push(record);
    if (orderBy !== undefined) found.sort((a, b) => compare(a[orderBy], b[orderBy]) || compareIds(a.id, b.id));
    return found.slice(0, limit);
  }

  insert(record: R): void {
    const { id } = record;
    if (this.command.get(id) ?? this.batch.get(id)) throw new Error(`a record with the id ${id} is there already`);
    if (!this.isKnown(id)) this.stored.set(id, undefined);
    this.command.set(id, record);
  }
  update(id: string, changes: Partial<R>): void {
    const record = this.get(id);
    if (record) this.command.set(id, { ...record, ...changes });
  }
  replace(record: R): void {
    if (this.get(record.id)) this.command.set(record.id, record);
  }
  remove(id: string): void {
    this.command.set(id, undefined);
  }

  /** The records that SQL does not see as they are; undefined for those that are no more. */
  private unwritten(): ReadonlyMap<string, R | undefined> {
    if (this.batch.size + this.command.size === 0) return this.batch;
    const found: Changes<R> = new Map();
    for (const changes of [this.batch, this.command])
      for (const [id, record] of changes) {
        if (this.stored.has(id) && this.stored.get(id) === record) found.delete(id);
        else found.set(id, record);
      }
    return found;
  }

  /** Whether SQL does not see one of these as it is. */
  isUnwritten(isMeant: (record: R) => boolean = () => true): boolean {
    for (const changes of [this.batch, this.command])
      for (const [id, record] of changes) {
        const before = this.stored.get(id);
        if (this.stored.has(id) && before === record) continue;
        const either = record ?? before;
        if (!either || isMeant(either)) return true;
      }
    return false;
  }

  keep(): void {
    for (const [id, record] of this.command) this.batch.set(id, record);
    this.command.clear();
  }
  forget(wasSaved: boolean): void {
    if (wasSaved)
      for (const id of this.command.keys())
        if (this.batch.has(id)) this.stored.set(id, this.batch.get(id));
        else this.stored.delete(id);
    this.command.clear();
  }
  write(part: 'batch' | 'command'): void {
    for (const [id, record] of this[part]) {
      const isKnown = this.stored.has(id);
      const { onWrite } = this.options;
      const before = isKnown || !onWrite ? this.stored.get(id) : this.table.get(id);
      if (isKnown && before === record) continue;
      if (record && before) this.table.update(before, record);
      else {
        if (!isKnown || before) this.table.remove(id);
        if (record) this.table.insert(record);
      }
      onWrite?.(before, record);
      this.stored.set(id, record);
    }
  }
  end(isCommitted: boolean): void {
    const { resident } = this.options;
    if (isCommitted && resident)
      for (const [id, record] of this.batch)
        if (record) resident.set(record);
        else resident.remove(id);
    this.stored.clear();
    this.batch.clear();
    this.command.clear();
  }

  private isKnown(id: string): boolean {
    return this.command.has(id) || this.batch.has(id) || this.stored.has(id);
  }
}

const isLike = <R>(record: R, where: Where<R>): boolean => {
  for (const name in where) if ((record[name] ?? null) !== (where[name] ?? null)) return false;
  return true;
};
/** As SQLite orders them: nothing, numbers, texts. */
const rankOf = (value: unknown): number => (typeof value === 'number' ? 1 : typeof value === 'string' ? 2 : 0);
const compare = (a: unknown, b: unknown): number => {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return rankOf(a) - rankOf(b);
};
const compareIds = (a: string, b: string): number => a.length - b.length || compare(a, b);
