/** The one writer: commands that arrive together share a transaction, and each is undone alone. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Connection } from './connection.ts';
import type { JournalLines } from './journal-lines.ts';
import { Transaction } from './transaction.ts';
import { sqliteCode, unavailable } from './unavailable.ts';
import { NotWritten, type Unwritten } from './unwritten.ts';

interface Queued {
  readonly command: (tx: Transaction) => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  readonly request: Request | undefined;
  /** Shares its transaction with no other command. */
  readonly isAlone: boolean;
  readonly since: number;
}
type Outcome = { readonly entry: Queued } & (
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: unknown }
);

/** A request whose writes and kept answer stand or fall together. */
class Request {
  /** The transaction that is kept open for the rest of the request's writes. */
  held: Transaction | undefined;
  isHeldAlone = false;
  /** Answered: what it left running (a timer, a loop) is on its own. */
  isOver = false;
  /** Settled when the request has nothing more to write. */
  readonly done = Promise.withResolvers<void>();
  /** Of each transaction that was held for it: one that answers late has several. */
  private readonly commits: PromiseWithResolvers<void>[] = [];

  hold(transaction: Transaction, isAlone: boolean): void {
    if (this.held === transaction) return;
    this.held = transaction;
    this.isHeldAlone = isAlone;
    const commit = Promise.withResolvers<void>();
    // A commit may fail before anybody waits for it; whoever does then is told.
    commit.promise.catch(() => {});
    this.commits.push(commit);
  }

  /** Settles once all that it wrote is on the disk. Errors: rejects with why one of its transactions is not. */
  async written(): Promise<void> {
    for (const { promise } of this.commits) await promise;
  }

  resolveCommit(): void {
    this.commits.at(-1)?.resolve();
  }

  rejectCommit(reason: unknown): void {
    this.commits.at(-1)?.reject(reason);
  }
}

/** A batch is bounded, so that one COMMIT keeps nobody waiting for long. */
const batchSize = 256;
/** How long another process may hold the database before commands are refused. */
const busyForMs = 5_000;
/** A request that answers this late is committed without its kept answer, so that it holds nobody up. */
const heldForMs = 2_000;

export interface WriteStatistics {
  commands: number;
  commits: number;
  /** The latest commands' time from arrival to COMMIT, for percentiles. */
  readonly latenciesMs: number[];
}

const latencyCount = 1_000;

export interface WriteQueueOptions {
  readonly journal: JournalLines;
  /** What else is kept in memory until a batch is written. */
  readonly parts: readonly Unwritten[];
  /** What a batch waits for before it begins, if anything. */
  readonly turn?: () => Promise<void> | undefined;
  /** Told after each COMMIT how many commands it carried. */
  readonly onCommit?: (commandCount: number) => void;
}

export class WriteQueue {
  readonly statistics: WriteStatistics = { commands: 0, commits: 0, latenciesMs: [] };
  private readonly connection: Connection;
  private readonly requests = new AsyncLocalStorage<Request>();
  private queue: Queued[] = [];
  private isScheduled = false;
  /** Whoever writes alone: a flush, or a transaction of Kysely's. */
  private turn: Promise<void> = Promise.resolve();
  private isBusy = false;
  private isClosed = false;

  private readonly options: WriteQueueOptions;

  constructor(connection: Connection, options: WriteQueueOptions) {
    this.connection = connection;
    this.options = options;
  }

  /** Runs a synchronous command; answers once it is on the disk. */
  write<T>(command: (tx: Transaction) => T, options: { readonly isAlone?: boolean } = {}): Promise<T> {
    const request = this.request();
    if (request?.held) return this.within(request.held, command);
    if (this.isClosed) return Promise.reject(new Error('the store is closed'));
    return new Promise<T>((resolve, reject) => {
      this.queue.push({
        command,
        resolve: resolve as (value: unknown) => void,
        reject,
        request,
        isAlone: options.isAlone ?? false,
        since: performance.now(),
      });
      this.schedule();
    });
  }

  /** The transaction that this request holds open, if it wrote already. */
  held(): Transaction | undefined {
    return this.request()?.held;
  }

  isHeldAlone(): boolean {
    return this.request()?.isHeldAlone ?? false;
  }

  /** Is this a request whose writes are kept together? */
  isWithinRequest(): boolean {
    return this.request() !== undefined;
  }

  private request(): Request | undefined {
    const request = this.requests.getStore();
    return request?.isOver ? undefined : request;
  }

  /**
   * Runs a request whose writes share one transaction with `last`, which is given what the request answered;
   * settles after the COMMIT.
   */
  async together<T>(run: () => Promise<T>, last: (tx: Transaction, answer: T) => void): Promise<void> {
    if (this.isWithinRequest()) throw new Error('requests that are kept together do not nest');
    const request = new Request();
    try {
      const answer = await this.requests.run(request, run);
      const { held } = request;
      if (held) await this.within(held, (tx) => last(tx, answer));
      else await this.write((tx) => last(tx, answer));
      request.isOver = true;
      request.done.resolve();
      await request.written();
    } finally {
      request.isOver = true;
      request.done.resolve();
    }
  }

