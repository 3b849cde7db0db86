/**
 * What a host may tell an instance, in the imperative.
 *
 * Every input carries `at` (epoch ms UTC, never before the state's) and, where a person or program acts,
 * `by`. Ids in inputs are the kernel's local ids (`t12`), counters within the instance.
 */
import type { Json, JsonObject } from '../base/index.ts';
import type { Override } from './events/migration.ts';

/** Who acts, as the host knows it; stands in the history as given. */
export interface Actor {
  /** User id; null for a program without a user, or the engine itself. */
  readonly userId: string | null;
  /** The business groups that the person is in at this moment. */
  readonly groups?: readonly string[];
  /** The person whose substitute acts. */
  readonly onBehalfOf?: string;
  /** True for a host's own decision (an admin's key): may complete any task that is no vote and no review. */
  readonly privileged?: boolean;
}

interface InputBase {
  readonly at: number;
  /** What is stopped at this moment; a list that is given again is not looked through again. */
  readonly stops?: readonly Stop[];
}

/** Steps whose doors are shut: no token enters one, and none leaves it. */
export interface Stop {
  readonly id: string;
  /** Why, in words. */
  readonly reason: string;
  /** With what is inside of them and attached to them; every element when absent. Ids that the program has not are passed over. */
  readonly elements?: readonly string[];
}

export interface StartInput extends InputBase {
  readonly type: 'start';
  readonly by: Actor;
  readonly businessKey?: string;
  readonly variables?: JsonObject;
  /** The start event; the process's only none start event when absent. */
  readonly startEventId?: string;
  /** Who started the case, where that is not `by`: the calling case's starter. */
  readonly starter?: string | null;
  /** What started it; `definition` says by which definition of the start event, the first when absent. */
  readonly trigger?: {
    readonly kind: 'message' | 'signal' | 'timer' | 'condition' | 'call';
    readonly name?: string;
    readonly definition?: number;
  };
}

