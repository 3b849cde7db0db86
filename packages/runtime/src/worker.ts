/** Workers in the same process: handlers that are given jobs of one type, as outside workers are over HTTP. */

import type { JsonObject } from '@fortnight/shared/base';
import type { ActivatedJobs, ActivateJobs, CompleteJob, FailJob, Job, ThrowJobError } from '@fortnight/shared/contract';
import type { Principal } from './access/index.ts';

/** Thrown by a handler to raise a BPMN error that a boundary event may catch; anything else that is thrown is a failure with retries. */
export class BpmnError extends Error {
  override readonly name = 'BpmnError';
  readonly code: string;
  readonly variables: JsonObject | undefined;
  constructor(code: string, message?: string, variables?: JsonObject) {
    super(message ?? code);
    this.code = code;
    this.variables = variables;
  }
}

/** Does one job; what it answers are the variables of its result. */
export type JobHandler = (job: Job) => Promise<JsonObject | undefined> | JsonObject | undefined;

export interface WorkerOptions {
  /** How many jobs at once; 8 unless given. */
  readonly maxJobs?: number;
  /** How long one job may take before somebody else gets it; a minute unless given. */
  readonly timeoutMs?: number;
}

export interface Worker {
  /** Takes no more jobs, and waits for those in hand. */
  stop(): Promise<void>;
}

interface Jobs {
  activateJobs(by: Principal, body: ActivateJobs, signal: AbortSignal): Promise<ActivatedJobs>;
  completeJob(by: Principal, id: string, body: CompleteJob): Promise<void>;
  failJob(by: Principal, id: string, body: FailJob): Promise<void>;
  throwJobError(by: Principal, id: string, body: ThrowJobError): Promise<void>;
}

const pauseMs = 1_000;

/** Starts a worker; it asks for jobs by long poll until it is stopped. */
export function startWorker(
  jobs: Jobs,
  type: string,
  handler: JobHandler,
  options: WorkerOptions & { readonly log: (error: unknown) => void },
): Worker {
  const name = `in-process:${type}`;
  const by: Principal = { userId: null, roles: ['worker'], groups: [], via: { kind: 'library', id: name } };
  const stopping = new AbortController();
  const { maxJobs = 8, timeoutMs = 60_000, log } = options;

  async function work(job: Job): Promise<void> {
    try {
      const variables = await handler(job);
      await jobs.completeJob(by, job.id, { worker: name, ...(variables && { variables }) });
    } catch (error) {
      await report(job, error).catch(log);
    }
  }
  async function report(job: Job, error: unknown): Promise<void> {
    const message = (error instanceof Error ? error.message : String(error)) || 'The handler failed without a message.';
    if (!(error instanceof BpmnError)) return jobs.failJob(by, job.id, { worker: name, message });
    const { code: errorCode, variables } = error;
    return jobs.throwJobError(by, job.id, { worker: name, errorCode, message, ...(variables && { variables }) });
  }
  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const asked = { type, worker: name, maxJobs, timeoutMs, waitMs: 30_000 };
        const { jobs: given } = await jobs.activateJobs(by, asked, stopping.signal);
        await Promise.all(given.map(work));
      } catch (error) {
        if (stopping.signal.aborted) return;
        log(error);
        await pause(stopping.signal);
      }
    }
  }
  const running = run();
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}

const pause = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, pauseMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
