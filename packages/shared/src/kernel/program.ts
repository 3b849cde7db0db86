/**
 * A compiled process: frozen plain data, named by its hash. Elements and flows name each other by index.
 */
import type { Timer } from '../calendar/index.ts';
import type { Expression } from '../expression/index.ts';
import type { CorrelatedProperty } from './conversation.ts';
import type { DataPlan } from './data-plan.ts';

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
  /** The start events that something outside triggers, for the host to arm. */
  readonly triggers: readonly StartTrigger[];
  /** The start events of the event sub-processes of the process itself. */
  readonly eventStarts?: readonly number[];
  /** How messages that come for a case, or start one, say which conversation they belong to. */
  readonly correlations?: readonly MessageCorrelation[];
  /** Variables that the engine alone writes. */
  readonly reserved: readonly string[];
}

export interface ProgramElement {
  readonly index: number;
  readonly id: string;
  readonly kind: string;
  readonly name?: string;
  /** Whose handler carries it out, where that is not its kind's: `approval`, `checkpoint`, `stage`; the task that a call activity calls. */
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

export interface MessageCorrelation {
  readonly messageName: string;
  readonly properties: readonly CorrelatedProperty[];
}

/** One definition of a start event; `definition` is its place there, absent for the first. */
export type StartTrigger = { readonly elementId: string; readonly definition?: number } & (
  | { readonly kind: 'message'; readonly messageName: string }
  | { readonly kind: 'signal'; readonly signalName: string }
  | { readonly kind: 'timer'; readonly timer: Timer; readonly calendar?: string }
  | { readonly kind: 'condition'; readonly condition: Expression }
);

export interface Mapping {
  readonly name: string;
  readonly value: Expression;
}

/** Members belong to the handlers that compile them; a new element adds its own. */
export interface ElementPlan {
  readonly inputs?: readonly Mapping[];
  readonly outputs?: readonly Mapping[];
  readonly data?: DataPlan;
  readonly loop?: LoopPlan;
  readonly starts?: readonly number[];
  readonly end?: { readonly outcome: 'won' | 'lost' | 'neutral'; readonly lossReason?: string };
  readonly script?: { readonly expression: Expression; readonly result?: string };
  readonly task?: TaskPlan;
  readonly job?: JobPlan;
  readonly call?: CallPlan;
  /** What an event, a send or a receive task throws or waits for, in document order. */
  readonly definitions?: readonly DefinitionPlan[];
  /** A catch event that happens when all its definitions have, not the first of them. */
  readonly isParallelMultiple?: true;
  /** A boundary event, or the start of an event sub-process: what it stands on ends when it happens. */
  readonly interrupts?: boolean;
  /** The start events of the event sub-processes inside. */
  readonly eventStarts?: readonly number[];
  /** A complex gateway that joins: activated when it holds. */
  readonly activation?: Expression;
  readonly adHoc?: AdHocPlan;
  /** An event-based gateway, or a receive task, that starts the process. */
  readonly instantiates?: true;
  /** An event-based gateway that starts the process with all of its events, not the first. */
  readonly isParallel?: true;
  /** How many tokens it waits for before it begins, and how many leave it; 1 when absent. */
  readonly startQuantity?: number;
  readonly completionQuantity?: number;
  readonly timing?: TimingPlan;
  readonly approval?: ApprovalPlan;
  readonly checkpoint?: CheckpointPlan;
  readonly stage?: StagePlan;
  /** An activity that can be compensated once it is completed. */
  readonly compensation?: CompensationPlan;
  /** It runs for compensation alone, and no flow leads to it or on from it. */
  readonly forCompensation?: true;
}

/** Who undoes a completed activity; nobody of its own where what is inside of it is undone one by one. */
export interface CompensationPlan {
  /** The activity that its boundary event leads to. */
  readonly handler?: number;
  /** The start event of the compensation event sub-process inside of it. */
  readonly eventStart?: number;
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

/** An activity that runs several times: how often, on what, until when, and what comes out. */
export interface LoopPlan {
  /** The `elementKind` of the body around the runs: BPMN's standard loop, or multi-instance. */
  readonly kind: 'loop' | 'multiInstance';
  readonly isSequential: boolean;
  readonly collection?: Expression;
  readonly cardinality?: Expression;
  /** The variable that holds a run's item. */
  readonly item?: string;
  readonly until?: Expression;
  readonly output?: Expression;
  readonly outputCollection?: string;
  /** Standard loop: goes on while this is true, asked before each run or after it. */
  readonly while?: Expression;
  readonly testBefore?: boolean;
  readonly maximum?: number;
  /** Multi-instance: what is thrown as runs are completed. */
  readonly throws?: readonly LoopThrow[];
}
/** With the first run, with each, or with those for which the condition holds. */
export interface LoopThrow {
  readonly when: 'first' | 'each' | Expression;
  readonly definition: DefinitionPlan;
}

export interface AdHocPlan {
  readonly isSequential: boolean;
  /** Once its condition holds: what is under way ends. */
  readonly cancelsRemaining: boolean;
  readonly until?: Expression;
}

export interface JobPlan {
  readonly type: string | Expression;
  readonly retries: number | Expression;
  /** How long a worker may hold it. */
  readonly timeoutMs: number;
  /** How long after a failure it is offered again. */
  readonly backoffMs?: number;
}

/** Which process a call activity calls, and what goes in and comes back beside its mappings. */
export interface CallPlan {
  readonly process: string | Expression;
  readonly binding: 'latest' | 'deployment' | 'tag';
  readonly versionTag?: string;
  /** The case's own when absent. */
  readonly businessKey?: Expression;
  /** Absent: all, unless mappings or data say what. */
  readonly passes?: 'all' | 'mapped';
  readonly returns?: 'all' | 'mapped';
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

/** `fortnight:approval`. */
export interface ApprovalPlan {
  readonly mode: 'one' | 'all' | 'quorum';
  readonly quorum?: number | Expression;
  readonly order: 'parallel' | 'sequential';
  /** In the order in which they are asked. */
  readonly approvers: readonly ApproverPlan[];
  /** Those that reject stand first: they win. */
  readonly rules: readonly { readonly kind: 'approve' | 'reject'; readonly when: Expression; readonly reason?: string }[];
  readonly outcomes: readonly OutcomePlan[];
  /** `starter`, or ids of elements whose doers may not decide. */
  readonly separateFrom: readonly string[];
  readonly nobody: { readonly do: 'assign' | 'approve' | 'reject' | 'incident'; readonly to: readonly WhoPlan[] };
  readonly samePerson: 'once' | 'again';
  readonly copies: readonly WhoPlan[];
  readonly result?: string;
  /** The error that a rejection throws. */
  readonly error?: string;
}
export interface ApproverPlan {
  readonly who: WhoPlan;
  readonly name?: string;
  /** It is asked when this is true. */
  readonly when?: Expression;
}
export interface OutcomePlan {
  readonly id: string;
  readonly kind: 'approve' | 'reject' | 'send-back';
  readonly isCommentRequired: boolean;
  /** Send-back: where it may go. */
  readonly to: readonly string[];
}

/** `fortnight:checkpoint`. */
export interface CheckpointPlan {
  readonly regulation?: string;
  readonly rules: readonly {
    readonly id: string;
    readonly when: Expression;
    readonly message?: string;
    readonly severity: 'block' | 'warn';
  }[];
  readonly reviewers: readonly WhoPlan[];
  readonly evidence: readonly { readonly id: string; readonly name?: string; readonly required: boolean }[];
  readonly result?: string;
  /** The error that a rejection throws. */
  readonly error: string;
}

/** `fortnight:stage`. */
export interface StagePlan {
  readonly order?: number;
  /** ISO 8601 text, or an expression that answers one. */
  readonly target?: string | Expression;
  readonly calendar?: string;
  readonly entry: readonly StageRulePlan[];
  readonly exit: readonly StageRulePlan[];
  /** Variables without which it can't be left. */
  readonly required: readonly string[];
  readonly lossReasons: readonly string[];
}
export interface StageRulePlan {
  readonly id: string;
  readonly condition: Expression;
  readonly message?: string;
}

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
