/** Kysely on the store's two connections: committed state is read on one, everything is written on the other. */
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import type { Connection } from './connection.ts';
import type { WriteQueue } from './write-queue.ts';

const dialectOf = (createDriver: () => Driver): Dialect => ({
  createDriver,
  createAdapter: () => new SqliteAdapter(),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createIntrospector: (database) => new SqliteIntrospector(database),
});

/** Reads only; another statement is refused by SQLite. */
export const readingDialect = (reader: Connection): Dialect =>
  dialectOf(() => new StoreDriver(() => ({ execute: async (query) => run(reader, query), begin: refuse, end: refuse })));

/** Reads and writes: every write joins the group commit, a transaction takes a turn of its own. */
export const writingDialect = (writer: Connection, reader: Connection, queue: WriteQueue): Dialect =>
  dialectOf(() => new StoreDriver(() => new WritingSession(writer, reader, queue)));

interface Session {
  execute(query: CompiledQuery): Promise<QueryResult<unknown>>;
  begin(): Promise<void>;
  end(command: 'COMMIT' | 'ROLLBACK'): Promise<void>;
}

const refuse = async (): Promise<void> => {
  throw new Error('this connection only reads; write through store.write or store.database()');
};

function run(connection: Connection, { sql, parameters }: CompiledQuery): QueryResult<unknown> {
  const { isReader, statement } = connection.prepare(sql);
  if (isReader) {
    const rows = connection.all(sql, parameters);
    return { rows, numAffectedRows: BigInt(rows.length) };
  }
  const { changes, lastInsertRowid } = statement.run(...parameters);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}

/** One of Kysely's connections: a single statement, or a transaction from its begin to its end. */
class WritingSession implements Session {
  private readonly writer: Connection;
  private readonly reader: Connection;
  private readonly queue: WriteQueue;
  private transaction: { readonly isSavepoint: boolean; readonly release: () => void } | undefined;

  constructor(writer: Connection, reader: Connection, queue: WriteQueue) {
    this.writer = writer;
    this.reader = reader;
    this.queue = queue;
  }

  async execute(query: CompiledQuery): Promise<QueryResult<unknown>> {
    if (this.transaction || this.queue.held()) return run(this.writer, query);
    if (this.writer.prepare(query.sql).isReadonly) return run(this.reader, query);
    return this.queue.write(() => run(this.writer, query), { isAlone: this.queue.isWithinRequest() });
  }

  async begin(): Promise<void> {
    if (this.queue.isWithinRequest()) {
      if (!this.queue.held()) await this.queue.write(() => undefined, { isAlone: true });
      if (!this.queue.isHeldAlone())
        throw new Error('a request that wrote by store.write already cannot begin a transaction of Kysely’s; use one of the two');
      this.writer.raw.exec('SAVEPOINT kysely');
      this.transaction = { isSavepoint: true, release: () => {} };
      return;
    }
    const release = await this.queue.takeTurn();
    try {
      await this.queue.begin();
    } catch (error) {
      release();
      throw error;
    }
    this.transaction = { isSavepoint: false, release };
  }

  async end(command: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    const { transaction } = this;
    this.transaction = undefined;
    if (!transaction) return;
    const { raw } = this.writer;
    try {
      if (!transaction.isSavepoint) raw.exec(command);
      else {
        if (command === 'ROLLBACK') raw.exec('ROLLBACK TO kysely');
        raw.exec('RELEASE kysely');
      }
    } finally {
      transaction.release();
    }
  }
}

class StoreConnection implements DatabaseConnection {
  readonly session: Session;
  constructor(session: Session) {
    this.session = session;
  }
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return (await this.session.execute(query)) as QueryResult<R>;
  }
  // biome-ignore lint/correctness/useYield: rows are answered whole; SQLite in the process has nothing to stream.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('this store does not stream');
  }
}

class StoreDriver implements Driver {
  private readonly open: () => Session;
  constructor(open: () => Session) {
    this.open = open;
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<StoreConnection> {
    return new StoreConnection(this.open());
  }
  beginTransaction(connection: StoreConnection): Promise<void> {
    return connection.session.begin();
  }
  commitTransaction(connection: StoreConnection): Promise<void> {
    return connection.session.end('COMMIT');
  }
  rollbackTransaction(connection: StoreConnection): Promise<void> {
    return connection.session.end('ROLLBACK');
  }
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}
