/** What an element's file answers: how its node compiles, and what a token does there. */
import type { JsonObject, Problem } from '../../base/index.ts';
import type { Expression } from '../../expression/index.ts';
import type { Container, DataElement, FlowNode, Model, ProcessNode } from '../../model/index.ts';
import type { DataPlace } from '../data-plan.ts';
import type { Retry } from '../event.ts';
import type { Actor, CompleteTaskInput, PeopleAnswer, Rejection } from '../input.ts';
import type { Choice } from '../parts/choose.ts';
import type { Run } from '../parts/run.ts';
import type { ElementPlan, ProgramElement } from '../program.ts';
import type { OpenJob, OpenQuestion, OpenTask, Token } from '../state.ts';

/** What a handler may ask the compiler. */
export interface Compiling {
  readonly model: Model;
  /** The process that is compiled. */
  readonly process: ProcessNode;
  /** Parses FEEL; a failure becomes a problem at the field. */
  readonly expression: (text: string, elementId: string, field: string) => Expression | undefined;
  readonly problem: (problem: Problem) => void;
  /** Refuses what is not built, by element id and name. */
  readonly refuse: (node: FlowNode, what: string, field?: string) => void;
  /** The node's place in the program; -1 when there is none. */
  readonly indexOf: (id: string) => number;
  readonly node: (id: string) => FlowNode | undefined;
  /** The boundary events that are attached to it. */
  readonly boundariesOf: (node: FlowNode) => readonly FlowNode[];
  /** The nodes that its flows lead to. */
  readonly targetsOf: (node: FlowNode) => readonly FlowNode[];
  /** It stands in the process itself. */
  readonly isTopLevel: (node: FlowNode) => boolean;
  /** The sub-process that it stands in; undefined for what stands in the process. */
  readonly parentOf: (node: FlowNode) => FlowNode | undefined;
  /** What begins in a container where no start event is drawn. */
  readonly beginnings: (container: Partial<Container>) => readonly FlowNode[];
  /** Places of the start events of the event sub-processes in a container, but for those that begin for compensation. */
  readonly eventStarts: (container: Partial<Container>) => readonly number[];
  /** A piece of data of the process by its id, or by that of a reference that shows it. */
  readonly data: (id: string) => DataElement | undefined;
  /** The variable that a node reads or writes as this data; undefined where the data is none, or lives elsewhere. */
  readonly place: (dataId: string, node: FlowNode) => DataPlace | undefined;
  /** Who the innermost lane around a node names. */
  readonly laneWho: (node: FlowNode) => string | undefined;
  /** Nobody but the engine writes this variable. */
  readonly reserve: (variable: string) => void;
}

/** An event happened: by which of its definitions, with what variables. */
export interface Occurrence {
  readonly definition: number;
  readonly variables?: JsonObject;
}

export type Answer =
  | { readonly kind: 'people'; readonly answers: readonly PeopleAnswer[] }
  | { readonly kind: 'due'; readonly dueAts: readonly (number | null)[]; readonly note?: string };

/** A task with the token that holds it, at its element. */
export interface TaskAt {
  readonly task: OpenTask;
  readonly token: Token;
  readonly element: ProgramElement;
}

export interface ElementHandler {
  /** Extensions that this element carries out (`form`, `assignment` …); any other is refused at deploy. */
  readonly extensions: readonly string[];
  /** Event definitions that it carries out. */
  readonly eventDefinitions?: readonly string[];
  /** Which flows are taken when it is left. */
  readonly leaves: Choice;
  /** The process, or a sub-process, begins here. */
  readonly begins?: boolean;
  /** It opens a scope of its own; any element with input or output mappings does. */
  readonly opensScope?: boolean;
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
