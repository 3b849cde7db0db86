/**
 * A compiled process: frozen plain data, named by its hash. Elements and flows name each other by index.
 */
import type { Timer } from '../calendar/index.ts';
import type { Expression } from '../expression/index.ts';

export interface Program {
  /** SHA-256 of the canonical JSON of everything else here. */
  readonly hash: string;
  readonly processId: string;
  readonly name?: string;
  readonly timeZone?: string;
  readonly elements: readonly ProgramElement[];
  readonly flows: readonly ProgramFlow[];
  /** The none start events of the process itself. */
  readonly starts: readonly number[];
  /** The start events that a message or a timer triggers, for the host to arm. */
  readonly triggers: readonly StartTrigger[];
  /** Variables that the engine alone writes. */
  readonly reserved: readonly string[];
}

export interface ProgramElement {
  readonly index: number;
  readonly id: string;
  readonly kind: string;
  readonly name?: string;
  /** The sub-process that it stands in; -1 for the process. */
  readonly parent: number;
  /** Flow indices, in document order. */
  readonly incoming: readonly number[];
  readonly outgoing: readonly number[];
  readonly defaultFlow?: number;
  /** The boundary events attached to it. */
  readonly boundaries?: readonly number[];
  /** What the element's handler compiled for itself. */
  readonly plan: ElementPlan;
}

export type StartTrigger =
  | { readonly elementId: string; readonly kind: 'message'; readonly messageName: string }
  | { readonly elementId: string; readonly kind: 'timer'; readonly timer: Timer; readonly calendar?: string };

export interface Mapping {
  readonly name: string;
  readonly value: Expression;
}

/** Members belong to the handlers that compile them; a new element adds its own. */
export interface ElementPlan {
  readonly inputs?: readonly Mapping[];
  readonly outputs?: readonly Mapping[];
  readonly starts?: readonly number[];
  readonly terminates?: boolean;
  readonly end?: { readonly outcome: 'won' | 'lost' | 'neutral'; readonly lossReason?: string };
  readonly script?: { readonly expression: Expression; readonly result?: string };
  readonly task?: TaskPlan;
}

export interface TaskPlan {
  readonly assignee?: string | Expression;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly formRef?: string;
}

export interface ProgramFlow {
  readonly index: number;
  readonly id: string;
  readonly source: number;
  readonly target: number;
  readonly condition?: Expression;
}
