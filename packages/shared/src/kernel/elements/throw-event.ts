/** Intermediate throw events, and send tasks without a job: none, or a message to other instances. */
import { compileJob, createJob } from '../parts/job.ts';
import { complete, leave } from '../parts/leave.ts';
import { compileMessage, throwMessage } from '../parts/message-event.ts';
import type { ElementHandler } from './handler.ts';

export const throwEvent: ElementHandler = {
  extensions: ['subscription', 'job', 'inputs', 'outputs'],
  eventDefinitions: ['messageEventDefinition'],
  leaves: 'each',
  compile(node, compiling) {
    if (node.eventDefinitions.length > 1) compiling.refuse(node, 'several event definitions');
    const spec = node.extension.job;
    if (spec) {
      const job = compileJob(spec, node, compiling);
      return job ? { job } : {};
    }
    if (node.kind !== 'sendTask' && node.eventDefinitions.length === 0) return {};
    const message = compileMessage(node, compiling);
    return message ? { message } : {};
  },
  work(run, token, element) {
    if (element.plan.job) createJob(run, token, element);
    else if (throwMessage(run, token, element)) leave(run, token);
  },
  onJob: (run, _job, token, _element, result) => complete(run, token, result),
};

export const sendTask: ElementHandler = {
  ...throwEvent,
  extensions: [...throwEvent.extensions, 'loop'],
  eventDefinitions: [],
  mayLoop: true,
};
