/** A drawn message: which one is waited for or thrown, and by which key it finds its instance (BPMN 2.0.2, 8.4.2 and 10.5.5). */
import type { JsonObject } from '../../base/index.ts';
import { type EventDefinitionNode, type FlowNode, messageOf } from '../../model/index.ts';
import type { Retry } from '../event.ts';
import { about } from '../parts/about.ts';
import type { Compiling } from '../parts/compiling.ts';
import { isComputed } from '../parts/computed.ts';
import { compileConversation, converse, keyOfCase, keyOfMessage } from '../parts/conversation.ts';
import type { Run } from '../parts/run.ts';
import { nameOf, textOf } from '../parts/text.ts';
import { placeOf } from '../parts/waiting.ts';
import type { MessagePlan, ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';
import type { DefinitionHandler, PlanOf } from './definition.ts';

type Plan = PlanOf<'messageEventDefinition'>;

export const message: DefinitionHandler<Plan> = {
  compile: (node, { messageRef }, compiling) => compileMessage(node, messageRef, compiling),
  startedBy: ({ message: { name } }) =>
    typeof name === 'string'
      ? { trigger: { kind: 'message', messageName: name } }
      : { refused: 'a computed message name at a start event' },
  correlation: ({ message: { name, conversation } }) =>
    typeof name === 'string' && conversation ? { messageName: name, properties: conversation.properties } : undefined,
  arm(run, { holder, element, definition }, plan, retry) {
    const named = read(run, holder, element, { message: plan.message, retry });
    if (!named) return false;
    const at = { ...about(element), tokenId: holder.id, ...placeOf(definition) };
    run.emit({ type: 'subscriptionOpened', subscriptionId: `u${run.nextSeq}`, ...at, ...named });
    return true;
  },
  onCaught: (run, element, { message: caught }, variables) => converse(run, element, caught, variables),
  throws(run, token, element, plan, variables) {
    const named = read(run, token, element, { message: plan.message, content: variables, retry: 'work' });
    if (!named) return 'failed';
    run.emit({ type: 'messageThrown', ...about(element), ...named, variables });
    converse(run, element, plan.message, variables);
    return 'thrown';
  },
};

/** The message that an event's definition, or a send or receive task itself, names, or that its message flow carries. */
export function compileMessage(node: FlowNode, ref: EventDefinitionNode['messageRef'], compiling: Compiling): Plan | undefined {
  const message = messageOf(compiling.model, node, ref);
  if (!message) {
    const text = `${node.name ?? node.kind} (${node.id}) names no message; expected a message with a name.`;
    compiling.problem({ code: 'message-missing', severity: 'error', elementId: node.id, field: 'messageRef', message: text });
    return undefined;
  }
  const name = isComputed(message.name) ? compiling.expression(message.name, node.id, 'message.name') : message.name;
  const source = node.extension.subscription?.correlationKey ?? message.correlationKey;
  const key = source === undefined ? undefined : compiling.expression(source, node.id, 'subscription.correlationKey');
  const conversation = source === undefined ? compileConversation(node, message, compiling) : undefined;
  if (name === undefined) return undefined;
  const found = { ...(key ? { correlationKey: key } : {}), ...(conversation ? { conversation } : {}) };
  return { kind: 'messageEventDefinition', message: { name, ...found } };
}

interface Asked {
  readonly message: MessagePlan;
  /** What a message that is thrown says itself. */
  readonly content?: JsonObject;
  readonly retry: Retry;
}

/** The evaluated name and key; undefined leaves an incident on the token. */
function read(
  run: Run,
  token: Token,
  element: ProgramElement,
  { message: { name, correlationKey, conversation }, content, retry }: Asked,
) {
  const scopeId = run.scopeIdOf(token);
  const messageName = nameOf(run, name, scopeId);
  if (messageName === undefined) {
    run.raise(
      token,
      'message-name-missing',
      `The message's name is no text; set the variable that it reads, and resolve this.`,
      retry,
      { at: element.index },
    );
    return undefined;
  }
  const said = conversation && content && keyOfMessage(run, conversation, content);
  const conversed = said ?? (conversation && keyOfCase(run, scopeId, conversation));
  const key = correlationKey ? textOf(run, correlationKey, scopeId) : (conversed ?? run.draft.businessKey ?? null);
  if (key === undefined) {
    const message = `The correlation key of ${messageName} is neither text nor number; set the variable that it reads, and resolve this.`;
    run.raise(token, 'correlation-key-invalid', message, retry, { at: element.index });
    return undefined;
  }
  return { messageName, correlationKey: key };
}
