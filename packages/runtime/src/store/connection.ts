/** One connection to SQLite, opened so that what was acknowledged survives a power cut. */
import Database from 'better-sqlite3';
import type { Compilable, CompiledQuery } from 'kysely';

/** What SQLite binds and answers. */
export type SqlValue = string | number | bigint | Buffer | null;
export type Row = Readonly<Record<string, SqlValue>>;

interface Prepared {
  readonly statement: Database.Statement<unknown[], SqlValue[]>;
  /** Empty for statements that answer no rows. */
  readonly columns: readonly string[];
  readonly isReader: boolean;
  readonly isReadonly: boolean;
}

const cacheSize = 500;

/**
 * A connection whose statements are prepared once and run in raw mode.
 *
 * Rows are mapped here: better-sqlite3 builds row objects with `Function()`, which the server's
 * `--disallow-code-generation-from-strings` forbids.
 */
export class Connection {
  readonly raw: Database.Database;
  private readonly prepared = new Map<string, Prepared>();

  constructor(file: string, options: { readonly readonly?: boolean } = {}) {
    this.raw = new Database(file, { readonly: options.readonly ?? false, timeout: 50 });
    if (options.readonly) return;
    this.pragma('journal_mode = WAL');
    this.pragma('synchronous = FULL');
    this.pragma('foreign_keys = ON');
    this.pragma('temp_store = MEMORY');
    // What a log that grew beyond all bounds (under a backup) gives back to the disk when it is begun anew.
    this.pragma(`journal_size_limit = ${64 * 2 ** 20}`);
    const [mode, synchronous] = [this.pragma('journal_mode'), this.pragma('synchronous')];
    if (mode !== 'wal' || synchronous !== 2) {
      this.raw.close();
      throw new Error(`${file}: expected journal_mode wal and synchronous 2 (FULL), found ${mode} and ${synchronous}`);
    }
  }

  /** The first column of the first row. */
  pragma(text: string): SqlValue | undefined {
    const statement = this.raw.prepare(`PRAGMA ${text}`);
    if (!statement.reader) {
      statement.run();
      return undefined;
    }
    return (statement.raw().get() as SqlValue[] | undefined)?.[0];
  }

  prepare(sql: string): Prepared {
    const known = this.prepared.get(sql);
    if (known) return known;
    const statement = this.raw.prepare<unknown[], SqlValue[]>(sql);
    const isReader = statement.reader;
    const columns = isReader ? statement.columns().map(({ name }) => name) : [];
    const made = { statement: isReader ? statement.raw() : statement, columns, isReader, isReadonly: statement.readonly };
    if (this.prepared.size >= cacheSize) this.prepared.delete(this.prepared.keys().next().value ?? '');
    this.prepared.set(sql, made);
    return made;
  }

  all<T = Row>(sql: string, parameters: readonly unknown[] = []): T[] {
    const { statement, columns } = this.prepare(sql);
    return statement.all(...parameters).map((values) => toRow<T>(columns, values));
  }

  get<T = Row>(sql: string, parameters: readonly unknown[] = []): T | undefined {
    const { statement, columns } = this.prepare(sql);
    const values = statement.get(...parameters);
    return values && toRow<T>(columns, values);
  }

  /** Answers how many rows changed. */
  run(sql: string, parameters: readonly unknown[] = []): number {
    const { statement, isReader } = this.prepare(sql);
    return isReader ? statement.all(...parameters).length : statement.run(...parameters).changes;
  }

  close(): void {
    this.prepared.clear();
    this.raw.close();
  }
}

function toRow<T>(columns: readonly string[], values: readonly SqlValue[]): T {
  const row: Record<string, SqlValue> = {};
  columns.forEach((name, index) => {
    row[name] = values[index] ?? null;
  });
  return row as T;
}

/** SQL text, or a Kysely builder that is only compiled. */
export const compiled = (query: Compilable<unknown>): CompiledQuery => query.compile() as CompiledQuery;
