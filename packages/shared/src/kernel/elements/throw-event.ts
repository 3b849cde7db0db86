/** Intermediate throw events, and send tasks: none, or what is thrown; or a worker sends it (BPMN 2.0.2, 10.5.4, 13.3.3 and 13.5.2). */
import { compileDefinitions, throwAll } from '../definitions/index.ts';
import { compileMessage } from '../definitions/message.ts';
import { compileJob, createJob } from '../parts/job.ts';
import { complete, leave } from '../parts/leave.ts';
import type { ElementHandler } from './handler.ts';

const throwing: ElementHandler = {
  extensions: ['subscription', 'job', 'inputs', 'outputs'],
  eventDefinitions: [
    'messageEventDefinition',
    'signalEventDefinition',
    'escalationEventDefinition',
    'linkEventDefinition',
    'compensateEventDefinition',
  ],
  leaves: 'each',
  compile(node, compiling) {
    const spec = node.extension.job;
    if (!spec) return compileDefinitions(node, compiling);
    const job = compileJob(spec, node, compiling);
    return job ? { job } : {};
  },
  work(run, token, element) {
    if (element.plan.job) createJob(run, token, element);
    else if (throwAll(run, token, element) === 'thrown') leave(run, token);
  },
  onJob: (run, _job, token, _element, result) => complete(run, token, result),
  onCompensated(run, token, element, definition) {
    if (throwAll(run, token, element, definition + 1) === 'thrown') leave(run, token);
  },
};

export const throwEvent: ElementHandler = { ...throwing, event: 'throws' };

export const sendTask: ElementHandler = {
  ...throwing,
  extensions: [...throwing.extensions, 'loop'],
  eventDefinitions: [],
  mayLoop: true,
  compile(node, compiling) {
    if (node.extension.job) return throwing.compile?.(node, compiling) ?? {};
    const message = compileMessage(node, node.messageRef, compiling);
    return message ? { definitions: [message] } : {};
  },
};
