/** What a document says of pools, the messages between them, and how a message finds its conversation. Source: BPMN 2.0.2 §8.4.2, §9. */
import type { ComputedNode } from './data-node.ts';

/** A pool: a process of the document, or somebody whose process is not shown. */
export interface ParticipantNode {
  readonly id: string;
  readonly name?: string;
  readonly processRef?: string;
}

/** Its ends are ids of pools, activities or events. */
export interface MessageFlowNode {
  readonly id: string;
  readonly name?: string;
  readonly sourceId?: string;
  readonly targetId?: string;
  readonly messageRef?: string;
}

/** The properties that together name one conversation. */
export interface CorrelationKeyNode {
  readonly id: string;
  readonly name?: string;
  readonly propertyIds: readonly string[];
}

/** One property, and where each message that carries it says its value. */
export interface CorrelationPropertyNode {
  readonly id: string;
  readonly name?: string;
  readonly retrievals: readonly { readonly messageId?: string; readonly path?: ComputedNode }[];
}

/** Where a process itself knows the values of a key's properties. */
export interface CorrelationSubscriptionNode {
  readonly keyId?: string;
  readonly bindings: readonly { readonly propertyId?: string; readonly path?: ComputedNode }[];
}
