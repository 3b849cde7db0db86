/** Intermediate catch events and receive tasks: wait for a timer, a message or a condition, drawn alone or behind an event-based gateway. */
import { armCatch, catchDefinitions, compileCatch } from '../parts/catch.ts';
import { enter } from '../parts/enter.ts';
import { complete, sendAlong } from '../parts/leave.ts';
import { compileMessage } from '../parts/message-event.ts';
import type { Run } from '../parts/run.ts';
import { timerAnswered } from '../parts/timer-event.ts';
import type { ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import type { ElementHandler } from './handler.ts';

export const catchEvent: ElementHandler = {
  extensions: ['timer', 'subscription', 'inputs', 'outputs'],
  eventDefinitions: catchDefinitions,
  leaves: 'each',
  compile(node, compiling) {
    const [definition, ...others] = node.eventDefinitions;
    if (definition && others.length === 0) return compileCatch(node, definition, compiling);
    compiling.refuse(node, `${node.eventDefinitions.length} event definitions, where one is expected`);
    return {};
  },
  work: (run, token, element) => {
    armCatch(run, token, element, 'work');
  },
  arm: armCatch,
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
