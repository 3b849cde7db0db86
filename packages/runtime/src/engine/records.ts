/**
 * What the host keeps beside the journal, as the engine sees it: the projections that are updated with every command.
 *
 * Times are epoch ms UTC. Ids of tasks, jobs, incidents, timers and subscriptions are `<instance>~<kernel's local id>`.
 */
import type { Json, JsonObject } from '@fortnight/shared/base';
import type { MigrationFilter, TaskDraft, Vote } from '@fortnight/shared/contract';
import type { Actor, CorrelatedProperty, MigrationPlan, Obstacle } from '@fortnight/shared/kernel';
import type { Drawn } from './live-versions.ts';

/** A place where a case stands, as lists show it. */
export interface TokenView {
  readonly id: string;
  readonly elementId: string;
  readonly elementKind: string;
  readonly since: number;
  readonly loopCounter?: number;
  /** `task`, `job`, `timer`, `message`, `call`, `incident`. */
  readonly waitsFor?: string;
  readonly incidentId?: string;
}

export interface InstanceRecord {
  readonly id: string;
  readonly processId: string;
  readonly version: number;
  readonly versionId: string;
  readonly state: 'active' | 'completed' | 'terminated' | 'suspended' | 'failed';
  readonly outcome: 'won' | 'lost' | 'neutral' | null;
  readonly lossReason: string | null;
  readonly businessKey: string | null;
  readonly caseName: string;
  readonly starter: string | null;
  readonly owner: string | null;
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly endedAt: number | null;
  /** The case that called this one, at which element, by which of its calls; null for a case that nobody called. */
  readonly parentInstanceId: string | null;
  readonly parentElementId: string | null;
  readonly callId: string | null;
  /** The case at the top of the calls; null where it is this one. */
  readonly rootInstanceId: string | null;
  /** How many calls stand above it. */
  readonly callDepth: number;
  /** The line of roll-outs on which it was drawn (the id of the first), and by what; null where its version was asked for, or no other was live. */
  readonly rolloutId: string | null;
  readonly drawnBy: Drawn['drawnBy'] | null;
  /** Why rules could not be told of it: JSON by roll-out. */
  readonly ruleFailure: string | null;
  /** What happened to it at least once, as bits: 1 sent back, 2 a step over its time, 4 an incident, 8 a review. */
  readonly marks: number;
  /** The stage that was entered last and is not left. */
  readonly stageId: string | null;
  readonly stageVisit: number | null;
  readonly stageEnteredAt: number | null;
  readonly stageTargetAt: number | null;
  readonly openTaskCount: number;
  readonly openIncidentCount: number;
  /** The variable that is declared as money, and its currency. */
  readonly amount: number | null;
  readonly currency: string | null;
  /** What a search looks through, in lower case. */
  readonly search: string;
  readonly tokens: readonly TokenView[];
  /** The ids of the elements that hold these tokens, each once, in order, a line each. */
  readonly places: string;
  /** The kernel's state, as JSON text: parsed once a command. */
  readonly body: string;
}

export interface TaskRecord {
  readonly id: string;
  readonly instanceId: string;
  readonly processId: string;
  readonly version: number;
  readonly versionId: string;
  readonly elementId: string;
  readonly elementKind: string;
  readonly tokenId: string;
  readonly name: string | null;
  readonly kind: 'task' | 'approval' | 'review';
  readonly state: 'open' | 'completed' | 'cancelled';
  readonly assignee: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
  readonly requestedBy: string | null;
  readonly onBehalfOf: string | null;
  readonly createdAt: number;
  readonly completedAt: number | null;
  readonly completedBy: string | null;
  readonly dueAt: number | null;
  readonly limitText: string | null;
  readonly calendar: string | null;
  readonly formRef: string | null;
  readonly outcomes: readonly string[];
  readonly outcome: string | null;
  readonly comment: string | null;
  readonly priority: number | null;
  readonly failedRules: readonly { readonly id: string; readonly message?: string }[] | null;
  readonly loopCounter: number | null;
  readonly approver: { readonly index: number; readonly name?: string } | null;
  /** What was voted so far in the approval that it is part of. */
  readonly votes: readonly Vote[];
  readonly draft: (TaskDraft & { readonly savedAt: string }) | null;
  /** 1 when it is for nobody in particular: whoever has part in the case may do it. */
  readonly isForAnybody: number;
}

export interface IncidentRecord {
  readonly id: string;
  readonly instanceId: string;
  readonly processId: string;
  readonly version: number;
  readonly elementId: string;
  readonly elementKind: string;
  readonly tokenId: string | null;
  readonly code: string;
  readonly message: string;
  readonly params: Readonly<Record<string, Json>>;
  readonly state: 'open' | 'resolved';
  readonly raisedAt: number;
  readonly resolvedAt: number | null;
  readonly resolvedBy: string | null;
  readonly jobType: string | null;
  readonly groupId: string;
}

