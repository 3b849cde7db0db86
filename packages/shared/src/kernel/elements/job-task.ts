/** Service and business rule tasks: a job is offered outside, and its answer completes them (BPMN 2.0.2, 10.3.3 and 13.3.3). */
import { compileJob, createJob, takeBackOther } from '../parts/job.ts';
import { complete } from '../parts/leave.ts';
import type { ElementHandler } from './handler.ts';

export const jobTask: ElementHandler = {
  extensions: ['job', 'inputs', 'outputs', 'loop'],
  leaves: 'each',
  mayLoop: true,
  compile(node, compiling) {
    const spec = node.extension.job;
    if (!spec) {
      compiling.refuse(node, 'no work is given (fortnight:job)');
      return {};
    }
    const job = compileJob(spec, node, compiling);
    return job ? { job } : {};
  },
  work: createJob,
  onMigrated(run, token, element, before) {
    if (takeBackOther(run, token, element, before)) createJob(run, token, element);
  },
  onJob: (run, _job, token, _element, result) => complete(run, token, result),
};
