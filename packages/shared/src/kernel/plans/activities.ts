/** What an activity does: how often, by whose work, and how it is undone. */
import type { Expression } from '../../expression/index.ts';
import type { DefinitionPlan } from './events.ts';

export interface Mapping {
  readonly name: string;
  readonly value: Expression;
}

/** Who undoes a completed activity; nobody of its own where what is inside of it is undone one by one. */
export interface CompensationPlan {
  /** The activity that its boundary event leads to. */
  readonly handler?: number;
  /** The start event of the compensation event sub-process inside of it. */
  readonly eventStart?: number;
}

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
