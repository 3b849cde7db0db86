import type { Worker } from 'node:worker_threads';
import type { Result } from '@fortnight/shared/base';
import type { BundleFile, Release } from '@fortnight/shared/bundle';
import { limits, type WireProblem } from '@fortnight/shared/contract';
import type { ProcessNode } from '@fortnight/shared/model';
import { startThread } from '../base/index.ts';
import type { Checked, CheckLimits, CheckOptions } from './check.ts';
import type { Comparable, Compared } from './compare.ts';
import { readingLimits } from './reading-limits.ts';
import { ReleaseRefused } from './refusal.ts';

/** Reads documents that somebody sent, away from the thread that answers requests. */
export interface Documents {
  /**
   * Reads a model and says everything that is wrong with it.
   *
   * Errors: refuses with 422 a document that takes too long or too much memory; what is wrong with it otherwise is in
   * `problems`.
   */
  check(bpmn: string, options: CheckOptions): Promise<Checked>;
  /** Reads one process of a model that was published. Errors: throws when it is not readable any more. */
  readProcess(bpmn: string, processId: string): Promise<ProcessNode>;
  /** Says what differs between what was published and what may be. Errors: as `check`. */
  compare(before: Comparable | null, after: Comparable): Promise<Compared>;
  /** Makes the zip of a release. */
  pack(release: Release): Promise<Uint8Array>;
  /** Reads the zip of a bundle, or its files, as a release; what is wrong with it is in the problems. Errors: as `check`. */
  readRelease(from: BundleSource): Promise<ReadBundle>;
  /** Ends the thread; what was not read yet is refused with 503. */
  close(): Promise<void>;
}

type BundleSource = Uint8Array | readonly BundleFile[];
type ReadBundle = Result<Release, readonly WireProblem[]>;

/** What the thread is asked. */
export type Question =
  | { readonly ask: 'check'; readonly bpmn: string; readonly options: CheckOptions }
  | { readonly ask: 'process'; readonly bpmn: string; readonly processId: string }
  | { readonly ask: 'compare'; readonly bpmn: string; readonly before: Comparable | null; readonly after: Comparable }
  | { readonly ask: 'pack'; readonly bpmn: string; readonly release: Release }
  | { readonly ask: 'release'; readonly from: BundleSource };
export type Answer = { readonly answer: unknown } | 'ready';

interface Order {
  readonly question: Question;
  /** On the machine's own clock. */
  readonly askedAt: number;
  readonly answer: (answer: unknown) => void;
  readonly refuse: (error: Error) => void;
}

interface ThreadOptions {
  /** How long one document may take, from when the thread has it in hand. */
  readonly deadlineMs?: number;
  /** How long one may wait for its turn: whoever asked is answered in time, or has gone. */
  readonly patienceMs?: number;
  readonly memoryMb?: number;
  /** The file beside this one that runs in the thread. */
  readonly script?: string;
}

/** Characters of documents that wait. */
const mostHeld = 64 * 1024 * 1024;
const checkLimits: CheckLimits = {
  processes: limits.modelProcesses,
  problems: limits.modelProblems,
  playsMs: limits.playsMs,
  reading: readingLimits,
};

/**
 * Keeps one thread for all documents: it starts with the first, and again after one that killed it.
 *
 * Cost: documents are read one at a time, the shortest that waits first, so that a small one does not stand behind many
 * large ones. An idle thread keeps no process alive.
 */
