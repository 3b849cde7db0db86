/** What drawn events wait for, wherever they stand: a timer, a message, a condition. */
import type { EventDefinitionNode, FlowNode } from '../../model/index.ts';
import type { Compiling } from '../elements/handler.ts';
import type { Retry } from '../event.ts';
import type { ElementPlan, ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import { armCondition, compileCondition } from './condition-event.ts';
import { compileMessage, openSubscription } from './message-event.ts';
import type { Run } from './run.ts';
import { armTimer, compileTimer } from './timer-event.ts';

/** The definitions that `compileCatch` reads and `armCatch` arms. */
export const catchDefinitions = ['timerEventDefinition', 'messageEventDefinition', 'conditionalEventDefinition'];

export function compileCatch(node: FlowNode, definition: EventDefinitionNode, compiling: Compiling): ElementPlan {
  switch (definition.kind) {
    case 'timerEventDefinition': {
      const timer = compileTimer(node, compiling);
      return timer ? { timer } : {};
    }
    case 'messageEventDefinition': {
      const message = compileMessage(node, compiling);
      return message ? { message } : {};
    }
    default: {
      const condition = compileCondition(node, definition, compiling);
      return condition ? { condition } : {};
    }
  }
}

/** Arms what the event waits for; false leaves an incident with that `retry`. */
export const armCatch = (run: Run, holder: Token, element: ProgramElement, retry: Retry): boolean =>
  armTimer(run, holder, element, retry) && openSubscription(run, holder, element, retry) && armCondition(run, holder, element);
