/**
 * Start events. On the process something outside may trigger them, which the host arms; in an event sub-process they wait as
 * long as the scope around it is open, and interrupt it or not (BPMN 2.0.2, 10.5.2, 13.5.1 and 13.5.4).
 */
import { answered, arm, claims, compileDefinitions, happened, oneClaims, startedBy } from '../definitions/index.ts';
import { answerFor } from '../parts/data.ts';
import { enterNew, openAround } from '../parts/enter.ts';
import { interruptScope, isInterrupted } from '../parts/event-sub-processes.ts';
import { complete, leave } from '../parts/leave.ts';
import { rootScopeId } from '../state.ts';
import type { ElementHandler } from './handler.ts';

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
  event: 'catches',
  begins: true,
  compile(node, compiling) {
    const plan = compileDefinitions(node, compiling);
    const { definitions = [] } = plan;
    const all = node.parallelMultiple ? { isParallelMultiple: true as const } : {};
    if (compiling.parentOf(node)?.triggeredByEvent) {
      if (oneClaims(definitions, 'fails') && !node.isInterrupting)
        compiling.refuse(node, 'an error start event that does not interrupt');
      const isCompensation = oneClaims(definitions, 'compensates');
      if (isCompensation && definitions.length > 1) compiling.refuse(node, 'a start for compensation and for something else');
      // What is compensated is over, so there is nothing to interrupt.
      return { ...plan, ...all, interrupts: node.isInterrupting && !isCompensation };
    }
    if (definitions.length > 0 && !compiling.isTopLevel(node))
      compiling.refuse(node, `${definitions[0]?.kind} at the start of a sub-process`);
    for (const definition of definitions) {
      const { refused } = startedBy(definition) ?? { refused: `${definition.kind} at the start of a process` };
      if (refused !== undefined) compiling.refuse(node, refused);
    }
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
    const waiting = { holder, element, definition };
    if (holder.element === element.index) {
      if (happened(run, waiting, { scopeId: holder.scopeId, variables })) complete(run, holder, variables);
      return;
    }
    const scopeId = run.scopeIdOf(holder);
    if (isInterrupted(run, scopeId) || !happened(run, waiting, { scopeId, variables })) return;
    const { definitions = [], interrupts, isParallelMultiple } = element.plan;
    const thrown = definitions[definition];
    if (interrupts) interruptScope(run, holder, scopeId, thrown && claims(thrown, 'fails') ? 'error' : 'interrupted');
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
