/**
 * What happened, in the past tense: the truth of an instance (`state = events.reduce(evolve)`).
 *
 * Every event has its `seq` (1, 2, 3 … within the instance) and `at`. Events about an element carry its
 * `elementId` and `elementKind` (BPMN's tag name; `loop` and `multiInstance` for the body around repeated runs)
 * and the `scopeId` and `tokenId` they belong to.
 */
import type { Json, JsonObject } from '../base/index.ts';
import type { Actor, PeopleAnswer } from './input.ts';

interface EventBase {
  readonly seq: number;
  readonly at: number;
}
interface ElementEventBase extends EventBase {
  readonly elementId: string;
  readonly elementKind: string;
}

// The instance
export interface InstanceStarted extends EventBase {
  readonly type: 'instanceStarted';
  readonly programHash: string;
  readonly processId: string;
  readonly by: Actor;
  readonly starter: string | null;
  readonly businessKey?: string;
  readonly variables: JsonObject;
  readonly trigger?: { readonly kind: string; readonly name?: string };
}
export interface InstanceEnded extends EventBase {
  readonly type: 'instanceCompleted' | 'instanceTerminated' | 'instanceFailed';
  readonly outcome?: 'won' | 'lost' | 'neutral';
  readonly lossReason?: string;
  readonly reason?: string;
  readonly by?: Actor;
  readonly elementId?: string;
}
export interface InstanceSuspended extends EventBase {
  readonly type: 'instanceSuspended';
  readonly by: Actor;
  readonly reason?: string;
}
export interface InstanceResumed extends EventBase {
  readonly type: 'instanceResumed';
  readonly by: Actor;
}

// Tokens and elements
export interface ElementEntered extends ElementEventBase {
  readonly type: 'elementEntered';
  readonly tokenId: string;
  readonly scopeId: string;
  /** 1, 2, 3 … for a run of a loop or multi-instance activity. */
  readonly loopCounter?: number;
  /** Who completed the step before, where no flow led here. */
  readonly requestedBy?: string;
  /** The scope that this element opened, when it opens one. */
  readonly opensScopeId?: string;
  /** What that scope starts with: input mappings, the item of a multi-instance run. */
  readonly variables?: JsonObject;
  /** The body of a multi-instance activity: how many runs there will be, and of what, where they follow one another. */
  readonly loop?: { readonly total: number; readonly items?: readonly Json[] };
  /** The waiting tokens that a join takes in. */
  readonly consumes?: readonly string[];
}
/** A token that waited before an element (at a join, at a border) was taken away; it never entered. */
export interface TokenDropped extends ElementEventBase {
  readonly type: 'tokenDropped';
  readonly tokenId: string;
  readonly cause: string;
}
/** A token was put at an element that no flow led it to: a send-back, a modification. */
export interface TokenPlaced extends ElementEventBase {
  readonly type: 'tokenPlaced';
  readonly tokenId: string;
  readonly scopeId: string;
  /** Where it goes straight back to once the element is completed. */
  readonly returnTo?: string;
  readonly requestedBy?: string;
}
export interface ElementCompleted extends ElementEventBase {
  readonly type: 'elementCompleted';
  readonly tokenId: string;
  readonly loopCounter?: number;
  /** What a multi-instance run adds to the output collection. */
  readonly output?: Json;
  /** Who completed it, when a person did. */
  readonly by?: Actor;
}
export interface ElementTerminated extends ElementEventBase {
  readonly type: 'elementTerminated';
  readonly tokenId: string;
  readonly loopCounter?: number;
  /** `interrupted`, `sentBack`, `cancelled`, `terminated`, `error`, `withdrawn`, `otherEventFirst`. */
  readonly cause: string;
}
export interface FlowTaken extends ElementEventBase {
  readonly type: 'flowTaken';
  readonly sourceId: string;
  readonly targetId: string;
  readonly tokenId: string;
  readonly scopeId: string;
  /** Who completed the step that it leaves. */
  readonly requestedBy?: string;
  /** The condition as written, and the values it read, where a choice was made. */
  readonly because?: { readonly condition: string; readonly values: JsonObject };
}
export interface VariablesSet extends EventBase {
  readonly type: 'variablesSet';
  readonly scopeId: string;
  readonly variables: JsonObject;
  readonly elementId?: string;
  readonly by?: Actor;
  readonly reason?: string;
}

