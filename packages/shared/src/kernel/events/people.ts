/** What people are asked and do: tasks, votes, decisions, send-backs. */
import type { JsonObject } from '../../base/index.ts';
import type { Actor } from '../input.ts';
import type { ElementEventBase } from './base.ts';

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
  /** `decided`, `withdrawn`, or as in `elementTerminated`. */
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
  /** It was open before, in another version: the votes that still count, by their entry here, and whose entry each task is for. */
  readonly kept?: { readonly votes: readonly CastVote[]; readonly tasks: { readonly [taskId: string]: number } };
}
/** A vote as it stands while an approval is open. */
export interface CastVote {
  readonly entry: number;
  readonly by: string | null;
  readonly onBehalfOf?: string;
  readonly outcome: string;
  readonly comment?: string;
  readonly at: number;
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
  /** `vote`, `withdrawn`, or the rule that decided: `autoApprove`, `autoReject`, `nobody`, `overdue`; with its reason in words. */
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
