/** What the file of an event definition answers: what it is, how it compiles, what arms it, what throwing it does. */
import type { JsonObject } from '../../base/index.ts';
import type { EventDefinitionNode, FlowNode } from '../../model/index.ts';
import type { Retry } from '../event.ts';
import type { Answer } from '../parts/ask.ts';
import type { Compiling } from '../parts/compiling.ts';
import type { Run } from '../parts/run.ts';
import type { Waiting } from '../parts/waiting.ts';
import type { DefinitionKind, DefinitionPlan, MessageCorrelation, ProgramElement, Trigger } from '../program.ts';
import type { OpenQuestion, Token } from '../state.ts';

/** `thrown`: the token goes on. `waits`: it goes on later. `gone`: what was thrown took it away. `failed`: an incident says why not. */
export type Thrown = 'thrown' | 'waits' | 'gone' | 'failed';

export type ThrowOne = (run: Run, token: Token, element: ProgramElement, plan: DefinitionPlan, variables: JsonObject) => Thrown;

/** What elements and the compiler ask of a definition instead of its kind. */
export interface DefinitionClaims {
  /** What it comes from has failed: whoever catches it interrupts. */
  readonly fails?: true;
  /** It undoes what is completed: nothing waits for it, and nothing is there to interrupt. */
  readonly compensates?: true;
  /** It cancels the transaction around it. */
  readonly cancels?: true;
  /** The end event that throws it ends everything in its scope. */
  readonly terminates?: true;
  /** It stands for a flow, which the compiler draws: it came about where a token is led to. */
  readonly leadsOn?: true;
}

/** How the host may start a process by a definition. */
export interface StartedBy {
  /** Absent: nothing that it could arm beforehand. */
  readonly trigger?: Trigger;
  /** Why a start event may not have it. */
  readonly refused?: string;
}

export interface DefinitionHandler<Plan extends DefinitionPlan> extends DefinitionClaims {
  /** Undefined: a problem says why not. */
  readonly compile: (node: FlowNode, definition: EventDefinitionNode, compiling: Compiling) => Plan | undefined;
  /** Absent: no process starts by it. */
  readonly startedBy?: (plan: Plan) => StartedBy;
  /** How what comes for it says which conversation it belongs to. */
  readonly correlation?: (plan: Plan) => MessageCorrelation | undefined;
  /**
   * Begins to wait; false leaves an incident with that `retry`. Absent: it is thrown at the event, which waits for it
   * without doing anything.
   */
  readonly arm?: (run: Run, waiting: Waiting, plan: Plan, retry: Retry) => boolean;
  /** The host answered what arming it had asked. */
  readonly onAnswer?: (run: Run, waiting: Waiting, plan: Plan, question: OpenQuestion, answer: Answer) => void;
  /** It came from outside, with these variables; what the event then does is the element's. */
  readonly onCaught?: (run: Run, element: ProgramElement, plan: Plan, variables: JsonObject) => void;
  /** Throws it with variables of its own. */
  readonly throws?: (run: Run, token: Token, element: ProgramElement, plan: Plan, variables: JsonObject) => Thrown;
}

export type PlanOf<K extends DefinitionKind> = Extract<DefinitionPlan, { kind: K }>;
export type DefinitionHandlers = { readonly [K in DefinitionKind]: DefinitionHandler<PlanOf<K>> };
