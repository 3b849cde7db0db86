/** What an element's file answers: how its node compiles, and what a token does there. */
import type { Problem } from '../../base/index.ts';
import type { Expression } from '../../expression/index.ts';
import type { FlowNode } from '../../model/index.ts';
import type { Choice } from '../parts/leave.ts';
import type { Run } from '../parts/run.ts';
import type { ElementPlan, ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';

/** What a handler may ask the compiler. */
export interface Compiling {
  /** Parses FEEL; a failure becomes a problem at the field. */
  readonly expression: (text: string, elementId: string, field: string) => Expression | undefined;
  readonly problem: (problem: Problem) => void;
  /** The node's place in the program. */
  readonly indexOf: (id: string) => number;
}

export interface ElementHandler {
  /** Extensions that this element carries out (`form`, `assignment` …); any other is refused at deploy. */
  readonly extensions: readonly string[];
  /** Event definitions that it carries out. */
  readonly eventDefinitions?: readonly string[];
  /** Which flows are taken when it is left. */
  readonly leaves: Choice;
  readonly compile?: (node: FlowNode, compiling: Compiling) => ElementPlan;
  /** A token arrived; enters at once when absent. Joins wait here. */
  readonly arrive?: (run: Run, token: Token, element: ProgramElement) => void;
  /** The element's work, on entry and when its incident is resolved. */
  readonly work: (run: Run, token: Token, element: ProgramElement) => void;
}
