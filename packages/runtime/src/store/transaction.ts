import type { Compilable } from 'kysely';
import type { AuditAction } from '../access/index.ts';
import { appendAudit } from './chain.ts';
import { type Connection, compiled, type Row } from './connection.ts';
import type { JournalLines, NewJournalLine } from './journal-lines.ts';
import { NotWritten, type Unwritten } from './unwritten.ts';

/** What a command may do inside the shared transaction; of no use after it answered. */
export class Transaction {
  private readonly connection: Connection;
  private readonly journal: JournalLines;
  private readonly unwritten: readonly Unwritten[];
  private hooks: (() => void)[] = [];
  private hookCount = 0;
  /** The running command has a savepoint: it asked or changed something in SQL. */
  private isSaved = false;

  constructor(connection: Connection, journal: JournalLines, others: readonly Unwritten[]) {
    this.connection = connection;
    this.journal = journal;
    this.unwritten = [journal, ...others];
  }

  all<O>(query: Compilable<O>): O[];
  all<T = Row>(sql: string, parameters?: readonly unknown[]): T[];
  all(query: string | Compilable<unknown>, parameters?: readonly unknown[]): unknown[] {
    this.settle();
    if (typeof query === 'string') return this.connection.all(query, parameters);
    const { sql, parameters: bound } = compiled(query);
    return this.connection.all(sql, bound);
  }

  get<O>(query: Compilable<O>): O | undefined;
  get<T = Row>(sql: string, parameters?: readonly unknown[]): T | undefined;
  get(query: string | Compilable<unknown>, parameters?: readonly unknown[]): unknown {
    this.settle();
    if (typeof query === 'string') return this.connection.get(query, parameters);
    const { sql, parameters: bound } = compiled(query);
    return this.connection.get(sql, bound);
  }

  /** Answers how many rows changed. */
  run(query: string | Compilable<unknown>, parameters?: readonly unknown[]): number {
    this.settle();
    if (typeof query === 'string') return this.connection.run(query, parameters);
    const { sql, parameters: bound } = compiled(query);
    return this.connection.run(sql, bound);
  }

  /** Appends a line to the hash-chained journal. */
  note(line: NewJournalLine): void {
    this.journal.append(line);
  }

  /** Appends a line to the hash-chained log of admin actions. */
  audit(action: AuditAction): void {
    this.settle();
    appendAudit(this.connection, action);
  }

  /** Calls back after the COMMIT, before anybody is answered. */
  onCommit(hook: () => void): void {
    this.hooks.push(hook);
  }

  /** Brings the tables up to date, so that SQL sees what was changed so far and is undone with the command. */
  settle(): void {
    if (!this.isSaved) {
      this.writeBatch();
      this.connection.run('SAVEPOINT command');
      this.isSaved = true;
    }
    for (const part of this.unwritten) part.write('command');
  }

  /** Writes what the commands that answered have changed. Errors: throws `NotWritten`. */
  writeBatch(): void {
    try {
      for (const part of this.unwritten) part.write('batch');
    } catch (cause) {
      throw new NotWritten('what a batch of commands changed was not taken by SQLite', { cause });
    }
  }

  /** A command begins; `keep` or `forget` ends it. */
  begin(): void {
    this.hookCount = this.hooks.length;
  }
  keep(): void {
    if (this.isSaved) this.connection.run('RELEASE command');
    this.isSaved = false;
    for (const part of this.unwritten) part.keep();
  }
  forget(): void {
    const wasSaved = this.isSaved;
    if (wasSaved) {
      this.connection.run('ROLLBACK TO command');
      this.connection.run('RELEASE command');
    }
    this.isSaved = false;
    this.hooks.length = this.hookCount;
    for (const part of this.unwritten) part.forget(wasSaved);
  }

  end(isCommitted: boolean): void {
    for (const part of this.unwritten) part.end(isCommitted);
    const { hooks } = this;
    this.hooks = [];
    if (!isCommitted) return;
    for (const hook of hooks)
      try {
        hook();
      } catch (error) {
        // What was committed stands, and everybody is still to be answered.
        console.error('after a commit', error);
      }
  }
}
