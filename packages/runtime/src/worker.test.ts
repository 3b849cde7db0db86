import type { ActivatedJobs, Job } from '@fortnight/shared/contract';
import { describe, expect, it } from 'vitest';
import { BpmnError, type JobHandler, startWorker } from './worker.ts';

const job = (id: string): Job => ({
  id,
  type: 'crm.sync',
  instanceId: 'i',
  processId: 'p',
  version: 1,
  elementId: 'sync',
  businessKey: null,
  retries: 3,
  worker: 'w',
  deadlineAt: '2026-11-25T09:00:00.000Z',
  variables: { customer: id },
});

/** Gives each job out once, then nothing until the worker is stopped; notes what becomes of them. */
function run(given: readonly Job[], handler: JobHandler) {
  const done: [string, string, unknown][] = [];
  const finished = Promise.withResolvers<void>();
  const note = async (kind: string, id: string, what: unknown) => {
    done.push([kind, id, what]);
    if (done.length === given.length) finished.resolve();
  };
  let waiting = [...given];
  const worker = startWorker(
    {
      async activateJobs(_by, _body, signal): Promise<ActivatedJobs> {
        const jobs = waiting;
        waiting = [];
        if (jobs.length === 0) await new Promise((resolve) => signal.addEventListener('abort', resolve));
        return { jobs };
      },
      completeJob: (_by, id, { variables }) => note('complete', id, variables),
      failJob: (_by, id, { message }) => note('fail', id, message),
      throwJobError: (_by, id, { errorCode, variables }) => note('error', id, [errorCode, variables]),
    },
    'crm.sync',
    handler,
    { log: () => {} },
  );
  return { worker, done, finished: finished.promise };
}

describe('a worker in the process', () => {
  it('completes a job with what the handler answers', async () => {
    const { worker, done, finished } = run([job('a')], async ({ variables }) => ({ crmId: `crm-${variables.customer}` }));
    await finished;
    await worker.stop();
    expect(done).toEqual([['complete', 'a', { crmId: 'crm-a' }]]);
  });

  it('raises a BPMN error for a BpmnError, and fails the job for anything else', async () => {
    const { worker, done, finished } = run([job('a'), job('b')], ({ id }) => {
      if (id === 'a') throw new BpmnError('not-found', 'No such customer.', { asked: 'a' });
      throw new Error('connection refused');
    });
    await finished;
    await worker.stop();
    expect(done.toSorted()).toEqual([
      ['error', 'a', ['not-found', { asked: 'a' }]],
      ['fail', 'b', 'connection refused'],
    ]);
  });

  it('waits for the jobs in hand when it is stopped', async () => {
    const release = Promise.withResolvers<void>();
    const { worker, done } = run([job('a')], async () => {
      await release.promise;
      return undefined;
    });
    await new Promise((resolve) => setImmediate(resolve));
    const stopped = worker.stop();
    release.resolve();
    await stopped;
    expect(done).toEqual([['complete', 'a', undefined]]);
  });
});
