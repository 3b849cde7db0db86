/** Elements whose only work is to go on: start events, the exclusive gateway, the undefined task. */
import { leave } from '../parts/leave.ts';
import type { ElementHandler } from './handler.ts';

export const passEach: ElementHandler = { extensions: [], leaves: 'each', work: (run, token) => leave(run, token) };
/** BPMN 2.0.2, 13.4.2: the first true condition in order, else the default flow. */
export const exclusiveGateway: ElementHandler = {
  extensions: [],
  leaves: 'first',
  work: (run, token) => leave(run, token),
};
