/** Elements whose only work is to go on: the abstract task, the exclusive gateway (BPMN 2.0.2, 13.3.3 and 13.4.2). */
import { leave } from '../parts/leave.ts';
import type { ElementHandler } from './handler.ts';

export const task: ElementHandler = {
  extensions: ['inputs', 'outputs', 'loop'],
  leaves: 'each',
  mayLoop: true,
  work: (run, token) => leave(run, token),
};
/** The first true condition in order, else the default flow. */
export const exclusiveGateway: ElementHandler = {
  extensions: [],
  leaves: 'first',
  work: (run, token) => leave(run, token),
};