export interface ClaimTaskInput extends InputBase {
  readonly type: 'claimTask';
  readonly taskId: string;
  readonly by: Actor;
}
export interface UnclaimTaskInput extends InputBase {
  readonly type: 'unclaimTask';
  readonly taskId: string;
  readonly by: Actor;
}
/** Hands a task over for good. */
export interface DelegateTaskInput extends InputBase {
  readonly type: 'delegateTask';
  readonly taskId: string;
  readonly by: Actor;
  readonly to: string;
  readonly reason?: string;
}
export interface CompleteTaskInput extends InputBase {
  readonly type: 'completeTask';
  readonly taskId: string;
  readonly by: Actor;
  readonly outcome?: string;
  /** Send-back: the element it goes back to, where the outcome leaves a choice. */
  readonly to?: string;
  readonly return?: 'again' | 'direct';
  readonly comment?: string;
  readonly variables?: JsonObject;
  readonly evidence?: readonly { readonly id: string; readonly fileId: string }[];
}
export interface RemindTaskInput extends InputBase {
  readonly type: 'remindTask';
  readonly taskId: string;
  readonly by: Actor;
}
/** Who asked for an approval takes the request back, as long as it is not decided. */
export interface WithdrawInput extends InputBase {
  readonly type: 'withdraw';
  readonly by: Actor;
  /** The approval. */
  readonly elementId: string;
  readonly reason: string;
}
/** Somebody begins an activity of an ad-hoc sub-process. */
export interface StartActivityInput extends InputBase {
  readonly type: 'startActivity';
  readonly by: Actor;
  readonly elementId: string;
}
export interface TriggerTimerInput extends InputBase {
  readonly type: 'triggerTimer';
  readonly timerId: string;
}
export interface DeliverMessageInput extends InputBase {
  readonly type: 'deliverMessage';
  readonly subscriptionId: string;
  readonly variables?: JsonObject;
  readonly messageId?: string;
}
/** A signal from another instance, or from outside: all that wait for it get it. */
export interface DeliverSignalInput extends InputBase {
  readonly type: 'deliverSignal';
  readonly name: string;
  readonly variables?: JsonObject;
}
export interface CompleteJobInput extends InputBase {
  readonly type: 'completeJob';
  readonly jobId: string;
  readonly worker?: string;
  /** Readable by the output mappings as `result`; without mappings, its members become variables. */
  readonly variables?: JsonObject;
}
export interface FailJobInput extends InputBase {
  readonly type: 'failJob';
  readonly jobId: string;
  readonly worker?: string;
  readonly message: string;
  /** Attempts left; one less than before when absent. At 0 an incident is raised. */
  readonly retries?: number;
  readonly backoffMs?: number;
}
/** A worker throws a BPMN error. */
export interface ThrowJobErrorInput extends InputBase {
  readonly type: 'throwJobError';
  readonly jobId: string;
  readonly worker?: string;
  readonly errorCode: string;
  readonly message?: string;
  readonly variables?: JsonObject;
}
/** The called case is completed. */
export interface CompleteCallInput extends InputBase {
  readonly type: 'completeCall';
  readonly callId: string;
  /** Its variables: `result` for the output mappings; without mappings, they become the calling case's. */
  readonly variables: JsonObject;
  /** Names that come back by a mapping alone: what the engine alone writes there, and what is as it was at the start. */
  readonly kept?: readonly string[];
}
/** The called case failed by an error: it is thrown at the call activity. */
export interface FailCallInput extends InputBase {
  readonly type: 'failCall';
  readonly callId: string;
  readonly errorCode: string;
  readonly message?: string;
}
/** The process can't be called, or its case is gone: an incident that calls it again when it is resolved. */
export interface RefuseCallInput extends InputBase {
  readonly type: 'refuseCall';
  readonly callId: string;
  readonly code: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, Json>>;
}
/** The called case threw an escalation; it goes on. */
export interface EscalateCallInput extends InputBase {
  readonly type: 'escalateCall';
  readonly callId: string;
  readonly escalationCode: string;
  readonly variables?: JsonObject;
}
export interface SetVariablesInput extends InputBase {
  readonly type: 'setVariables';
  readonly by: Actor;
  readonly variables: JsonObject;
  readonly reason?: string;
}
export interface ResolveIncidentInput extends InputBase {
  readonly type: 'resolveIncident';
  readonly incidentId: string;
  readonly by: Actor;
  readonly reason?: string;
}
/** A stop ended, and its token could not go on: from now on it stands still as for any incident. */
export interface FailGoOnInput extends InputBase {
  readonly type: 'failGoOn';
  /** That of the stop. */
  readonly incidentId: string;
  /** Why, in words. */
  readonly message: string;
}
export interface CancelInput extends InputBase {
  readonly type: 'cancel';
  readonly by: Actor;
  readonly reason: string;
  /** Ends the case as lost, for this reason. */
  readonly lossReason?: string;
}
export interface SuspendInput extends InputBase {
  readonly type: 'suspend';
  readonly by: Actor;
  readonly reason?: string;
}
export interface ResumeInput extends InputBase {
  readonly type: 'resume';
  readonly by: Actor;
}
/** Moves a case by hand: tokens go elsewhere, come anew, or end. */
export interface ModifyInput extends InputBase {
  readonly type: 'modify';
  readonly by: Actor;
  readonly reason: string;
  /** Taken one after another, all or none. */
  readonly moves: readonly CaseMove[];
  /** Lets it pass by checkpoints that it owes. */
  readonly override?: Override;
}
export type CaseMove =
  | { readonly do: 'move'; readonly from: TokenRef; readonly toElementId: string }
  | { readonly do: 'add'; readonly toElementId: string }
  | { readonly do: 'cancel'; readonly from: TokenRef };
