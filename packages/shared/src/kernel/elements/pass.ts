/** Elements whose only work is to go on: the undefined task, the exclusive gateway. */
import { leave } from '../parts/leave.ts';
import type { ElementHandler } from './handler.ts';

export const task: ElementHandler = {
  extensions: ['inputs', 'outputs', 'loop'],
  leaves: 'each',
  mayLoop: true,
  work: (run, token) => leave(run, token),
};
/** BPMN 2.0.2, 13.4.2: the first true condition in order, else the default flow. */
export const exclusiveGateway: ElementHandler = {
  extensions: [],
  leaves: 'first',
  work: (run, token) => leave(run, token),
};
