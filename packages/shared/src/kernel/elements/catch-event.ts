/** Intermediate catch events and receive tasks, drawn alone or behind an event-based gateway (BPMN 2.0.2, 13.5.2). */
import { answered, arm, compileDefinitions, happened } from '../definitions/index.ts';
import { compileMessage } from '../definitions/message.ts';
import { enter } from '../parts/enter.ts';
import { complete, leave, sendAlong } from '../parts/leave.ts';
import type { Run } from '../parts/run.ts';
import type { ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import type { ElementHandler } from './handler.ts';

export const catchEvent: ElementHandler = {
  extensions: ['timer', 'subscription', 'inputs', 'outputs'],
  eventDefinitions: [
    'timerEventDefinition',
    'messageEventDefinition',
    'signalEventDefinition',
    'conditionalEventDefinition',
    'linkEventDefinition',
  ],
  leaves: 'each',
  compile(node, compiling) {
    if (node.eventDefinitions.length === 0) compiling.refuse(node, 'an intermediate catch event that waits for nothing');
    const all = node.parallelMultiple ? { isParallelMultiple: true as const } : {};
    return { ...all, ...compileDefinitions(node, compiling) };
  },
  work: (run, token, element) => {
    // A link is where a throw event led: it came about already.
    if (element.plan.definitions?.some(({ kind }) => kind === 'linkEventDefinition')) leave(run, token);
    else arm(run, token, element, 'work');
  },
  arm,
  trigger(run, holder, element, { definition, variables }) {
    if (!happened(run, { holder, element, definition })) {
      if (variables) run.setVariables(run.scopeIdOf(holder), variables, { elementId: element.id });
      return;
    }
    const token = holder.element === element.index ? holder : throughGateway(run, holder, element);
    if (token) complete(run, token, variables);
  },
  onAnswer: answered,
};

export const receiveTask: ElementHandler = {
  ...catchEvent,
  extensions: ['subscription', 'inputs', 'outputs', 'loop'],
  eventDefinitions: [],
  mayLoop: true,
  compile(node, compiling) {
    const message = compileMessage(node, node.messageRef, compiling);
    return message ? { definitions: [message] } : {};
  },
};

/** The event is what the gateway's token waited for: it goes there, and what the others waited for ends. */
function throughGateway(run: Run, holder: Token, element: ProgramElement): Token | undefined {
  const flow = run.program.flows.find(({ source, target }) => source === holder.element && target === element.index);
  const [tokenId] = flow ? sendAlong(run, holder, [{ flow }]) : [];
  const arrived = tokenId === undefined ? undefined : run.token(tokenId);
  return arrived && enter(run, arrived);
}
