import type {
  CorrelationKeyNode,
  CorrelationPropertyNode,
  CorrelationSubscriptionNode,
  MessageFlowNode,
  ParticipantNode,
} from './collaboration-node.ts';
import { elementOf, elementsOf, type ModdleElement, present, tagOf, textOf } from './moddle-element.ts';
import { readComputed } from './read-data.ts';
import type { Reading } from './reading.ts';

export interface Collaborations {
  readonly participants: readonly ParticipantNode[];
  readonly messageFlows: readonly MessageFlowNode[];
  readonly correlationKeys: readonly CorrelationKeyNode[];
}

/** Reads the pools, message flows and correlation keys of all collaborations of a document, in document order. */
export function readCollaborations(roots: readonly ModdleElement[], reading: Reading): Collaborations {
  const collaborations = roots.filter((root) => ['collaboration', 'choreography', 'globalConversation'].includes(tagOf(root)));
  const within = (name: string) => collaborations.flatMap((collaboration) => elementsOf(collaboration, name));
  const keyHolders = [...collaborations, ...within('conversations')];
  return {
    participants: within('participants').map((participant) => ({
      ...named(participant),
      ...present({ processRef: reading.referenceId(participant, 'processRef') }),
    })),
    messageFlows: within('messageFlows').map((flow) => ({
      ...named(flow),
      ...present({
        sourceId: reading.referenceId(flow, 'sourceRef'),
        targetId: reading.referenceId(flow, 'targetRef'),
        messageRef: reading.referenceId(flow, 'messageRef'),
      }),
    })),
    correlationKeys: keyHolders
      .flatMap((holder) => elementsOf(holder, 'correlationKeys'))
      .map((key) => ({ ...named(key), propertyIds: reading.referenceIds(key, 'correlationPropertyRef') })),
  };
}

export const readCorrelationProperty = (property: ModdleElement, reading: Reading): CorrelationPropertyNode => ({
  ...named(property),
  retrievals: elementsOf(property, 'correlationPropertyRetrievalExpression').map((retrieval) =>
    present({
      messageId: reading.referenceId(retrieval, 'messageRef'),
      path: readComputed(elementOf(retrieval, 'messagePath'), reading),
    }),
  ),
});

export const readCorrelationSubscriptions = (process: ModdleElement, reading: Reading): readonly CorrelationSubscriptionNode[] =>
  elementsOf(process, 'correlationSubscriptions').map((subscription) => ({
    ...present({ keyId: reading.referenceId(subscription, 'correlationKeyRef') }),
    bindings: elementsOf(subscription, 'correlationPropertyBinding').map((binding) =>
      present({
        propertyId: reading.referenceId(binding, 'correlationPropertyRef'),
        path: readComputed(elementOf(binding, 'dataPath'), reading),
      }),
    ),
  }));

const named = (element: ModdleElement) => ({
  id: textOf(element, 'id') ?? '',
  ...present({ name: textOf(element, 'name') }),
});