export interface JobRecord {
  readonly id: string;
  readonly instanceId: string;
  readonly processId: string;
  readonly version: number;
  readonly elementId: string;
  readonly businessKey: string | null;
  readonly type: string;
  readonly retries: number;
  readonly timeoutMs: number;
  readonly variables: JsonObject;
  readonly createdAt: number;
  readonly availableAt: number;
  readonly worker: string | null;
  readonly deadlineAt: number | null;
  /** 1 while its case is suspended, or a stop holds it. */
  readonly isHeld: number;
  /** The stop that it met. */
  readonly heldBy: string | null;
}

export interface TimerRecord {
  readonly id: string;
  readonly instanceId: string;
  readonly elementId: string;
  readonly dueAt: number;
  readonly isHeld: number;
  /** The stop that it met when it was due. */
  readonly heldBy: string | null;
}

export interface SubscriptionRecord {
  readonly id: string;
  readonly instanceId: string;
  readonly processId: string;
  readonly elementId: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly correlationKey: string | null;
  readonly openedAt: number;
  readonly isHeld: number;
}

/** One visit of one case to one stage; its id is `<instance>~<element>~<visit>`. */
export interface StageVisitRecord {
  readonly id: string;
  readonly instanceId: string;
  readonly processId: string;
  readonly version: number;
  readonly elementId: string;
  readonly visit: number;
  readonly fromStage: string | null;
  readonly enteredAt: number;
  readonly targetAt: number | null;
  readonly leftAt: number | null;
  readonly how: string | null;
  readonly lossReason: string | null;
}

export interface CommentRecord {
  readonly id: string;
  readonly instanceId: string;
  readonly taskId: string | null;
  readonly by: string | null;
  readonly at: number;
  readonly text: string;
  readonly mentions: readonly string[];
}

/** A message that waits for somebody to wait for it. */
export interface MessageRecord {
  readonly id: string;
  readonly name: string;
  readonly correlationKey: string | null;
  readonly variables: JsonObject;
  readonly messageId: string | null;
  readonly publishedAt: number;
  readonly expiresAt: number;
}

/** A message id that was taken; its id is `<name>\n<messageId>`. */
export interface SeenMessageRecord {
  readonly id: string;
  readonly expiresAt: number;
}

/** How messages of a name say their key, as some version declares it; its id is the hash of the rest. */
export interface CorrelationRecord {
  readonly id: string;
  readonly name: string;
  readonly properties: readonly CorrelatedProperty[];
  readonly timeZone: string | null;
}

/** What leaves an instance, after its commit and at least once. */
export interface OutboxRecord {
  readonly id: string;
  /**
   * `message` and `signal` were thrown by the case, `delivery` brings the case a signal, `signalStart` starts a process by
   * one; `call` asks for a case of another
   * process and `cancelCall` ends it; `callEnded` and `callEscalated` are what a called case has for its caller;
   * `goOn` lets a token go on that stood still for a stop which is over.
   */
  readonly kind:
    | 'message'
    | 'signal'
    | 'delivery'
    | 'signalStart'
    | 'call'
    | 'cancelCall'
    | 'callEnded'
    | 'callEscalated'
    | 'goOn';
  /** Whom it is from; a delivery's is the one that it goes to. */
  readonly instanceId: string;
  /** The case that it goes on with: it waits while that is suspended, and goes when that ends. */
  readonly target: string | null;
  /** 1 while its target is suspended, or a stop holds it. */
  readonly isHeld: number;
  /** The stop that it met when it was handed over. */
  readonly heldBy: string | null;
  readonly body: JsonObject;
  readonly createdAt: number;
  readonly nextAt: number;
  readonly attempts: number;
  readonly error: string | null;
}

/** A start event of a live version that waits for something outside; its id is `<version>~<element>`, with `~<definition>` behind for all but the first. */
export interface TriggerRecord {
  readonly id: string;
  readonly processId: string;
  readonly versionId: string;
  readonly elementId: string;
  /** Which definition of the start event. */
  readonly definition: number;
  readonly kind: 'message' | 'signal' | 'timer' | 'condition';
  readonly name: string | null;
  readonly dueAt: number | null;
  readonly armedAt: number;
  readonly fired: number;
  /** The stop that it met when it was due. */
  readonly heldBy: string | null;
}

/** Something is stopped, or was. */
export interface StopRecord {
  readonly id: string;
  readonly kind: 'process' | 'version' | 'element' | 'jobType';
  /** New cases, running ones, or both; of a step or a type of job, `cases`. */
  readonly holds: 'all' | 'starts' | 'cases';
  readonly processId: string | null;
  readonly version: number | null;
  readonly elementId: string | null;
  readonly jobType: string | null;
  readonly reason: string;
  readonly by: string | null;
  /** 1 where an admin or risk set it: the owner of the process does not end it. */
  readonly isFromAbove: number;
  readonly at: number;
  readonly until: number | null;
  /** Ended, it lets go on what waits behind it, and then it is over. */
  readonly state: 'inForce' | 'goingOn' | 'over';
  readonly endedAt: number | null;
  readonly endedBy: string | null;
  readonly endReason: string | null;
}

