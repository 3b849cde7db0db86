/** A worker answers: done, failed, or a BPMN error. */

import { throwError } from '../definitions/error.ts';
import { about } from '../parts/about.ts';
import { refusal, reserved } from '../parts/rejection.ts';
import type { Run } from '../parts/run.ts';
import { firstHaving } from '../queries/lookup.ts';
import type { OpenJob, Token } from '../state.ts';
import type { Takers } from './taker.ts';

interface Found {
  readonly job: OpenJob;
  readonly token: Token;
}

function find(run: Run, jobId: string): Found | undefined {
  const job = firstHaving(run.draft.jobs, 'id', jobId);
  const token = job && run.token(job.tokenId);
  return token && { job, token };
}
const notOpen = (jobId: string) => refusal('job-not-open', `There is no open job ${jobId}.`);

export const jobTakers: Takers = {
  completeJob(run, { jobId, worker, variables }) {
    const found = find(run, jobId);
    if (!found) return notOpen(jobId);
    const refused = reserved(run.program, variables);
    if (refused) return refused;
    const { job, token } = found;
    const element = run.element(job.element);
    const where = { ...about(element), jobId };
    run.emit({ type: 'jobCompleted', ...where, ...(worker === undefined ? {} : { worker }) });
    run.handler(element).onJob?.(run, job, token, element, variables);
    return undefined;
  },
  failJob(run, { jobId, worker, message, retries: left, backoffMs }) {
    const found = find(run, jobId);
    if (!found) return notOpen(jobId);
    const { job, token } = found;
    const element = run.element(job.element);
    const availableAt = run.at + (backoffMs ?? element.plan.job?.backoffMs ?? 0);
    const retries = Math.max(0, left ?? job.retries - 1);
    const who = worker === undefined ? {} : { worker };
    run.emit({ type: 'jobFailed', ...about(element), jobId, ...who, message, retries, availableAt });
    if (retries === 0) run.raise(token, 'job-failed', `No attempts are left: ${message}`, 'work', { jobId });
    return undefined;
  },
  throwJobError(run, { jobId, worker, errorCode, message, variables }) {
    const found = find(run, jobId);
    if (!found) return notOpen(jobId);
    const refused = reserved(run.program, variables);
    if (refused) return refused;
    const { job, token } = found;
    // Its error may be caught further out, past the stop.
    const stopped = run.refusedAt(job.element);
    if (stopped) return stopped;
    run.emit({ type: 'jobCompleted', ...about(run.element(job.element)), jobId, ...(worker === undefined ? {} : { worker }) });
    throwError(run, token, errorCode, message, variables);
    return undefined;
  },
};