export function createDocuments({
  deadlineMs = 20_000,
  patienceMs = limits.requestTimeoutMs - deadlineMs,
  memoryMb = 1024,
  script = 'document-worker',
}: ThreadOptions = {}): Documents {
  let waiting: Order[] = [];
  let thread: Worker | undefined;
  let isReady = false;
  let isClosed = false;
  let inHand: Order | undefined;
  let deadline: NodeJS.Timeout | undefined;

  function start(): void {
    const started = startThread(import.meta, script, {
      workerData: checkLimits,
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    });
    thread = started;
    started.on('message', (message: Answer) => {
      if (started !== thread) return;
      if (message === 'ready') isReady = true;
      else settle((order) => order.answer(message.answer));
      next();
    });
    started.on('error', (error: Error) => {
      if (started !== thread) return;
      // A thread that cannot even start is a defect, and trying it again for each document that waits would not help.
      if (!isReady) for (const order of waiting.splice(0)) order.refuse(error);
      fail(isOutOfMemory(error) ? tooLarge() : error);
    });
  }

  /** Gives up the document in hand and the thread with it; the next document gets a new one. */
  function fail(error: Error): void {
    void thread?.terminate();
    thread = undefined;
    isReady = false;
    settle((order) => order.refuse(error));
    next();
  }

  function settle(how: (order: Order) => void): void {
    clearTimeout(deadline);
    const order = inHand;
    inHand = undefined;
    if (order) how(order);
    dropStale();
  }

  function dropStale(): void {
    const now = performance.now();
    const isStale = ({ askedAt }: Order): boolean => now - askedAt > patienceMs;
    for (const order of waiting.filter(isStale)) order.refuse(busy());
    waiting = waiting.filter((order) => !isStale(order));
  }

  function next(): void {
    if (isClosed) for (const order of waiting.splice(0)) order.refuse(closing());
    if (waiting.length === 0 && !inHand) {
      thread?.unref();
      return;
    }
    if (!thread) start();
    thread?.ref();
    if (!isReady || inHand) return;
    inHand = waiting.splice(shortest(waiting), 1)[0];
    try {
      thread?.postMessage(inHand?.question);
    } catch (error) {
      // What cannot be handed over costs its own request alone.
      settle((order) => order.refuse(error instanceof Error ? error : new Error(String(error))));
      next();
      return;
    }
    deadline = setTimeout(() => fail(tooLong(deadlineMs)), deadlineMs);
  }

  const ask = <T>(question: Question): Promise<T> =>
    new Promise<unknown>((answer, refuse) => {
      const held = waiting.reduce((sum, order) => sum + lengthOf(order.question), 0);
      if (held > mostHeld) throw busy();
      waiting.push({ question, askedAt: performance.now(), answer, refuse });
      next();
    }) as Promise<T>;

  return {
    check: (bpmn, options) => ask<Checked>({ ask: 'check', bpmn, options }),
    readProcess: (bpmn, processId) => ask<ProcessNode>({ ask: 'process', bpmn, processId }),
    compare: (before, after) => ask<Compared>({ ask: 'compare', bpmn: `${before?.bpmn ?? ''}${after.bpmn}`, before, after }),
    pack: (release) => ask<Uint8Array>({ ask: 'pack', bpmn: release.content.bpmn, release }),
    readRelease: (from) => ask<ReadBundle>({ ask: 'release', from }),
    async close() {
      isClosed = true;
      settle((order) => order.refuse(closing()));
      next();
      await thread?.terminate();
      thread = undefined;
    },
  };
}

function lengthOf(question: Question): number {
  if (question.ask !== 'release') return question.bpmn.length;
  const { from } = question;
  return from instanceof Uint8Array ? from.length : from.reduce((sum, { content }) => sum + content.length, 0);
}

function shortest(orders: readonly Order[]): number {
  const lengths = orders.map(({ question }) => lengthOf(question));
  return lengths.indexOf(Math.min(...lengths));
}

const isOutOfMemory = (error: Error): boolean => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const busy = () =>
  new ReleaseRefused(503, 'busy', 'Too many documents are being read, so this one was not; send it again in a moment.');
const tooLong = (ms: number) =>
  new ReleaseRefused(422, 'model-takes-too-long', `Expected a model that is checked within ${ms / 1000} s; split it.`);
const tooLarge = () =>
  new ReleaseRefused(422, 'model-takes-too-much', 'Checking the model takes more memory than there is for it; split it.');
const closing = () => new ReleaseRefused(503, 'closing', 'The server stops, and has not read the document; send it again.');
