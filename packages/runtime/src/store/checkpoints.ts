import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Connection } from './connection.ts';

/** A store that writes little needs no thread of its own. */
const commitsBeforeStart = 256;
const commitsBetween = 32;
/** Pages (of 4 KiB) at which a commit does the work itself: the thread's default without a thread, and the bound with one. */
const pagesWithout = 1_000;
const pagesWith = 16_384;

/**
 * Keeps the write-ahead log short from a thread beside the request path.
 *
 * SQLite's own checkpoint runs inside of whichever commit passes the bound, which then takes tens of milliseconds.
 */
export class Checkpoints {
  private readonly file: string;
  private readonly writer: Connection;
  private worker: Worker | undefined;
  private commits = 0;
  private isAtWork = true;
  private hasFailed = false;

  constructor(file: string, writer: Connection) {
    this.file = file;
    this.writer = writer;
  }

  /** Called after each commit. */
  committed(): void {
    this.commits += 1;
    if (!this.worker && !this.hasFailed && this.commits >= commitsBeforeStart) this.start();
    if (this.isAtWork || this.commits < commitsBetween) return;
    this.commits = 0;
    this.isAtWork = true;
    this.worker?.postMessage('checkpoint');
  }

  async stop(): Promise<void> {
    const { worker } = this;
    if (!worker || this.hasFailed) return;
    // The process waits for it now: it holds the database open.
    worker.ref();
    const ended = once(worker, 'exit');
    worker.postMessage('close');
    await ended;
  }

  private start(): void {
    // Sources run unbuilt, and built.
    const name = import.meta.url.endsWith('.ts') ? './checkpoint-worker.ts' : './checkpoint-worker.js';
    const worker = new Worker(new URL(name, import.meta.url), { workerData: this.file });
    worker.unref();
    worker.on('message', (message) => {
      this.isAtWork = false;
      if (message === 'ready') this.writer.pragma(`wal_autocheckpoint = ${pagesWith}`);
    });
    worker.on('error', () => {
      this.hasFailed = true;
      this.isAtWork = true;
      this.writer.pragma(`wal_autocheckpoint = ${pagesWithout}`);
    });
    this.worker = worker;
  }
}
