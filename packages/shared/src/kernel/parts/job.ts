/** Work for outside workers: what an element asks of them. */

import type { Json } from '../../base/index.ts';
import { addDuration } from '../../calendar/index.ts';
import type { Expression } from '../../expression/index.ts';
import type { FlowNode, JobSpec } from '../../model/index.ts';
import type { JobPlan, ProgramElement } from '../program.ts';
import { having } from '../queries/lookup.ts';
import type { Token } from '../state.ts';
import { about } from './about.ts';
import type { Compiling } from './compiling.ts';
import { compute, isComputed, isCount, isText } from './computed.ts';
import type { Run } from './run.ts';

const defaultRetries = 3;
const defaultTimeoutMs = 300_000;
/** Of one job: more would be tried for days, and hosts store it as a whole number. */
const mostRetries = 1_000;
const isRetries = (value: Json): value is number => isCount(value) && value <= mostRetries;

export function compileJob(spec: JobSpec, node: FlowNode, compiling: Compiling): JobPlan | undefined {
  const type = computed(spec.type, node, 'job.type', compiling);
  if (spec.type.trim() === '') {
    const message = `The job of ${node.name ?? node.id} (${node.id}) has no type; name what its workers ask for.`;
    compiling.problem({ code: 'job-type-missing', severity: 'error', elementId: node.id, field: 'job.type', message });
  }
  const retries = spec.retries === undefined ? defaultRetries : computed(spec.retries, node, 'job.retries', compiling);
  const count = typeof retries === 'string' ? Number(retries) : retries;
  if (typeof count === 'number' && !isRetries(count)) {
    const message = `The job of ${node.id} has retries "${spec.retries}"; expected 1 to ${mostRetries}.`;
    compiling.problem({ code: 'job-retries', severity: 'error', elementId: node.id, field: 'job.retries', message });
  }
  const timeoutMs = span(spec.timeout, node, 'job.timeout', compiling) ?? defaultTimeoutMs;
  const backoffMs = span(spec.backoff, node, 'job.backoff', compiling);
  if (type === undefined || count === undefined) return undefined;
  return { type, retries: count, timeoutMs, ...(backoffMs === undefined ? {} : { backoffMs }) };
}

/** Plain text stays; a leading `=` makes it FEEL. */
function computed(text: string, node: FlowNode, field: string, compiling: Compiling): string | Expression | undefined {
  return isComputed(text) ? compiling.expression(text, node.id, field) : text.trim();
}

function span(text: string | undefined, node: FlowNode, field: string, compiling: Compiling): number | undefined {
  if (text === undefined) return undefined;
  try {
    return addDuration(0, text, 'UTC');
  } catch {
    const message = `The ${field} of ${node.id} is "${text}"; expected an ISO 8601 duration such as PT10S.`;
    compiling.problem({ code: 'bad-duration', severity: 'error', elementId: node.id, field, message });
    return undefined;
  }
}

/** Offers the element's job; it answers by `onJob`, or by an error that is thrown at the token. */
export function createJob(run: Run, token: Token, element: ProgramElement): void {
  const { job } = element.plan;
  if (!job) return;
  const jobType =
    typeof job.type === 'string'
      ? job.type
      : compute(run, token, job.type, { what: `The job type "${job.type.text}"`, expected: 'a text', fits: isText });
  const retries =
    typeof job.retries === 'number'
      ? job.retries
      : compute(run, token, job.retries, {
          what: `The retries "${job.retries.text}"`,
          expected: `1 to ${mostRetries}`,
          fits: isRetries,
        });
  if (jobType === undefined || retries === undefined) return;
  const where = { ...about(element), tokenId: token.id };
  run.emit({ type: 'jobCreated', jobId: `j${run.nextSeq}`, ...where, jobType, retries, timeoutMs: job.timeoutMs });
}

/** The token comes from another version: true where that offered other work, which is taken back. */
export function takeBackOther(run: Run, token: Token, element: ProgramElement, before: ProgramElement): boolean {
  const open = having(run.draft.jobs, 'token', token.id);
  const type = (job: ProgramElement['plan']['job']): string => JSON.stringify(job?.type ?? null);
  if (open.length === 0 || type(element.plan.job) === type(before.plan.job)) return false;
  for (const { id: jobId } of open) run.emit({ type: 'jobCancelled', ...about(element), jobId });
  return true;
}
