import type { Compilable } from 'kysely';
import type { AuditAction } from '../access/index.ts';
import { appendAudit, appendJournal, type JournalLine, type NewJournalLine } from './chain.ts';
import { type Connection, compiled, type Row } from './connection.ts';

/** What a command may do inside the shared transaction; of no use after it answered. */
export class Transaction {
  private readonly connection: Connection;
  private hooks: (() => void)[] = [];

  constructor(connection: Connection) {
    this.connection = connection;
  }

  all<O>(query: Compilable<O>): O[];
  all<T = Row>(sql: string, parameters?: readonly unknown[]): T[];
  all(query: string | Compilable<unknown>, parameters?: readonly unknown[]): unknown[] {
    if (typeof query === 'string') return this.connection.all(query, parameters);
    const { sql, parameters: bound } = compiled(query);
    return this.connection.all(sql, bound);
  }

  get<O>(query: Compilable<O>): O | undefined;
  get<T = Row>(sql: string, parameters?: readonly unknown[]): T | undefined;
  get(query: string | Compilable<unknown>, parameters?: readonly unknown[]): unknown {
    if (typeof query === 'string') return this.connection.get(query, parameters);
    const { sql, parameters: bound } = compiled(query);
    return this.connection.get(sql, bound);
  }

  /** Answers how many rows changed. */
  run(query: string | Compilable<unknown>, parameters?: readonly unknown[]): number {
    if (typeof query === 'string') return this.connection.run(query, parameters);
    const { sql, parameters: bound } = compiled(query);
    return this.connection.run(sql, bound);
  }

  /** Appends a line to the hash-chained journal. */
  note(line: NewJournalLine): JournalLine {
    return appendJournal(this.connection, line);
  }

  /** Appends a line to the hash-chained log of admin actions. */
  audit(action: AuditAction): void {
    appendAudit(this.connection, action);
  }

  /** Calls back after the COMMIT, before anybody is answered. */
  onCommit(hook: () => void): void {
    this.hooks.push(hook);
  }

  mark(): number {
    return this.hooks.length;
  }
  rollBackTo(mark: number): void {
    this.hooks.length = mark;
  }
  committed(): void {
    const { hooks } = this;
    this.hooks = [];
    for (const hook of hooks)
      try {
        hook();
      } catch (error) {
        // What was committed stands, and everybody is still to be answered.
        console.error('after a commit', error);
      }
  }
}