// Questions to the host
export interface PeopleAsked extends ElementEventBase {
  readonly type: 'peopleAsked';
  readonly questionId: string;
  readonly tokenId: string;
  /** What the asking element wants to know it for; comes back with the answer. */
  readonly about: string;
  readonly who: readonly string[];
  /** A person or caller waits: a rule that says no behind the answer rejects their whole command. */
  readonly asCommand?: true;
}
export interface PeopleAnswered extends ElementEventBase {
  readonly type: 'peopleAnswered';
  readonly questionId: string;
  readonly answers: readonly PeopleAnswer[];
}
export interface DueAsked extends ElementEventBase {
  readonly type: 'dueAsked';
  readonly questionId: string;
  readonly tokenId: string;
  /** What the asking element wants to know it for; comes back with the answer. */
  readonly about: string;
  readonly asks: readonly { readonly from: number; readonly duration: string; readonly calendar?: string }[];
  readonly asCommand?: true;
}
export interface DueAnswered extends ElementEventBase {
  readonly type: 'dueAnswered';
  readonly questionId: string;
  readonly dueAts: readonly (number | null)[];
  readonly note?: string;
}

// Tasks
export interface TaskOpened extends ElementEventBase {
  readonly type: 'taskOpened';
  readonly taskId: string;
  readonly tokenId: string;
  readonly kind: 'task' | 'approval' | 'review';
  readonly name?: string;
  /** User id. */
  readonly assignee?: string;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
  readonly outcomes: readonly string[];
  readonly formRef?: string;
  readonly priority?: number;
  /** Who completed the step before. */
  readonly requestedBy?: string;
  /** Approvals: which entry of `approvalOpened` it votes for, by position, and its title. */
  readonly approver?: { readonly index: number; readonly name?: string };
  /** Reviews: the rules that failed. */
  readonly failedRules?: readonly { readonly id: string; readonly message?: string }[];
  /** Multi-instance. */
  readonly loopCounter?: number;
}
/** A time limit is known (or moved) for a task. */
export interface TaskDueSet extends ElementEventBase {
  readonly type: 'taskDueSet';
  readonly taskId: string;
  readonly dueAt: number;
  readonly limit: string;
  readonly calendar?: string;
}
export interface TaskClaimed extends ElementEventBase {
  readonly type: 'taskClaimed';
  readonly taskId: string;
  readonly by: Actor;
  readonly assignee: string;
}
export interface TaskUnclaimed extends ElementEventBase {
  readonly type: 'taskUnclaimed';
  readonly taskId: string;
  readonly by: Actor;
}
export interface TaskDelegated extends ElementEventBase {
  readonly type: 'taskDelegated';
  readonly taskId: string;
  readonly by: Actor;
  readonly to: string;
  readonly reason?: string;
}
export interface TaskCompleted extends ElementEventBase {
  readonly type: 'taskCompleted';
  readonly taskId: string;
  readonly kind: 'task' | 'approval' | 'review';
  readonly by: Actor;
  readonly outcome?: string;
  readonly comment?: string;
  readonly evidence?: readonly { readonly id: string; readonly fileId: string }[];
}
export interface TaskCancelled extends ElementEventBase {
  readonly type: 'taskCancelled';
  readonly taskId: string;
  /** `decided`, `interrupted`, `sentBack`, `instanceEnded`, `escalated` … */
  readonly cause: string;
}
export interface TaskReminded extends ElementEventBase {
  readonly type: 'taskReminded';
  readonly taskId: string;
  /** Whom it reminds. */
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** Absent when the reminder came by itself. */
  readonly by?: Actor;
}
export interface TaskOverdue extends ElementEventBase {
  readonly type: 'taskOverdue';
  readonly taskId: string;
  /** Who is told. */
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly action: 'notify' | 'escalate' | 'approve' | 'reject';
}
/** Candidates were added; a claim before it is given back by `taskUnclaimed`. */
export interface TaskEscalated extends ElementEventBase {
  readonly type: 'taskEscalated';
  readonly taskId: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

// Approvals
/** Who is asked to decide, as resolved on entry; one entry is one vote. */
export interface ApprovalOpened extends ElementEventBase {
  readonly type: 'approvalOpened';
  readonly tokenId: string;
  readonly mode: 'one' | 'all' | 'quorum';
  readonly order: 'parallel' | 'sequential';
  /** How many votes approve it. */
  readonly needed: number;
  readonly entries: readonly ApprovalEntry[];
  /** Who gets a copy of the decision. */
  readonly copies: { readonly users: readonly string[]; readonly groups: readonly string[] };
}
export interface ApprovalEntry {
  /** The approver entry in the model that it comes from. */
  readonly index: number;
  readonly name?: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
}
export interface VoteCast extends ElementEventBase {
  readonly type: 'voteCast';
  readonly tokenId: string;
  readonly taskId: string;
  /** Which entry of `approvalOpened` it is for. */
  readonly entry: number;
  readonly by: Actor;
  readonly outcome: string;
  readonly comment?: string;
}
export interface ApprovalDecided extends ElementEventBase {
  readonly type: 'approvalDecided';
  readonly tokenId: string;
  /** The result variable's value: `{outcome, votes, decidedAt, automatic}`. */
  readonly result: JsonObject;
  /** `vote`, or the rule that decided: `autoApprove`, `autoReject`, `nobody`, `overdue`; with its reason in words. */
  readonly because: string;
  readonly reason?: string;
  readonly requestedBy?: string;
  /** Who gets a copy. */
  readonly copies: { readonly users: readonly string[]; readonly groups: readonly string[] };
}
export interface SentBack extends ElementEventBase {
  readonly type: 'sentBack';
  readonly tokenId: string;
  readonly to: string;
  /** Who is told: whoever asked for the approval. */
  readonly users: readonly string[];
  /** Checkpoints behind the target, which the case owes again. */
  readonly owed: readonly string[];
  readonly return: 'again' | 'direct';
  readonly by: Actor;
  readonly comment?: string;
}

// Checkpoints
export interface CheckpointEvaluated extends ElementEventBase {
  readonly type: 'checkpointEvaluated';
  readonly tokenId: string;
  readonly regulation?: string;
  readonly rules: readonly {
    readonly id: string;
    readonly passed: boolean;
    readonly severity: 'block' | 'warn';
    readonly values: JsonObject;
    readonly message?: string;
  }[];
}
export interface CheckpointDecided extends ElementEventBase {
  readonly type: 'checkpointDecided';
  readonly tokenId: string;
  /** The result variable's value: `{outcome, failed, reason, evidence, by, at}`. */
  readonly result: JsonObject;
}

// Stages
export interface StageEntered extends ElementEventBase {
  readonly type: 'stageEntered';
  readonly order?: number;
  /** 1 for the first visit. */
  readonly tokenId: string;
  readonly visit: number;
  /** The stage that was left last. */
  readonly from?: string;
}
/** The host said when the stage's target time ends. */
export interface StageTargetSet extends ElementEventBase {
  readonly type: 'stageTargetSet';
  readonly visit: number;
  /** Epoch ms UTC. */
  readonly targetAt: number;
  readonly target: string;
  readonly calendar?: string;
}
export interface StageLeft extends ElementEventBase {
  readonly type: 'stageLeft';
  readonly tokenId: string;
  readonly visit: number;
  readonly how: 'completed' | 'lost' | 'won' | 'sentBack' | 'interrupted' | 'cancelled' | 'failed';
  readonly lossReason?: string;
}
/** A stage of lower order than the one left was entered. */
export interface StageMovedBack extends ElementEventBase {
  readonly type: 'stageMovedBack';
  readonly from: string;
}

// Time, messages, jobs
export type TimerPurpose = 'event' | 'limit' | 'reminder' | 'stageTarget';
export interface TimerScheduled extends ElementEventBase {
  readonly type: 'timerScheduled';
  readonly timerId: string;
  readonly tokenId: string;
  readonly dueAt: number;
  /** `event` is a drawn timer; the rest belong to `fortnight:timing`. */
  readonly purpose: TimerPurpose;
  /** The task that it is about. */
  readonly taskId?: string;
  /** A cycle: when it was armed (epoch ms UTC), its text, and how often it fired before. */
  readonly cycle?: { readonly text: string; readonly armedAt: number; readonly fired: number };
  /** How many timers that were due at once led here without time passing; bounds loops without delay. */
  readonly hops?: number;
}
export interface TimerFired extends ElementEventBase {
  readonly type: 'timerFired';
  readonly timerId: string;
}
export interface TimerCancelled extends ElementEventBase {
  readonly type: 'timerCancelled';
  readonly timerId: string;
}
export interface SubscriptionOpened extends ElementEventBase {
  readonly type: 'subscriptionOpened';
  readonly subscriptionId: string;
  readonly tokenId: string;
  readonly messageName: string;
  readonly correlationKey: string | null;
}
export interface SubscriptionClosed extends ElementEventBase {
  readonly type: 'subscriptionClosed';
  readonly subscriptionId: string;
}
export interface MessageCorrelated extends ElementEventBase {
  readonly type: 'messageCorrelated';
  readonly subscriptionId: string;
  readonly messageName: string;
  readonly messageId?: string;
}
export interface MessageThrown extends ElementEventBase {
  readonly type: 'messageThrown';
  readonly messageName: string;
  readonly correlationKey: string | null;
  readonly variables: JsonObject;
}
export interface JobCreated extends ElementEventBase {
  readonly type: 'jobCreated';
  readonly jobId: string;
  readonly tokenId: string;
  readonly jobType: string;
  readonly retries: number;
  readonly timeoutMs: number;
}
export interface JobCompleted extends ElementEventBase {
  readonly type: 'jobCompleted';
  readonly jobId: string;
  readonly worker?: string;
}
export interface JobFailed extends ElementEventBase {
  readonly type: 'jobFailed';
  readonly jobId: string;
  readonly worker?: string;
  readonly message: string;
  readonly retries: number;
  readonly availableAt: number;
}
export interface JobCancelled extends ElementEventBase {
  readonly type: 'jobCancelled';
  readonly jobId: string;
}
export interface ErrorThrown extends ElementEventBase {
  readonly type: 'errorThrown';
  readonly errorCode: string;
  readonly message?: string;
  /** The boundary event or event sub-process that caught it; absent when nobody did. */
  readonly caughtBy?: string;
}

// Incidents
export interface IncidentRaised extends ElementEventBase {
  readonly type: 'incidentRaised';
  readonly incidentId: string;
  readonly tokenId?: string;
  /** `expression-failed`, `job-failed`, `no-flow-taken`, `nobody-found`, `stage-entry-refused`, `loop-bound`, `uncaught-error` … */
  readonly code: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, Json>>;
  readonly jobId?: string;
  readonly retry?: Retry;
  /** Setting one of these variables tries again too. */
  readonly reads?: readonly string[];
}
/**
 * What is tried again when an incident is resolved: arriving at the element; arming its boundary events, then its
 * work; its work; completing it (exit rules, output mappings); choosing the flows out of it.
 */
export type Retry = 'arrive' | 'begin' | 'work' | 'complete' | 'leave';
export interface IncidentResolved extends ElementEventBase {
  readonly type: 'incidentResolved';
  readonly incidentId: string;
  readonly by?: Actor;
  readonly reason?: string;
}

export type Event =
  | InstanceStarted
  | InstanceEnded
  | InstanceSuspended
  | InstanceResumed
  | ElementEntered
  | ElementCompleted
  | ElementTerminated
  | TokenPlaced
  | TokenDropped
  | FlowTaken
  | VariablesSet
  | PeopleAsked
  | PeopleAnswered
  | DueAsked
  | DueAnswered
  | TaskOpened
  | TaskDueSet
  | TaskClaimed
  | TaskUnclaimed
  | TaskDelegated
  | TaskCompleted
  | TaskCancelled
  | TaskReminded
  | TaskOverdue
  | TaskEscalated
  | ApprovalOpened
  | VoteCast
  | ApprovalDecided
  | SentBack
  | CheckpointEvaluated
  | CheckpointDecided
  | StageEntered
  | StageTargetSet
  | StageLeft
  | StageMovedBack
  | TimerScheduled
  | TimerFired
  | TimerCancelled
  | SubscriptionOpened
  | SubscriptionClosed
  | MessageCorrelated
  | MessageThrown
  | JobCreated
  | JobCompleted
  | JobFailed
  | JobCancelled
  | ErrorThrown
  | IncidentRaised
  | IncidentResolved;

export type EventType = Event['type'];
