/**
 * Call activity: another process runs as a case of its own, and this one waits for its end; a global task runs as the task it is
 * (BPMN 2.0.2, 10.3.6, 10.3.7 and 13.3.4).
 */
import { callProcess, compileCall } from '../parts/call.ts';
import type { ElementHandler } from './handler.ts';

export const callActivity: ElementHandler = {
  extensions: ['call', 'inputs', 'outputs', 'loop'],
  leaves: 'each',
  mayLoop: true,
  compile(node, compiling) {
    const call = compileCall(node, compiling);
    return call ? { call } : {};
  },
  work: callProcess,
};
