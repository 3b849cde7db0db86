/** Boundary events: timer, message, condition, error; interrupting, or beside the activity (BPMN 2.0.2, 13.5.3). */
import { armCatch, catchDefinitions, compileCatch } from '../parts/catch.ts';
import { enterNew } from '../parts/enter.ts';
import { compileError } from '../parts/error.ts';
import { complete, leave } from '../parts/leave.ts';
import { terminate } from '../parts/terminate.ts';
import { timerAnswered } from '../parts/timer-event.ts';
import type { ElementHandler } from './handler.ts';

export const boundaryEvent: ElementHandler = {
  extensions: ['timer', 'subscription', 'outputs'],
  eventDefinitions: [...catchDefinitions, 'errorEventDefinition'],
  leaves: 'each',
  compile(node, compiling) {
    const host = node.attachedTo === undefined ? undefined : compiling.node(node.attachedTo);
    if (!host) {
      const message = `The boundary event ${node.name ?? node.id} (${node.id}) is attached to nothing; attach it to an activity.`;
      compiling.problem({ code: 'boundary-not-attached', severity: 'error', elementId: node.id, message });
    }
    const [definition, ...others] = node.eventDefinitions;
    if (!definition || others.length > 0) {
      compiling.refuse(node, `${node.eventDefinitions.length} event definitions, where one is expected`);
      return {};
    }
    const interrupts = node.isInterrupting;
    if (definition.kind !== 'errorEventDefinition') return { interrupts, ...compileCatch(node, definition, compiling) };
    if (!interrupts) compiling.refuse(node, 'an error boundary event that does not interrupt');
    return { interrupts, error: compileError(definition, compiling) };
  },
  arm: armCatch,
  trigger(run, host, element, { variables }) {
    if (element.plan.interrupts) terminate(run, host, element.plan.error ? 'error' : 'interrupted');
    const requested = host.requestedBy === undefined ? {} : { requestedBy: host.requestedBy };
    complete(run, enterNew(run, element.index, host.scopeId, requested), variables);
  },
  work: (run, token) => leave(run, token),
  onAnswer: timerAnswered,
};
