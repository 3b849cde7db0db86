/** Start events: none; on the process also message and timer, which the host arms as triggers. */
import { parseTimer } from '../../calendar/index.ts';
import { leave } from '../parts/leave.ts';
import { compileMessage } from '../parts/message-event.ts';
import { compileTimer } from '../parts/timer-event.ts';
import type { ElementHandler } from './handler.ts';

export const startEvent: ElementHandler = {
  extensions: ['timer', 'form', 'outputs', 'subscription'],
  eventDefinitions: ['timerEventDefinition', 'messageEventDefinition'],
  leaves: 'each',
  begins: true,
  compile(node, compiling) {
    const [definition, ...others] = node.eventDefinitions;
    if (!definition) return {};
    if (others.length > 0) compiling.refuse(node, 'several event definitions');
    if (!compiling.isTopLevel(node)) compiling.refuse(node, `${definition.kind} at the start of a sub-process`);
    if (definition.kind === 'messageEventDefinition') {
      const message = compileMessage(node, compiling);
      if (message && typeof message.name !== 'string') compiling.refuse(node, 'a computed message name at a start event');
      return message ? { message } : {};
    }
    const timer = compileTimer(node, compiling);
    if (!timer) return {};
    if (typeof timer.text !== 'string' || !parseTimer(timer.kind, timer.text).ok) {
      compiling.refuse(node, 'a computed timer at a start event, where nothing is known yet');
      return {};
    }
    if (timer.kind === 'cycle' && timer.calendar !== undefined)
      compiling.refuse(node, 'a cycle in a working calendar at a start event');
    return { timer };
  },
  work: (run, token) => leave(run, token),
};
