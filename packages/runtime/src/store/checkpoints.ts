import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../base/index.ts';
import type { Connection } from './connection.ts';

export interface CheckpointBounds {
  /** A store that writes little needs no thread of its own: it starts after so many commits, or commands. */
  readonly commitsBeforeStart: number;
  readonly commandsBeforeStart: number;
  /** The thread looks at the log after so many commits, or commands, whichever comes first. */
  readonly commitsBetween: number;
  readonly commandsBetween: number;
  /** Past so many pages (of 4 KiB) the log is begun anew, for which commits have to wait. */
  readonly pages: number;
  /** They wait once a round had no more to move than this, or after so many rounds. */
  readonly pagesARound: number;
  readonly rounds: number;
}

const usual: CheckpointBounds = {
  commitsBeforeStart: 256,
  commandsBeforeStart: 1_024,
  commitsBetween: 64,
  commandsBetween: 1_024,
  pages: 4_096,
  pagesARound: 256,
  rounds: 4,
};
/** Pages at which a commit does the work itself: the usual without a thread, and a last resort with one. */
const pagesWithout = 1_000;
const pagesWith = 65_536;
/** Whoever reads one moment of the database for long, such as a backup, keeps the log from being begun anew. */
const commitsAfterVain = 1_000;

type Answer = readonly [isBusy: number, pages: number, moved: number];

/**
 * Keeps the write-ahead log short from a thread beside the request path.
 *
 * SQLite's own checkpoint runs inside of whichever commit passes the bound, which then takes tens of milliseconds.
 * The thread moves pages while commits go on. SQLite begins the log anew when all of it is moved, so once little is left
 * commits wait for the thread's last round, which is short.
 */
export class Checkpoints {
  private readonly file: string;
  private readonly writer: Connection;
  private readonly bounds: CheckpointBounds;
  private worker: Worker | undefined;
  private hasFailed = false;
  private isStopping = false;
  private isAtWork = true;
  private commits = 0;
  private commands = 0;
  private rounds = 0;
  private moved = 0;
  private commitsUntilNext = 0;
  private gate: PromiseWithResolvers<void> | undefined;

  constructor(file: string, writer: Connection, bounds: Partial<CheckpointBounds> = {}) {
    this.file = file;
    this.writer = writer;
    this.bounds = { ...usual, ...bounds };
  }

  /** A promise that commits wait for, while the log is about to be begun anew. */
  get turn(): Promise<void> | undefined {
    return this.gate?.promise;
  }

  /** Called after each commit. */
  committed(commandCount: number): void {
    this.commits += 1;
    this.commands += commandCount;
    const isMuch = this.commits >= this.bounds.commitsBeforeStart || this.commands >= this.bounds.commandsBeforeStart;
    if (!this.worker && !this.hasFailed && isMuch) this.start();
    if (this.isAtWork || this.commits < this.commitsUntilNext) return;
    if (this.commits < this.bounds.commitsBetween && this.commands < this.bounds.commandsBetween) return;
    this.rounds = 0;
    this.commitsUntilNext = 0;
    this.work();
  }

  async stop(): Promise<void> {
    const { worker } = this;
    if (!worker || this.hasFailed) return;
    this.isStopping = true;
    // The process waits for it now: it holds the database open.
    worker.ref();
    const ended = once(worker, 'exit');
    worker.postMessage('close');
    await ended;
  }

  private work(): void {
    this.commits = 0;
    this.commands = 0;
    this.rounds += 1;
    this.isAtWork = true;
    this.worker?.postMessage('checkpoint');
  }

  private answered([isBusy, pages, moved]: Answer): void {
    this.isAtWork = this.isStopping;
    if (this.gate) {
      this.open();
      if (!this.isStopping) this.worker?.unref();
      if (isBusy || moved < pages) this.commitsUntilNext = commitsAfterVain;
      return;
    }
    // A round leaves what was committed meanwhile, so the next one has less to do.
    const movedNow = moved < this.moved ? moved : moved - this.moved;
    this.moved = moved;
    if (this.isStopping || isBusy || pages < this.bounds.pages) return;
    if (movedNow <= this.bounds.pagesARound || this.rounds >= this.bounds.rounds) {
      this.gate = Promise.withResolvers();
      // A program that waits for its command does not end meanwhile.
      this.worker?.ref();
    }
    this.work();
  }

  private open(): void {
    this.gate?.resolve();
    this.gate = undefined;
  }

  private start(): void {
    const worker = startThread(import.meta, 'checkpoint-worker', { workerData: this.file });
    worker.unref();
    worker.on('message', (message: 'ready' | Answer) => {
      if (message !== 'ready') return this.answered(message);
      this.isAtWork = this.isStopping;
      this.writer.pragma(`wal_autocheckpoint = ${pagesWith}`);
    });
    worker.on('error', () => {
      this.hasFailed = true;
      this.isAtWork = true;
      this.open();
      this.writer.pragma(`wal_autocheckpoint = ${pagesWithout}`);
    });
    this.worker = worker;
  }
}
