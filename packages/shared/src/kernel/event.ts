/**
 * What happened, in the past tense: the truth of an instance (`state = events.reduce(evolve)`).
 *
 * Every event has its `seq` (1, 2, 3 … within the instance) and `at`. Events about an element carry its
 * `elementId` and `elementKind` (BPMN's tag name; `loop` and `multiInstance` for the body around repeated runs)
 * and the `scopeId` and `tokenId` they belong to.
 */
import type { CallCancelled, CallCompleted, CallEscalated, CallFailed, CallRefused, ProcessCalled } from './events/calls.ts';
import type {
  CompensationCompleted,
  CompensationEnded,
  CompensationForgotten,
  CompensationStarted,
  CompensationTerminated,
  CompensationThrown,
  TransactionCancelled,
} from './events/compensation.ts';
import type {
  IncidentRaised,
  IncidentResolved,
  InstanceEnded,
  InstanceResumed,
  InstanceStarted,
  InstanceSuspended,
  VariablesSet,
} from './events/instance.ts';
import type { Migrated, Modified, ScopeClosed, ScopeOpened } from './events/migration.ts';
import type {
  ApprovalDecided,
  ApprovalOpened,
  SentBack,
  TaskCancelled,
  TaskClaimed,
  TaskCompleted,
  TaskDelegated,
  TaskDueSet,
  TaskEscalated,
  TaskOpened,
  TaskOverdue,
  TaskReminded,
  TaskUnclaimed,
  VoteCast,
} from './events/people.ts';
import type {
  CheckpointDecided,
  CheckpointEvaluated,
  StageEntered,
  StageLeft,
  StageMovedBack,
  StageTargetSet,
} from './events/sales.ts';
import type {
  ElementCompleted,
  ElementEntered,
  ElementTerminated,
  FlowTaken,
  GatewayActivated,
  GatewayReset,
  TokenDropped,
  TokenPlaced,
} from './events/tokens.ts';
import type {
  ConditionArmed,
  ConditionClosed,
  ConditionTurned,
  ConversationBegun,
  DueAnswered,
  DueAsked,
  ErrorThrown,
  EscalationThrown,
  JobCancelled,
  JobCompleted,
  JobCreated,
  JobFailed,
  MessageCorrelated,
  MessageThrown,
  PeopleAnswered,
  PeopleAsked,
  SignalCaught,
  SignalThrown,
  SubscriptionClosed,
  SubscriptionOpened,
  TimerCancelled,
  TimerFired,
  TimerScheduled,
} from './events/waits.ts';

export type * from './events/calls.ts';
export type * from './events/compensation.ts';
export type * from './events/instance.ts';
export type * from './events/migration.ts';
export type * from './events/people.ts';
export type * from './events/sales.ts';
export type * from './events/tokens.ts';
export type * from './events/waits.ts';

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
  | GatewayActivated
  | GatewayReset
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
  | ConversationBegun
  | ConditionArmed
  | ConditionTurned
  | ConditionClosed
  | JobCreated
  | JobCompleted
  | JobFailed
  | JobCancelled
  | SignalThrown
  | SignalCaught
  | ProcessCalled
  | CallCompleted
  | CallFailed
  | CallRefused
  | CallEscalated
  | CallCancelled
  | ErrorThrown
  | EscalationThrown
  | CompensationThrown
  | CompensationStarted
  | CompensationCompleted
  | CompensationTerminated
  | CompensationEnded
  | CompensationForgotten
  | TransactionCancelled
  | Modified
  | Migrated
  | ScopeOpened
  | ScopeClosed
  | IncidentRaised
  | IncidentResolved;

export type EventType = Event['type'];
