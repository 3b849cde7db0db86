/** Conversations of a case: which key a message belongs to, and which key the case has begun one with. */
import type { JsonObject } from '../../base/index.ts';
import type { ComputedNode, FlowNode, MessageNode } from '../../model/index.ts';
import type { ConversationPlan, CorrelatedProperty, MessagePlan, ProgramElement } from '../program.ts';
import { keyOfContent, keyOfValues } from '../queries/conversation.ts';
import { about } from './about.ts';
import type { Compiling } from './compiling.ts';
import type { Run } from './run.ts';

/** The correlation key that a message carries all properties of; undefined where there is none. */
export function compileConversation(node: FlowNode, message: MessageNode, compiling: Compiling): ConversationPlan | undefined {
  const { model, process } = compiling;
  const paths = (propertyIds: readonly string[]) =>
    propertyIds.map((id) => {
      const property = model.correlationProperties.get(id);
      const path = property?.retrievals.find(({ messageId }) => messageId === message.id)?.path;
      return property && path ? [{ id, name: property.name ?? id, path }] : [];
    });
  const keys = model.correlationKeys.filter(
    ({ propertyIds }) => propertyIds.length > 0 && paths(propertyIds).every((path) => path.length > 0),
  );
  const subscribed = keys.filter(({ id }) => process.correlationSubscriptions.some(({ keyId }) => keyId === id));
  const [key, ...others] = subscribed.length > 0 ? subscribed : keys;
  if (!key) return undefined;
  if (others.length > 0) compiling.refuse(node, `a message of ${others.length + 1} correlation keys`);
  const properties = paths(key.propertyIds).flat();
  const bindings = process.correlationSubscriptions.find(({ keyId }) => keyId === key.id)?.bindings ?? [];
  const bound = properties.map(({ id }) => bindings.find(({ propertyId }) => propertyId === id)?.path);
  const compiled = (path: ComputedNode, field: string) => compilePath(path, node, field, compiling);
  return {
    keyId: key.id,
    properties: properties.flatMap(({ name, path }): CorrelatedProperty[] => {
      const expression = compiled(path, `correlation.${name}`);
      return expression ? [{ name, path: expression }] : [];
    }),
    ...(bound.length > 0 && bound.every((path) => path !== undefined)
      ? { bindings: bound.flatMap((path) => (path && compiled(path, 'correlation.binding')) ?? []) }
      : {}),
  };
}

function compilePath({ text, language }: ComputedNode, node: FlowNode, field: string, compiling: Compiling) {
  if (language === undefined || /feel/i.test(language)) return compiling.expression(text, node.id, field);
  const message = `The ${field} of ${node.name ?? node.id} is written in "${language}"; expected FEEL.`;
  compiling.problem({ code: 'condition-language', severity: 'error', elementId: node.id, field, message });
  return undefined;
}

/** What the case itself knows of the key, else the key that its conversation has begun with. */
export function keyOfCase(run: Run, scopeId: string, { keyId, properties, bindings }: ConversationPlan): string | undefined {
  const bound = bindings?.map((binding, index) => {
    const answer = run.evaluate(binding, scopeId);
    return [properties[index]?.name ?? '', answer.ok ? answer.value : null] as const;
  });
  return (bound && keyOfValues(bound)) ?? run.draft.conversations?.[keyId];
}

/** The key that a message's content gives. */
export function keyOfMessage(run: Run, { properties }: ConversationPlan, content: JsonObject): string | undefined {
  const { timeZone } = run.program;
  return keyOfContent(properties, content, { at: run.at, ...(timeZone === undefined ? {} : { timeZone }) });
}

/** The first message of a conversation, sent or received, gives it its key. */
export function converse(run: Run, element: ProgramElement, { conversation }: MessagePlan, content: JsonObject): void {
  if (!conversation || run.draft.conversations?.[conversation.keyId] !== undefined) return;
  const key = keyOfMessage(run, conversation, content);
  if (key === undefined) return;
  run.emit({ type: 'conversationBegun', ...about(element), keyId: conversation.keyId, key });
}
