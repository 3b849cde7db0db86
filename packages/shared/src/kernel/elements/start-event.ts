/**
 * Start events. On the process something outside may trigger them, which the host arms; in an event sub-process they wait as
 * long as the scope around it is open, and interrupt it or not (BPMN 2.0.2, 10.5.2 and 13.5.4).
 */
import { parseTimer } from '../../calendar/index.ts';
import type { FlowNode } from '../../model/index.ts';
import { answered, arm, compileDefinitions, happened } from '../definitions/index.ts';
import { answerFor } from '../parts/data.ts';
import { enterNew, openAround } from '../parts/enter.ts';
import { interruptScope, isInterrupted } from '../parts/event-sub-processes.ts';
import { complete, leave } from '../parts/leave.ts';
import type { DefinitionPlan } from '../program.ts';
import { rootScopeId } from '../state.ts';
import type { Compiling, ElementHandler } from './handler.ts';

export const startEvent: ElementHandler = {
  extensions: ['timer', 'form', 'outputs', 'subscription'],
  eventDefinitions: [
    'timerEventDefinition',
    'messageEventDefinition',
    'signalEventDefinition',
    'conditionalEventDefinition',
    'errorEventDefinition',
    'escalationEventDefinition',
    'compensateEventDefinition',
  ],
  leaves: 'each',
  begins: true,
  compile(node, compiling) {
    const plan = compileDefinitions(node, compiling);
    const { definitions = [] } = plan;
    const all = node.parallelMultiple ? { isParallelMultiple: true as const } : {};
    if (compiling.parentOf(node)?.triggeredByEvent) {
      const isError = definitions.some(({ kind }) => kind === 'errorEventDefinition');
      if (isError && !node.isInterrupting) compiling.refuse(node, 'an error start event that does not interrupt');
      const isCompensation = definitions.some(({ kind }) => kind === 'compensateEventDefinition');
      if (isCompensation && definitions.length > 1) compiling.refuse(node, 'a start for compensation and for something else');
      // What is compensated is over, so there is nothing to interrupt.
      return { ...plan, ...all, interrupts: node.isInterrupting && !isCompensation };
    }
    if (definitions.length > 0 && !compiling.isTopLevel(node))
      compiling.refuse(node, `${definitions[0]?.kind} at the start of a sub-process`);
    for (const definition of definitions) refuseUntriggered(node, definition, compiling);
    return { ...plan, ...all };
  },
  arm,
  startBy(run, element, { definition, variables }, requestedBy) {
    const requested = requestedBy === undefined ? {} : { requestedBy };
    const token = enterNew(run, element.index, rootScopeId, { ...requested, ...answerFor(element.plan, variables) });
    if (!element.plan.isParallelMultiple) run.moves.push({ tokenId: token.id, phase: 'work' });
    else if (arm(run, token, element, 'arm') && happened(run, { holder: token, element, definition })) leave(run, token);
  },
  trigger(run, holder, element, { definition, variables }) {
    if (holder.element === element.index) {
      const hasHappened = happened(run, { holder, element, definition });
      if (hasHappened) complete(run, holder, variables);
      else if (variables) run.setVariables(holder.scopeId, variables, { elementId: element.id });
      return;
    }
    const scopeId = run.scopeIdOf(holder);
    if (isInterrupted(run, scopeId)) return;
    if (!happened(run, { holder, element, definition })) {
      if (variables) run.setVariables(scopeId, variables, { elementId: element.id });
      return;
    }
    const { definitions, interrupts, isParallelMultiple } = element.plan;
    const isError = definitions?.[definition]?.kind === 'errorEventDefinition';
    if (interrupts) interruptScope(run, holder, scopeId, isError ? 'error' : 'interrupted');
    else if (isParallelMultiple) arm(run, holder, element, 'arm');
    const { requestedBy } = holder;
    const opened = openAround(run, element.parent, scopeId, requestedBy);
    const requested = requestedBy === undefined ? {} : { requestedBy };
    complete(run, enterNew(run, element.index, opened.id, requested), variables);
  },
  work: (run, token) => leave(run, token),
  onAnswer(run, question, holder, element, answer) {
    if (holder.element === element.index || !isInterrupted(run, run.scopeIdOf(holder)))
      answered(run, question, holder, element, answer);
  },
};

/** What the host could not arm before there is a case. */
function refuseUntriggered(node: FlowNode, definition: DefinitionPlan, compiling: Compiling): void {
  switch (definition.kind) {
    case 'messageEventDefinition':
      if (typeof definition.message.name !== 'string') compiling.refuse(node, 'a computed message name at a start event');
      return;
    case 'signalEventDefinition':
      if (typeof definition.name !== 'string') compiling.refuse(node, 'a computed signal name at a start event');
      return;
    case 'conditionalEventDefinition':
      return;
    case 'timerEventDefinition': {
      const { kind, text, calendar } = definition.timer;
      if (typeof text !== 'string' || !parseTimer(kind, text).ok)
        compiling.refuse(node, 'a computed timer at a start event, where nothing is known yet');
      else if (kind === 'cycle' && calendar !== undefined)
        compiling.refuse(node, 'a cycle in a working calendar at a start event');
      return;
    }
    default:
      compiling.refuse(node, `${definition.kind} at the start of a process`);
  }
}
