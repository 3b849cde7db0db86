/** Work for outside workers: what an element asks of them. */

import { addDuration } from '../../calendar/index.ts';
import type { Expression } from '../../expression/index.ts';
import type { FlowNode, JobSpec } from '../../model/index.ts';
import type { Compiling } from '../elements/handler.ts';
import type { JobPlan, ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import { isComputed } from './computed.ts';
import type { Run } from './run.ts';

const defaultRetries = 3;
const defaultTimeoutMs = 300_000;

export function compileJob(spec: JobSpec, node: FlowNode, compiling: Compiling): JobPlan | undefined {
  const type = computed(spec.type, node, 'job.type', compiling);
  if (spec.type.trim() === '') {
    const message = `The job of ${node.name ?? node.id} (${node.id}) has no type; name what its workers ask for.`;
    compiling.problem({ code: 'job-type-missing', severity: 'error', elementId: node.id, field: 'job.type', message });
  }
  const retries = spec.retries === undefined ? defaultRetries : computed(spec.retries, node, 'job.retries', compiling);
  const count = typeof retries === 'string' ? Number(retries) : retries;
  if (typeof count === 'number' && !(Number.isInteger(count) && count > 0)) {
    const message = `The job of ${node.id} has retries "${spec.retries}"; expected 1 or more.`;
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
  const jobType = readType(run, token, job);
  const retries = readRetries(run, token, job);
  if (jobType === undefined || retries === undefined) return;
  const about = { elementId: element.id, elementKind: element.kind, tokenId: token.id };
  run.emit({ type: 'jobCreated', jobId: `j${run.nextSeq}`, ...about, jobType, retries, timeoutMs: job.timeoutMs });
}

function readType(run: Run, token: Token, { type }: JobPlan): string | undefined {
  if (typeof type === 'string') return type;
  const answer = run.evaluate(type, run.scopeIdOf(token));
  if (answer.ok && typeof answer.value === 'string' && answer.value !== '') return answer.value;
  const why = answer.ok ? `is ${JSON.stringify(answer.value)}; expected a text` : answer.message;
  run.raise(token, 'expression-failed', `The job type "${type.text}" ${why}.`, 'work');
  return undefined;
}

function readRetries(run: Run, token: Token, { retries }: JobPlan): number | undefined {
  if (typeof retries === 'number') return retries;
  const answer = run.evaluate(retries, run.scopeIdOf(token));
  if (answer.ok && typeof answer.value === 'number' && Number.isInteger(answer.value) && answer.value > 0) return answer.value;
  const why = answer.ok ? `is ${JSON.stringify(answer.value)}; expected 1 or more` : answer.message;
  run.raise(token, 'expression-failed', `The retries "${retries.text}" ${why}.`, 'work');
  return undefined;
}
