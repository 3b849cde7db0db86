/** Work for outside programs: handed out with a deadline, taken back when it passes. */
import type { ActivatedJobs, ActivateJobs, CompleteJob, FailJob, Job, ThrowJobError } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { keyGroups } from './actor.ts';
import { advance, type Command } from './advance.ts';
import { splitId } from './ids.ts';
import type { JobRecord } from './records.ts';
import { EngineRefused } from './refusal.ts';
import type { Runner } from './runner.ts';
import { freeJobs } from './stopping/free-jobs.ts';
import { instant } from './views/instance.ts';

/** How often a long poll looks by itself: a deadline or a back-off may have passed without a commit. */
const lookAgainMs = 1_000;

/** Wakes the long polls of a type. */
export class JobBell {
  private readonly waiting = new Map<string, Set<() => void>>();

  ring(type: string): void {
    for (const wake of this.waiting.get(type) ?? []) wake();
  }

  /** Settles when a job of the type may be there, the time is over, or the caller is gone. */
  wait(type: string, ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const list = this.waiting.get(type) ?? new Set();
      this.waiting.set(type, list);
      const wake = () => {
        clearTimeout(timer);
        list.delete(wake);
        if (list.size === 0 && this.waiting.get(type) === list) this.waiting.delete(type);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.min(ms, lookAgainMs));
      list.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

export function createJobs(runner: Runner, bell: JobBell) {
  const { host } = runner;

  const take = async (by: Principal, { type, worker, maxJobs, timeoutMs }: ActivateJobs): Promise<Job[]> => {
    if (runner.stops.ofJobType(type) || host.reads.availableJobs(type, runner.now(), 1).length === 0) return [];
    return runner.command((tx, knowledge) =>
      freeJobs(tx, knowledge, type, maxJobs).map((job) => {
        const deadlineAt = knowledge.at + timeoutMs;
        // Out of sight of whoever looks for work until then.
        tx.jobs.update(job.id, { worker, deadlineAt, availableAt: deadlineAt });
        tx.addParticipants(job.instanceId, [], keyGroups(by));
        return jobOf(job, worker, deadlineAt);
      }),
    );
  };

  const act = (id: string, worker: string | undefined, make: (jobId: string) => Command): Promise<void> => {
    const { instanceId, localId } = splitId('job', id);
    return runner.command((tx, knowledge) => {
      const job = tx.jobs.get(id);
      const record = job && tx.instances.get(instanceId);
      if (!record)
        throw new EngineRefused(404, 'job-not-found', `There is no open job "${id}"; it was completed, or its case left it.`, {
          id,
        });
      if (worker !== undefined && job.worker !== worker) {
        const holder = job.worker === null ? 'nobody' : `the worker "${job.worker}"`;
        throw new EngineRefused(409, 'job-not-yours', `The job "${id}" is held by ${holder}, not "${worker}".`, {
          worker: job.worker,
        });
      }
      // One that was handed out before is work that was done outside.
      const stop = job.worker === null ? knowledge.stops.ofJobType(job.type) : undefined;
      if (stop)
        throw new EngineRefused(
          409,
          'stopped',
          `Jobs of the type "${job.type}" are stopped ("${stop.reason}"), and nobody was handed "${id}"; ask for it when that ends.`,
          { stop: stop.id, reason: stop.reason, jobType: job.type },
        );
      advance(tx, knowledge, record, make(localId));
    });
  };

  return {
    async activateJobs(by: Principal, body: ActivateJobs, signal: AbortSignal): Promise<ActivatedJobs> {
      const end = performance.now() + body.waitMs;
      for (;;) {
        const jobs = await take(by, body);
        const left = end - performance.now();
        if (jobs.length > 0 || left <= 0 || signal.aborted) return { jobs };
        await bell.wait(body.type, left, signal);
      }
    },

    completeJob: (_by: Principal, id: string, { worker, variables }: CompleteJob): Promise<void> =>
      act(id, worker, (jobId) => ({
        type: 'completeJob',
        jobId,
        ...(worker !== undefined && { worker }),
        ...(variables && { variables }),
      })),

    failJob: (_by: Principal, id: string, { worker, message, retries, backoffMs }: FailJob): Promise<void> =>
      act(id, worker, (jobId) => ({
        type: 'failJob',
        jobId,
        message,
        ...(worker !== undefined && { worker }),
        ...(retries !== undefined && { retries }),
        ...(backoffMs !== undefined && { backoffMs }),
      })),

    throwJobError: (_by: Principal, id: string, { worker, errorCode, message, variables }: ThrowJobError): Promise<void> =>
      act(id, worker, (jobId) => ({
        type: 'throwJobError',
        jobId,
        errorCode,
        ...(worker !== undefined && { worker }),
        ...(message !== undefined && { message }),
        ...(variables && { variables }),
      })),
  };
}

const jobOf = (job: JobRecord, worker: string, deadlineAt: number): Job => ({
  id: job.id,
  type: job.type,
  instanceId: job.instanceId,
  processId: job.processId,
  version: job.version,
  elementId: job.elementId,
  businessKey: job.businessKey,
  retries: job.retries,
  worker,
  deadlineAt: instant(deadlineAt),
  variables: job.variables,
});