  /** Waits for the writer and keeps it until the answered function is called. */
  async takeTurn(): Promise<() => void> {
    const before = this.turn;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.turn = before.then(() => promise);
    await before;
    this.isBusy = true;
    return () => {
      this.isBusy = false;
      resolve();
    };
  }

  async close(): Promise<void> {
    while (this.queue.length > 0 || this.isBusy || this.isScheduled) await new Promise((resolve) => setImmediate(resolve));
    this.isClosed = true;
  }

  private async within<T>(tx: Transaction, command: (tx: Transaction) => T): Promise<T> {
    const outcome = this.attempt(tx, command);
    if (!outcome.ok) throw outcome.error;
    return outcome.value as T;
  }

  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    // Outside of the request that happens to come first: what is called back after the commit is nobody's.
    this.requests.exit(() => setImmediate(() => void this.flush()));
  }

  private async flush(): Promise<void> {
    const release = this.isBusy ? await this.takeTurn() : this.takeTurnNow();
    const turn = this.options.turn?.();
    if (turn) await turn;
    this.isScheduled = false;
    const batch = this.queue.splice(0, this.nextBatchSize());
    if (this.queue.length > 0) this.schedule();
    try {
      await this.commit(batch);
    } finally {
      release();
      const now = performance.now();
      const { latenciesMs } = this.statistics;
      for (const { since } of batch) latenciesMs.push(now - since);
      if (latenciesMs.length > latencyCount) latenciesMs.splice(0, latenciesMs.length - latencyCount);
    }
  }

  private nextBatchSize(): number {
    const alone = this.queue.findIndex(({ isAlone }) => isAlone);
    return alone === -1 ? batchSize : Math.min(batchSize, Math.max(1, alone));
  }

  /** Without waiting a turn of the event loop: a batch begins and commits in one. */
  private takeTurnNow(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.turn = this.turn.then(() => promise);
    this.isBusy = true;
    return () => {
      this.isBusy = false;
      resolve();
    };
  }

  private async commit(batch: readonly Queued[]): Promise<void> {
    const { raw } = this.connection;
    let outcomes: Outcome[] = [];
    const tx = new Transaction(this.connection, this.options.journal, this.options.parts);
    const early = new Set<Queued>();
    try {
      await this.begin();
      outcomes = batch.map((entry) => ({ entry, ...this.attempt(tx, entry.command) }) as Outcome);
      tx.writeBatch();
      const holding = outcomes.filter(({ ok, entry }) => ok && entry.request !== undefined);
      if (holding.length > 0) await this.hold(tx, holding, early);
      raw.exec('COMMIT');
    } catch (error) {
      const isWhole = raw.inTransaction;
      if (isWhole) raw.exec('ROLLBACK');
      tx.end(false);
      if (error instanceof NotWritten && isWhole && early.size === 0) return this.oneByOne(batch, error);
      const reason = unavailable(error);
      for (const entry of batch) {
        if (!early.has(entry)) entry.reject(reason);
        entry.request?.rejectCommit(reason);
      }
      return;
    }
    this.statistics.commits += 1;
    this.statistics.commands += batch.length;
    this.options.onCommit?.(batch.length);
    tx.end(true);
    for (const outcome of outcomes) {
      const { entry } = outcome;
      entry.request?.resolveCommit();
      if (early.has(entry)) continue;
      if (outcome.ok) entry.resolve(outcome.value);
      else entry.reject(outcome.error);
    }
  }

  /** One of a batch changed what SQLite does not take: alone, the others are kept and that one is told. */
  private async oneByOne(batch: readonly Queued[], { cause }: NotWritten): Promise<void> {
    const [first] = batch;
    if (batch.length > 1) for (const entry of batch) await this.commit([entry]);
    else {
      first?.reject(cause);
    }
  }

  /** Another process (a backup, a check) may hold the database for a moment. Errors: throws SQLite's when it is for longer. */
  async begin(): Promise<void> {
    for (const until = performance.now() + busyForMs; ; ) {
      try {
        this.connection.raw.exec('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if (sqliteCode(error) !== 'SQLITE_BUSY' || performance.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  /** Lets each request go on to its answer, which is then written into the same transaction. */
  private async hold(tx: Transaction, outcomes: readonly Outcome[], early: Set<Queued>): Promise<void> {
    const requests = outcomes.flatMap((outcome) => {
      const { request } = outcome.entry;
      if (!request || !outcome.ok) return [];
      request.hold(tx, outcome.entry.isAlone);
      early.add(outcome.entry);
      outcome.entry.resolve(outcome.value);
      return [request];
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, heldForMs);
    });
    await Promise.race([Promise.all(requests.map(({ done }) => done.promise)), late]);
    clearTimeout(timer);
    for (const request of requests) request.held = undefined;
  }

  private attempt<T>(tx: Transaction, command: (tx: Transaction) => T): { ok: true; value: T } | { ok: false; error: unknown } {
    tx.begin();
    try {
      const value = command(tx);
      if (value instanceof Promise) throw new Error('a command of the store is synchronous; found one that answers a promise');
      // Kysely's statements run beside the commands of a held transaction, and see what they changed.
      if (this.held() === tx) tx.settle();
      tx.keep();
      return { ok: true, value };
    } catch (error) {
      if (error instanceof NotWritten || !this.connection.raw.inTransaction) throw error;
      tx.forget();
      return { ok: false, error };
    }
  }
}
