/**
 * A compiled process: frozen plain data, named by its hash. Elements and flows name each other by index.
 */
import type { Expression } from '../expression/index.ts';
import type { AdHocPlan, CallPlan, CompensationPlan, JobPlan, LoopPlan, Mapping } from './plans/activities.ts';
import type { DataPlan } from './plans/data.ts';
import type { DefinitionPlan, MessageCorrelation, StartTrigger } from './plans/events.ts';
import type { TaskPlan, TimingPlan } from './plans/people.ts';
import type { ApprovalPlan, CheckpointPlan, StagePlan } from './plans/sales.ts';

export type * from './plans/activities.ts';
export type * from './plans/events.ts';
export type * from './plans/people.ts';
export type * from './plans/sales.ts';

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
  /** Whose handler carries it out, where that is not its kind's: `approval`, `checkpoint`, `stage`, `eventSubProcess`; the task that a call activity calls. */
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

export interface ProgramFlow {
  readonly index: number;
  readonly id: string;
  readonly source: number;
  readonly target: number;
  readonly condition?: Expression;
}
