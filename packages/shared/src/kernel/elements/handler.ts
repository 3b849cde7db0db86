/** What an element's file answers: how its node compiles, and what a token does there. */
import type { JsonObject } from '../../base/index.ts';
import type { FlowNode } from '../../model/index.ts';
import type { Retry } from '../event.ts';
import type { Actor, CompleteTaskInput, Rejection } from '../input.ts';
import type { Answer } from '../parts/ask.ts';
import type { Choice } from '../parts/choose.ts';
import type { Compiling } from '../parts/compiling.ts';
import type { Run } from '../parts/run.ts';
import type { TaskAt } from '../parts/task.ts';
import type { Occurrence } from '../parts/waiting.ts';
import type { ElementPlan, Program, ProgramElement } from '../program.ts';
import type { OpenJob, OpenQuestion, Token } from '../state.ts';

export interface ElementHandler {
  /** Extensions that this element carries out (`form`, `assignment` …); any other is refused at deploy. */
  readonly extensions: readonly string[];
  /** Event definitions that it carries out. */
  readonly eventDefinitions?: readonly string[];
  /** Which flows are taken when it is left. */
  readonly leaves: Choice;
  /** It is an event, which waits for its definitions or throws them. */
  readonly event?: 'catches' | 'throws';
  /** The process, or a sub-process, begins here. */
  readonly begins?: true;
  /** It begins by an event in the scope around it, and not by a flow; it sees what that scope has completed. */
  readonly beginsByEvent?: true;
  /** A cancel inside of it cancels it as a whole. */
  readonly isTransaction?: true;
  /** It opens a scope of its own; any element with input or output mappings does. */
  readonly opensScope?: true;
  /** It goes on with a token from every incoming flow, and not before. */
  readonly waitsForAll?: true;
  /** It may be run several times; where each run has a result of its own, as multi-instance alone. */
  readonly mayLoop?: boolean | 'multiInstance';
  readonly compile?: (node: FlowNode, compiling: Compiling) => ElementPlan;

  /** Starts a process, by what the host armed for it; absent: like any start. */
  readonly startBy?: (run: Run, element: ProgramElement, occurrence: Occurrence, requestedBy: string | undefined) => void;
  /** A token arrived; enters at once when absent. Joins wait here. */
  readonly arrive?: (run: Run, token: Token, element: ProgramElement) => void;
  /** No other token moves: may the one that waits here go on? True when it went. It looks at its own scope alone. */
  readonly join?: (run: Run, token: Token, element: ProgramElement) => boolean;
  /** What its join looks at includes variables, not the tokens of its scope alone. */
  readonly joinReadsVariables?: true;
  /** May it enter? Where not, the handler has called `run.refuse` with retry `arrive`. */
  readonly beforeEnter?: (run: Run, token: Token, element: ProgramElement) => boolean;
  /** The element's work, on entry and when its incident with retry `work` is resolved. */
  readonly work: (run: Run, token: Token, element: ProgramElement) => void;
  /** Something inside of its scope was completed; absent: it is left once nothing is inside any more. */
  readonly onInside?: (run: Run, token: Token, element: ProgramElement) => void;
  /** May it leave, the normal way? Where not, the handler has called `run.refuse` with retry `complete`. */
  readonly beforeLeave?: (run: Run, token: Token, element: ProgramElement) => boolean;
  /** The token is taken away (`cause` as in `elementTerminated`); what it held is released already. */
  readonly onTerminate?: (run: Run, token: Token, element: ProgramElement, cause: string) => void;

  /**
   * Drawn events that wait: arms timers and subscriptions that `holder` (its activity, its gateway, itself) holds.
   * False where it can't, which leaves an incident with that `retry`.
   */
  readonly arm?: (run: Run, holder: Token, element: ProgramElement, retry: Retry) => boolean;
  /** Events that its token waits for, beside its borders and what it is itself. */
  readonly waitsAt?: (program: Program, element: ProgramElement) => readonly number[];
  /**
   * Its token comes from another version, where it was at `before`: what of the work under way differs is made good. It stays
   * as it is when absent.
   */
  readonly onMigrated?: (run: Run, token: Token, element: ProgramElement, before: ProgramElement) => void;
  /** Its drawn timer fired, its message came, its error was thrown. */
  readonly trigger?: (run: Run, holder: Token, element: ProgramElement, occurrence: Occurrence) => void;
  /** Everything that it compensates is done; `definition` is the place of the one that threw it. */
  readonly onCompensated?: (run: Run, token: Token, element: ProgramElement, definition: number) => void;
  /** Somebody who may completes its task. */
  readonly onTask?: (run: Run, at: TaskAt, input: CompleteTaskInput) => Rejection | undefined;
  /** May this person act on its task, by their duties? */
  readonly onDuty?: (run: Run, at: TaskAt, by: Actor) => Rejection | undefined;
  /** Its time limit passed, and this is what then decides it. */
  readonly onOverdue?: (run: Run, token: Token, element: ProgramElement, action: 'approve' | 'reject') => void;
  /** A worker completed its job. */
  readonly onJob?: (run: Run, job: OpenJob, token: Token, element: ProgramElement, result: JsonObject | undefined) => void;
  /** The host answered its question. */
  readonly onAnswer?: (run: Run, question: OpenQuestion, token: Token, element: ProgramElement, answer: Answer) => void;
}
