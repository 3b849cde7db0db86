/** Boundary events, interrupting or beside the activity (BPMN 2.0.2, 13.5.3). */
import { answered, arm, compileDefinitions, happened } from '../definitions/index.ts';
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
  compile(node, compiling) {
    const host = node.attachedTo === undefined ? undefined : compiling.node(node.attachedTo);
    if (!host) {
      const message = `The boundary event ${node.name ?? node.id} (${node.id}) is attached to nothing; attach it to an activity.`;
      compiling.problem({ code: 'boundary-not-attached', severity: 'error', elementId: node.id, message });
    }
    if (node.eventDefinitions.length === 0) compiling.refuse(node, 'a boundary event that waits for nothing');
    const isError = node.eventDefinitions.some(({ kind }) => kind === 'errorEventDefinition');
    if (isError && !node.isInterrupting) compiling.refuse(node, 'an error boundary event that does not interrupt');
    const isCancel = node.eventDefinitions.some(({ kind }) => kind === 'cancelEventDefinition');
    return {
      interrupts: node.isInterrupting || isCancel,
      ...(node.parallelMultiple ? { isParallelMultiple: true as const } : {}),
      ...compileDefinitions(node, compiling),
    };
  },
  arm,
  trigger(run, host, element, { definition, variables }) {
    if (!happened(run, { holder: host, element, definition })) {
      if (variables) run.setVariables(run.scopeIdOf(host), variables, { elementId: element.id });
      return;
    }
    const { definitions, interrupts, isParallelMultiple } = element.plan;
    const isError = definitions?.[definition]?.kind === 'errorEventDefinition';
    if (interrupts) terminate(run, host, isError ? 'error' : 'interrupted');
    else if (isParallelMultiple) arm(run, host, element, 'arm');
    const requested = host.requestedBy === undefined ? {} : { requestedBy: host.requestedBy };
    complete(run, enterNew(run, element.index, host.scopeId, requested), variables);
  },
  work: (run, token) => leave(run, token),
  onAnswer: answered,
};
