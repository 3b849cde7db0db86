/** Which message an event or task is about, where a message flow says it. */
import type { MessageFlowNode } from './collaboration-node.ts';
import type { FlowNode, MessageNode, Model } from './model.ts';
import { walkNodes } from './walk.ts';

export type MessageRole = 'sends' | 'receives';

/** Whether a node sends or receives a message; a boundary, start or catch event receives. */
export function messageRoleOf({ kind, eventDefinitions }: FlowNode): MessageRole | undefined {
  if (kind === 'sendTask') return 'sends';
  if (kind === 'receiveTask') return 'receives';
  if (!eventDefinitions.some((definition) => definition.kind === 'messageEventDefinition')) return undefined;
  return kind === 'endEvent' || kind === 'intermediateThrowEvent' ? 'sends' : 'receives';
}

function messageRefOf({ eventDefinitions, messageRef }: FlowNode): string | undefined {
  const definition = eventDefinitions.find(({ kind }) => kind === 'messageEventDefinition');
  return definition ? definition.messageRef : messageRef;
}

/** The message that a node itself names. */
export function namedMessage(
  { messages }: Pick<Model, 'messages'>,
  node: FlowNode,
  ref: string | undefined = messageRefOf(node),
): MessageNode | undefined {
  const message = messages.get(ref ?? '');
  return message && message.name.trim() !== '' ? message : undefined;
}

/** The flows that carry what a node sends, or receives. */
export function messageFlowsOf({ messageFlows }: Pick<Model, 'messageFlows'>, node: FlowNode): readonly MessageFlowNode[] {
  const role = messageRoleOf(node);
  return messageFlows.filter(({ sourceId, targetId }) => (role === 'sends' ? sourceId : role && targetId) === node.id);
}

/**
 * The message that a node is about: the one that it names (`ref`, where it has several definitions), else the one that its only message flow names, else the one
 * that stands at the flow's other end, else the flow itself is the message, named by its id.
 */
export function messageOf(model: Model, node: FlowNode, ref: string | undefined = messageRefOf(node)): MessageNode | undefined {
  if (ref !== undefined && !model.messages.has(ref)) return undefined;
  const named = namedMessage(model, node, ref);
  const [flow, ...others] = named ? [] : messageFlowsOf(model, node);
  return flow && others.length === 0 ? messageOver(model, flow) : named;
}

function messageOver(model: Model, { id, sourceId, targetId, messageRef }: MessageFlowNode): MessageNode {
  const carried = model.messages.get(messageRef ?? '');
  if (carried && carried.name.trim() !== '') return carried;
  for (const process of model.processes)
    for (const { node } of walkNodes(process)) {
      const named = node.id === sourceId || node.id === targetId ? namedMessage(model, node) : undefined;
      if (named) return named;
    }
  return { id, name: id };
}
