/** What the file of an event definition answers: how it compiles, what arms it, what throwing it does. */
import type { JsonObject } from '../../base/index.ts';
import type { EventDefinitionNode, FlowNode } from '../../model/index.ts';
import type { Answer, Compiling } from '../elements/handler.ts';
import type { Retry } from '../event.ts';
import type { Run } from '../parts/run.ts';
import type { DefinitionKind, DefinitionPlan, ProgramElement } from '../program.ts';
import type { OpenQuestion, Token } from '../state.ts';

/** An event that waits, or is to wait, for one of its definitions. */
export interface Waiting {
  /** Who holds the wait, and ends it by going: the event itself, its activity, its gateway, the case. */
  readonly holder: Token;
  readonly element: ProgramElement;
  /** The definition's place in the element. */
  readonly definition: number;
}

/** `thrown`: the token goes on. `waits`: it goes on later. `gone`: what was thrown took it away. `failed`: an incident says why not. */
export type Thrown = 'thrown' | 'waits' | 'gone' | 'failed';

export type ThrowOne = (run: Run, token: Token, element: ProgramElement, plan: DefinitionPlan, variables: JsonObject) => Thrown;

export interface DefinitionHandler<Plan extends DefinitionPlan> {
  /** Undefined: a problem says why not. */
  readonly compile: (node: FlowNode, definition: EventDefinitionNode, compiling: Compiling) => Plan | undefined;
  /**
   * Begins to wait; false leaves an incident with that `retry`. Absent: it is thrown at the event, which waits for it
   * without doing anything.
   */
  readonly arm?: (run: Run, waiting: Waiting, plan: Plan, retry: Retry) => boolean;
  /** The host answered what arming it had asked. */
  readonly onAnswer?: (run: Run, waiting: Waiting, plan: Plan, question: OpenQuestion, answer: Answer) => void;
  /** Throws it with variables of its own. */
  readonly throws?: (run: Run, token: Token, element: ProgramElement, plan: Plan, variables: JsonObject) => Thrown;
}

export type PlanOf<K extends DefinitionKind> = Extract<DefinitionPlan, { kind: K }>;
export type DefinitionHandlers = { readonly [K in DefinitionKind]: DefinitionHandler<PlanOf<K>> };

/** Where a definition stands, as events about it say so: nothing for the first. */
export const placeOf = (definition: number): { readonly definition?: number } => (definition === 0 ? {} : { definition });