/** A token that stands still before or in a stopped step; its id is `<instance>~<incident>`. */
export interface StandstillRecord {
  readonly id: string;
  readonly instanceId: string;
  readonly stopId: string;
  readonly at: number;
}

/** A second person lets a case pass by checkpoints that it owes, once; its id is `<instance>~<own>`. */
export interface OverrideRecord {
  readonly id: string;
  readonly instanceId: string;
  readonly checkpoints: readonly string[];
  readonly by: string;
  readonly reason: string;
  readonly at: number;
  readonly usedAt: number | null;
  readonly usedBy: string | null;
}

/** A case went on by another version with the event of this number; its id is `<instance>~<seq>`. */
export interface VersionMoveRecord {
  readonly id: string;
  readonly instanceId: string;
  readonly seq: number;
  readonly at: number;
  readonly fromVersionId: string;
  readonly toVersionId: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly batchId: string | null;
}

/** Many cases that go on by another version. */
export interface MigrationRecord {
  readonly id: string;
  readonly processId: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly fromVersionId: string;
  readonly toVersionId: string;
  readonly state: 'running' | 'paused' | 'done' | 'undoing' | 'undone';
  readonly plan: MigrationPlan;
  readonly filter: MigrationFilter;
  readonly rate: number | null;
  readonly reason: string;
  readonly includeUnchanged: number;
  /** Who asked for it, as the history of the cases has it. */
  readonly actor: Actor;
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly total: number;
  readonly moved: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly undone: number;
  /** Where in the list of cases it is; null before the first and behind the last. */
  readonly cursor: string | null;
  /** 1 once every case was looked at. */
  readonly isThrough: number;
  readonly tally: MigrationTally;
}

/** What became of the cases, by where they stood; kept along with each, so that nobody has to count them. */
export interface MigrationTally {
  /** By stage of the version that is left; empty: outside of every one. */
  readonly stages: Readonly<Record<string, Readonly<Record<'moved' | 'unchanged' | 'failed' | 'undone', number>>>>;
  /** By element of the version that is gone to: moved cases that arrived there. */
  readonly arrived: Readonly<Record<string, number>>;
}

/** What became of one case of them; its id is `<migration>~<instance>`. */
export interface MigrationCaseRecord {
  readonly id: string;
  readonly batchId: string;
  readonly instanceId: string;
  readonly caseName: string;
  readonly state: 'waiting' | 'moved' | 'unchanged' | 'failed' | 'undone';
  readonly at: number;
  readonly code: string | null;
  readonly message: string | null;
  readonly obstacles: readonly Obstacle[];
  /** The number of the last event as it was moved: nobody has worked on it as long as it is that. */
  readonly seq: number | null;
  /** Where its tokens stood before, by where they stood then. */
  readonly back: Readonly<Record<string, string>>;
  /** The stage that it stood in on the version that is left. */
  readonly stageId: string | null;
}

/** How many cases took a way between stages; its id is `<process>~<version>~<from>~<to>~<kind>`. */
export interface StageMoveRecord {
  readonly id: string;
  readonly processId: string;
  readonly version: number;
  readonly fromStage: string | null;
  readonly toStage: string | null;
  /** `ended`: out of the funnel neither won nor lost, as a case that is cancelled. */
  readonly kind: 'forward' | 'back' | 'lost' | 'won' | 'ended';
  readonly count: number;
}

/** Cases of a version that began on a day of UTC; its id is `<process>~<version>~<day>`. */
export interface CaseDayRecord {
  readonly id: string;
  readonly processId: string;
  readonly version: number;
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly started: number;
  readonly ended: number;
  /** Of those that ended. */
  readonly sentBack: number;
  readonly late: number;
  readonly incident: number;
  readonly review: number;
  /** Steps that people did, and that ran by themselves. */
  readonly byPeople: number;
  readonly automatic: number;
  /** Of those that ended, by the class of how long they took: all, won, lost, and with an end that counts as one. */
  readonly durations: Readonly<Record<string, readonly number[]>>;
  /** Those that run, by the hour in which they began. */
  readonly running: Readonly<Record<string, number>>;
}

/** Tasks of one element that were opened on a day of UTC; its id is `<process>~<version>~<element>~<day>`. */
export interface StepDayRecord {
  readonly id: string;
  readonly processId: string;
  readonly version: number;
  readonly elementId: string;
  readonly day: number;
  readonly opened: number;
  readonly completed: number;
  readonly sentBack: number;
  readonly votes: number;
  /** How long those that are not open any more were, together. */
  readonly openMs: number;
  /** By the class of how long they were open: completed, and withdrawn. */
  readonly durations: Readonly<Record<string, readonly number[]>>;
  readonly running: Readonly<Record<string, number>>;
}
