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
  /** Whose handler carries it out, where that is not its kind's: `approval`, `checkpoint`, `stage`. */
  readonly variant?: string;
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
  | { readonly elementId: string; readonly kind: 'timer'; readonly timer: StartTimer; readonly calendar?: string };

/** ISO 8601 text, which `parseTimer` of the calendar room reads. */
export interface StartTimer {
  readonly kind: Timer['kind'];
  readonly text: string;
}

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
  readonly job?: JobPlan;
  readonly timer?: TimerPlan;
  readonly message?: MessagePlan;
  /** Boundary events: the activity ends when it happens. */
  readonly interrupts?: boolean;
  /** An error event: the code that it throws or catches; a boundary without one catches all. */
  readonly error?: { readonly code?: string };
  readonly timing?: TimingPlan;
}

export interface JobPlan {
  readonly type: string | Expression;
  readonly retries: number | Expression;
  /** How long a worker may hold it. */
  readonly timeoutMs: number;
  /** How long after a failure it is offered again. */
  readonly backoffMs?: number;
}

/** Text as written, or FEEL that answers it. */
export interface TimerPlan {
  readonly kind: Timer['kind'];
  readonly text: string | Expression;
  /** A working calendar's name; wall-clock time when absent. */
  readonly calendar?: string;
}

export interface MessagePlan {
  readonly name: string | Expression;
  /** The business key when absent. */
  readonly correlationKey?: Expression;
}

/** Names are user ids, e-mails, or `who` entries; an expression answers one or a list. */
export interface TaskPlan {
  readonly assignee?: string | Expression;
  readonly users: readonly string[] | Expression;
  readonly groups: readonly string[] | Expression;
  readonly priority?: number | Expression;
  readonly formRef?: string;
}

/** A `who` entry: as it is asked, or whose value names a person (or a person whose manager is meant). */
export type WhoPlan =
  | { readonly kind: 'literal'; readonly who: string }
  | { readonly kind: 'person' | 'manager'; readonly of: Expression; readonly text: string };

/** `fortnight:timing`; durations are ISO 8601 texts or expressions. */
export interface TimingPlan {
  readonly limit: string | Expression;
  readonly remind?: string | Expression;
  readonly calendar?: string;
  readonly overdue: 'notify' | 'escalate' | 'approve' | 'reject';
  readonly to: readonly WhoPlan[];
}

export interface ProgramFlow {
  readonly index: number;
  readonly id: string;
  readonly source: number;
  readonly target: number;
  readonly condition?: Expression;
}
