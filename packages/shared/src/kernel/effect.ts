/**
 * What the host is asked to do, as orders. Effects are computed from the events of one step,
 * so replay and simulation never fire one by accident. What only changes what people see
 * (tasks, incidents, stage visits) is read from the events, not ordered here.
 */
import type { JsonObject } from '../base/index.ts';

/** Fire `triggerTimer` at `dueAt`, once. A cycle is scheduled again by the kernel, one firing at a time. */
export interface ScheduleTimerEffect {
  readonly type: 'scheduleTimer';
  readonly timerId: string;
  readonly elementId: string;
  /** Epoch ms UTC. */
  readonly dueAt: number;
}
export interface CancelTimerEffect {
  readonly type: 'cancelTimer';
  readonly timerId: string;
}
/** Wait for a message (`deliverMessage`), or for a signal (`deliverSignal`), which has no key. */
export interface OpenSubscriptionEffect {
  readonly type: 'openSubscription';
  readonly subscriptionId: string;
  readonly elementId: string;
  readonly messageName?: string;
  readonly signalName?: string;
  /** Evaluated; null means: this instance has no key, and only a message without one fits. */
  readonly correlationKey: string | null;
}
export interface CloseSubscriptionEffect {
  readonly type: 'closeSubscription';
  readonly subscriptionId: string;
}
/** Offer work to outside workers. */
export interface CreateJobEffect {
  readonly type: 'createJob';
  readonly jobId: string;
  readonly elementId: string;
  readonly jobType: string;
  readonly retries: number;
  readonly timeoutMs: number;
  /** The visible variables, input mappings applied. */
  readonly variables: JsonObject;
}
/** Offer a failed job again, not before `availableAt`. */
export interface RetryJobEffect {
  readonly type: 'retryJob';
  readonly jobId: string;
  readonly retries: number;
  readonly availableAt: number;
}
export interface CancelJobEffect {
  readonly type: 'cancelJob';
  readonly jobId: string;
}
/**
 * Start a case of a process, once; answer with `completeCall`, `failCall`, `escalateCall` when it gets there, or with
 * `refuseCall` where there is no such process or it can't start.
 */
export interface CallProcessEffect {
  readonly type: 'callProcess';
  readonly callId: string;
  readonly elementId: string;
  /** The id of the process. */
  readonly calledElement: string;
  readonly binding: 'latest' | 'deployment' | 'tag';
  readonly versionTag?: string;
  readonly businessKey: string | null;
  /** What it starts with; of what the engine alone writes there, only names among `mapped` are refused, the others left out. */
  readonly variables: JsonObject;
  /** What the model passes by name. */
  readonly mapped: readonly string[];
  /** The calling case's. */
  readonly starter: string | null;
  /** Who completed the step before. */
  readonly requestedBy: string | null;
}
/** End the called case: it is not waited for any more. */
export interface CancelCallEffect {
  readonly type: 'cancelCall';
  readonly callId: string;
  readonly elementId: string;
  /** As in `elementTerminated`. */
  readonly cause: string;
}
/** Publish a message: to other instances, and as a start trigger. */
export interface SendMessageEffect {
  readonly type: 'sendMessage';
  readonly elementId: string;
  readonly messageName: string;
  readonly correlationKey: string | null;
  readonly variables: JsonObject;
}
/** Tell every other instance that waits for the signal, and start what it starts; this instance has it already. */
export interface BroadcastSignalEffect {
  readonly type: 'broadcastSignal';
  readonly elementId: string;
  readonly signalName: string;
  readonly variables: JsonObject;
}
/** Tell whoever called this instance that it escalates; nobody in it catches that. */
export interface EscalateEffect {
  readonly type: 'escalate';
  readonly elementId: string;
  readonly escalationCode: string;
  readonly variables: JsonObject;
}
/** Resolve `who` lists against the directory; answer in the same transaction with `answerPeople`. */
export interface AskPeopleEffect {
  readonly type: 'askPeople';
  readonly questionId: string;
  readonly elementId: string;
  /** `user:`, `group:`, `role:`, `manager-of:` with a user id behind; variables are put in already. */
  readonly who: readonly string[];
}
/** Say when spans of (working) time end; answer in the same transaction with `answerDue`. */
export interface AskDueEffect {
  readonly type: 'askDue';
  readonly questionId: string;
  readonly elementId: string;
  readonly asks: readonly DueAsk[];
}
export interface DueAsk {
  /** Epoch ms UTC from which it counts. */
  readonly from: number;
  /** ISO 8601 duration; negative (`-PT4H`) counts back. */
  readonly duration: string;
  /** A working calendar's name; wall-clock time when absent. */
  readonly calendar?: string;
}
/** Tell people something: reminder, escalation, copy, overdue. */
export interface NotifyEffect {
  readonly type: 'notify';
  readonly kind: 'taskOpened' | 'reminder' | 'escalation' | 'overdue' | 'copy' | 'sentBack' | 'decided';
  readonly elementId: string;
  readonly taskId?: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

export type Effect =
  | ScheduleTimerEffect
  | CancelTimerEffect
  | OpenSubscriptionEffect
  | CloseSubscriptionEffect
  | CreateJobEffect
  | RetryJobEffect
  | CancelJobEffect
  | CallProcessEffect
  | CancelCallEffect
  | SendMessageEffect
  | BroadcastSignalEffect
  | EscalateEffect
  | AskPeopleEffect
  | AskDueEffect
  | NotifyEffect;
