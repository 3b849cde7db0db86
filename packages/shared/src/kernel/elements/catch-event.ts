/** Intermediate catch events and receive tasks: wait for a timer or a message, drawn alone or behind an event-based gateway. */
import type { Retry } from '../event.ts';
import { enter } from '../parts/enter.ts';
import { complete, sendAlong } from '../parts/leave.ts';
import { compileMessage, openSubscription } from '../parts/message-event.ts';
import type { Run } from '../parts/run.ts';
import { armTimer, compileTimer, timerAnswered } from '../parts/timer-event.ts';
import type { ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import type { ElementHandler } from './handler.ts';

const arm = (run: Run, holder: Token, element: ProgramElement, retry: Retry): boolean =>
  armTimer(run, holder, element, retry) && openSubscription(run, holder, element, retry);

export const catchEvent: ElementHandler = {
  extensions: ['timer', 'subscription', 'inputs', 'outputs'],
  eventDefinitions: ['timerEventDefinition', 'messageEventDefinition'],
  leaves: 'each',
  compile(node, compiling) {
    if (node.eventDefinitions.length !== 1) {
      compiling.refuse(node, `${node.eventDefinitions.length} event definitions, where one is expected`);
      return {};
    }
    if (node.eventDefinitions[0]?.kind === 'timerEventDefinition') {
      const timer = compileTimer(node, compiling);
      return timer ? { timer } : {};
    }
    const message = compileMessage(node, compiling);
    return message ? { message } : {};
  },
  work: (run, token, element) => {
    arm(run, token, element, 'work');
  },
  arm,
  trigger(run, holder, element, { variables }) {
    const token = holder.element === element.index ? holder : throughGateway(run, holder, element);
    if (token) complete(run, token, variables);
  },
  onAnswer: timerAnswered,
};

export const receiveTask: ElementHandler = {
  ...catchEvent,
  extensions: ['subscription', 'inputs', 'outputs', 'loop'],
  eventDefinitions: [],
  mayLoop: true,
  compile(node, compiling) {
    const message = compileMessage(node, compiling);
    return message ? { message } : {};
  },
};

/** The event is what the gateway's token waited for: it goes there, and what the others waited for ends. */
function throughGateway(run: Run, holder: Token, element: ProgramElement): Token | undefined {
  const flow = run.program.flows.find(({ source, target }) => source === holder.element && target === element.index);
  const [tokenId] = flow ? sendAlong(run, holder, [{ flow }]) : [];
  const arrived = tokenId === undefined ? undefined : run.token(tokenId);
  return arrived && enter(run, arrived);
}
