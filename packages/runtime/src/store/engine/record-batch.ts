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

/** A row that was looked at or changed in this transaction; undefined stands for none. */
interface Entry<R> {
  readonly id: string;
  /** What the table holds, when `isStoredKnown`. */
  stored: R | undefined;
  isStoredKnown: boolean;
  /** What the batch makes of it, when `isOfBatch`. */
  batch: R | undefined;
  isOfBatch: boolean;
  /** What the running command makes of it, when `isOfCommand`. */
  command: R | undefined;
  isOfCommand: boolean;
  /** The members in which it may differ from what is stored, when not all may. */
  changed: Set<string> | undefined;
}

export class RecordBatch<R extends { readonly id: string }> implements WriteTable<R>, Unwritten {
  private readonly table: RecordTable<R>;
  private readonly options: RecordBatchOptions<R>;
  private readonly entries = new Map<string, Entry<R>>();
  private batch: Entry<R>[] = [];
  private command: Entry<R>[] = [];

  constructor(table: RecordTable<R>, options: RecordBatchOptions<R> = {}) {
    this.table = table;
    this.options = options;
  }

  get(id: string): R | undefined {
    const entry = this.entryOf(id);
    if (entry.isOfCommand) return entry.command;
    if (entry.isOfBatch) return entry.batch;
    return this.storedOf(entry);
  }

  find(where: Where<R>, options: { readonly orderBy?: keyof R & string; readonly limit?: number } = {}): R[] {
    const changed = new Map<string, R | undefined>();
    for (const entry of this.unwritten()) changed.set(entry.id, entry.isOfCommand ? entry.command : entry.batch);
    if (changed.size === 0) return this.table.find(where, options);
    const { orderBy, limit = Number.POSITIVE_INFINITY } = options;
    const rows = this.table.find(where, Number.isFinite(limit) ? { ...options, limit: limit + changed.size } : options);
    const found = rows.filter(({ id }) => !changed.has(id));
    for (const record of changed.values()) if (record && isLike(record, where)) found.push(record);
    if (orderBy !== undefined) found.sort((a, b) => compare(a[orderBy], b[orderBy]) || compareIds(a.id, b.id));
    return found.slice(0, limit);
  }

  insert(record: R): void {
    const entry = this.entryOf(record.id);
    const isChanged = entry.isOfCommand || entry.isOfBatch;
    const there = isChanged ? this.get(record.id) : entry.stored;
    if (there) throw new Error(`a record with the id ${record.id} is there already`);
    // Not looked for: if it is there nevertheless, SQLite refuses the second one.
    if (!isChanged) entry.isStoredKnown = true;
    this.change(entry, record);
  }
  update(id: string, changes: Partial<R>): void {
    const record = this.get(id);
    if (record) this.change(this.entryOf(id), { ...record, ...changes }, Object.keys(changes));
  }
  replace(record: R): void {
    if (this.get(record.id)) this.change(this.entryOf(record.id), record);
  }
  remove(id: string): void {
    this.change(this.entryOf(id), undefined);
  }

  /** Whether SQL does not see one of these as it is. */
  isUnwritten(isMeant: (record: R) => boolean = () => true): boolean {
    for (const entry of this.unwritten()) {
      const record = (entry.isOfCommand ? entry.command : entry.batch) ?? entry.stored;
      if (!record || isMeant(record)) return true;
    }
    return false;
  }

  keep(): void {
    for (const entry of this.command) {
      if (!entry.isOfBatch) this.batch.push(entry);
      entry.batch = entry.command;
      entry.isOfBatch = true;
      entry.isOfCommand = false;
    }
    if (this.command.length > 0) this.command = [];
  }
  forget(wasSaved: boolean): void {
    for (const entry of this.command) {
      entry.isOfCommand = false;
      if (!wasSaved) continue;
      entry.stored = entry.batch;
      entry.isStoredKnown = entry.isOfBatch;
    }
    if (this.command.length > 0) this.command = [];
  }
  write(part: 'batch' | 'command'): void {
    for (const entry of this[part]) this.writeEntry(entry, entry[part]);
  }
  end(isCommitted: boolean): void {
    const { resident } = this.options;
    if (isCommitted && resident)
      for (const { id, batch } of this.batch)
        if (batch) resident.set(batch);
        else resident.remove(id);
    this.entries.clear();
    if (this.batch.length > 0) this.batch = [];
    if (this.command.length > 0) this.command = [];
  }

  private entryOf(id: string): Entry<R> {
    const known = this.entries.get(id);
    if (known) return known;
    const made: Entry<R> = {
      id,
      stored: undefined,
      isStoredKnown: false,
      batch: undefined,
      isOfBatch: false,
      command: undefined,
      isOfCommand: false,
      changed: undefined,
    };
    this.entries.set(id, made);
    return made;
  }

  private storedOf(entry: Entry<R>): R | undefined {
    if (entry.isStoredKnown) return entry.stored;
    const { resident } = this.options;
    const known = resident?.get(entry.id);
    const record = known ?? this.table.get(entry.id);
    // No command of this transaction has changed it, so it is committed.
    if (!known && record) resident?.set(record);
    entry.stored = record;
    entry.isStoredKnown = true;
    return record;
  }

  private change(entry: Entry<R>, record: R | undefined, names?: readonly string[]): void {
    const isFirst = !entry.isOfCommand && !entry.isOfBatch;
    if (!names) entry.changed = undefined;
    else if (isFirst) entry.changed = new Set(names);
    else if (entry.changed) for (const name of names) entry.changed.add(name);
    if (!entry.isOfCommand) this.command.push(entry);
    entry.command = record;
    entry.isOfCommand = true;
  }

  private *unwritten(): Generator<Entry<R>> {
    for (const entry of this.batch) if (!entry.isOfCommand && !(entry.isStoredKnown && entry.stored === entry.batch)) yield entry;
    for (const entry of this.command) if (!(entry.isStoredKnown && entry.stored === entry.command)) yield entry;
  }

  private writeEntry(entry: Entry<R>, record: R | undefined): void {
    const { onWrite } = this.options;
    const { id, isStoredKnown } = entry;
    const before = isStoredKnown || !onWrite ? entry.stored : this.table.get(id);
    if (isStoredKnown && before === record) return;
    if (record && before) this.table.update(before, record, entry.changed);
    else {
      if (!isStoredKnown || before) this.table.remove(id);
      if (record) this.table.insert(record);
    }
    onWrite?.(before, record);
    entry.stored = record;
    entry.isStoredKnown = true;
  }
}

function isLike<R>(record: R, where: Where<R>): boolean {
  for (const name in where) if ((record[name] ?? null) !== (where[name] ?? null)) return false;
  return true;
}
/** As SQLite orders them: nothing, numbers, texts. */
const rankOf = (value: unknown): number => (typeof value === 'number' ? 1 : typeof value === 'string' ? 2 : 0);
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return rankOf(a) - rankOf(b);
}
const compareIds = (a: string, b: string): number => a.length - b.length || compare(a, b);