/** A token by its id, or by the element that it alone is at. */
export type TokenRef = { readonly tokenId: string } | { readonly elementId: string };

/** Which element of one version is which of another, and what becomes of time limits; plain data. */
export interface MigrationPlan {
  /** By the id in the version before. */
  readonly mapping: { readonly [elementId: string]: string };
  /** By the element whose limit, or whose event, it is; kept as it stands when absent. */
  readonly timers?: { readonly [elementId: string]: TimerChoice };
  /** Where a token does not stay what it is: it ends, and one begins at the target. */
  readonly anew?: readonly string[];
  /** Mapped by a person, who knows: a choice that the case's data does not take is no question there. */
  readonly byHand?: readonly string[];
}
/** Keep the moment; count the new version's time from now, or from when the old one's began. */
export type TimerChoice = 'keep' | 'restart' | 'redate';

/** Lets a case go on by another version; `migrate` takes it, with both programs. */
export interface MigrateInput extends InputBase {
  readonly type: 'migrate';
  readonly by: Actor;
  readonly reason: string;
  readonly plan: MigrationPlan;
  /** Lets it stand behind checkpoints that it owes. */
  readonly override?: Override;
  /** What `pastOf` reads from its history; needed where `needsPast` says so. */
  readonly past?: Past;
}
/** What a state does not keep of its history, and another version may ask. */
export interface Past {
  readonly completed: readonly string[];
  readonly doers: { readonly [elementId: string]: readonly string[] };
  readonly lastDone: { readonly [userId: string]: string };
  /** Epoch ms UTC at which a timer or task began, by its local id. */
  readonly since: { readonly [localId: string]: number };
}

/** The host's answer to an `askPeople` effect. */
export interface AnswerPeopleInput extends InputBase {
  readonly type: 'answerPeople';
  readonly questionId: string;
  /** One entry per asked `who`, in the same order. */
  readonly answers: readonly PeopleAnswer[];
}
export interface PeopleAnswer {
  /** User ids; empty when nobody is found. */
  readonly users: readonly string[];
  /** Business groups, which stay live: `group:` entries answer these and no users. */
  readonly groups: readonly string[];
  /** Why nobody is found, or how a person was, in words. */
  readonly note?: string;
}
/** The host's answer to an `askDue` effect. */
export interface AnswerDueInput extends InputBase {
  readonly type: 'answerDue';
  readonly questionId: string;
  /** Epoch ms UTC, one per asked due time, in the same order; null where the calendar can't say. */
  readonly dueAts: readonly (number | null)[];
  /** Why one is null, in words. */
  readonly note?: string;
}

export type Input =
  | StartInput
  | ClaimTaskInput
  | UnclaimTaskInput
  | DelegateTaskInput
  | CompleteTaskInput
  | RemindTaskInput
  | WithdrawInput
  | StartActivityInput
  | ModifyInput
  | TriggerTimerInput
  | DeliverMessageInput
  | DeliverSignalInput
  | CompleteJobInput
  | FailJobInput
  | ThrowJobErrorInput
  | CompleteCallInput
  | FailCallInput
  | RefuseCallInput
  | EscalateCallInput
  | SetVariablesInput
  | ResolveIncidentInput
  | FailGoOnInput
  | CancelInput
  | SuspendInput
  | ResumeInput
  | AnswerPeopleInput
  | AnswerDueInput;

export type InputType = Input['type'];
export type InputOf<T extends InputType> = Extract<Input, { type: T }>;

/** Why an input was not taken; the state is untouched. */
export interface Rejection {
  /** Stable kebab-case code, such as `task-not-open`, `not-eligible`, `reserved-variable`, `stage-exit-refused`. */
  readonly code: string;
  /** One English sentence: what was expected, what was found, what to do. */
  readonly message: string;
  readonly elementId?: string;
  /** Machine-readable details, such as `{ missing: ['customer'] }`. */
  readonly params?: Readonly<Record<string, Json>>;
}
