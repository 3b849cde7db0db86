/** What an event waits for or throws, and what the host arms for a start. */
import type { Timer } from '../../calendar/index.ts';
import type { Expression } from '../../expression/index.ts';

export type Trigger =
  | { readonly kind: 'message'; readonly messageName: string }
  | { readonly kind: 'signal'; readonly signalName: string }
  | { readonly kind: 'timer'; readonly timer: Timer; readonly calendar?: string }
  | { readonly kind: 'condition'; readonly condition: Expression };

/** One definition of a start event; `definition` is its place there, absent for the first. */
export type StartTrigger = { readonly elementId: string; readonly definition?: number } & Trigger;

export interface CorrelatedProperty {
  readonly name: string;
  /** Reads the message's content, and nothing else. */
  readonly path: Expression;
}

export interface MessageCorrelation {
  readonly messageName: string;
  readonly properties: readonly CorrelatedProperty[];
}

/** An event definition, by BPMN's tag name; `definitions/` has a file for each. */
export type DefinitionPlan =
  | { readonly kind: 'timerEventDefinition'; readonly timer: TimerPlan }
  | { readonly kind: 'messageEventDefinition'; readonly message: MessagePlan }
  | { readonly kind: 'signalEventDefinition'; readonly name: string | Expression }
  | { readonly kind: 'conditionalEventDefinition'; readonly condition: Expression }
  /** Without a code, a catch event catches all. */
  | { readonly kind: 'errorEventDefinition'; readonly code?: string }
  | { readonly kind: 'escalationEventDefinition'; readonly code?: string }
  | { readonly kind: 'terminateEventDefinition' }
  /** Thrown: what it compensates, all that was completed where it names no activity; and that it does not wait for it. */
  | { readonly kind: 'compensateEventDefinition'; readonly activity?: number; readonly waitForCompletion?: false }
  | { readonly kind: 'cancelEventDefinition' }
  | { readonly kind: 'linkEventDefinition' };

export type DefinitionKind = DefinitionPlan['kind'];

/** Text as written, or FEEL that answers it. */
export interface TimerPlan {
  readonly kind: Timer['kind'];
  readonly text: string | Expression;
  /** A working calendar's name; wall-clock time when absent. */
  readonly calendar?: string;
}

export interface MessagePlan {
  readonly name: string | Expression;
  /** A key of its own; else its conversation's, else the business key. */
  readonly correlationKey?: Expression;
  readonly conversation?: ConversationPlan;
}

/** A correlation key: where a message says its properties, and where the case itself knows them. */
export interface ConversationPlan {
  readonly keyId: string;
  readonly properties: readonly CorrelatedProperty[];
  readonly bindings?: readonly Expression[];
}
