/** Boundary events, interrupting or beside the activity (BPMN 2.0.2, 10.5.4 and 13.5.3). */
import { answered, arm, claims, compileDefinitions, happened, oneClaims } from '../definitions/index.ts';
import { enterNew } from '../parts/enter.ts';
import { complete, leave } from '../parts/leave.ts';
import { terminate } from '../parts/terminate.ts';
import type { ElementHandler } from './handler.ts';

export const boundaryEvent: ElementHandler = {
  extensions: ['timer', 'subscription', 'outputs'],
  eventDefinitions: [
    'timerEventDefinition',
    'messageEventDefinition',
    'signalEventDefinition',
    'conditionalEventDefinition',
    'errorEventDefinition',
    'escalationEventDefinition',
    'compensateEventDefinition',
    'cancelEventDefinition',
  ],
  leaves: 'each',
  event: 'catches',
  compile(node, compiling) {
    const host = node.attachedTo === undefined ? undefined : compiling.node(node.attachedTo);
    if (!host) {
      const message = `The boundary event ${node.name ?? node.id} (${node.id}) is attached to nothing; attach it to an activity.`;
      compiling.problem({ code: 'boundary-not-attached', severity: 'error', elementId: node.id, message });
    }
    if (node.eventDefinitions.length === 0) compiling.refuse(node, 'a boundary event that waits for nothing');
    if (oneClaims(node.eventDefinitions, 'fails') && !node.isInterrupting)
      compiling.refuse(node, 'an error boundary event that does not interrupt');
    return {
      interrupts: node.isInterrupting || oneClaims(node.eventDefinitions, 'cancels'),
      ...(node.parallelMultiple ? { isParallelMultiple: true as const } : {}),
      ...compileDefinitions(node, compiling),
    };
  },
  arm,
  trigger(run, host, element, { definition, variables }) {
    if (!happened(run, { holder: host, element, definition }, { scopeId: run.scopeIdOf(host), variables })) return;
    const { definitions = [], interrupts, isParallelMultiple } = element.plan;
    const thrown = definitions[definition];
    if (interrupts) terminate(run, host, thrown && claims(thrown, 'fails') ? 'error' : 'interrupted');
    else if (isParallelMultiple) arm(run, host, element, 'arm');
    const requested = host.requestedBy === undefined ? {} : { requestedBy: host.requestedBy };
    complete(run, enterNew(run, element.index, host.scopeId, requested), variables);
  },
  work: (run, token) => leave(run, token),
  onAnswer: answered,
};
