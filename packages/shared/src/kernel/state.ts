/**
 * Where an instance stands: plain JSON, small. Holds only what is open; what is over stands in the events.
 */
import type { Json, JsonObject } from '../base/index.ts';
import type { ApprovalEntry, CastVote, Retry, TimerPurpose } from './event.ts';
import type { Actor } from './input.ts';

export interface State {
  readonly programHash: string;
  readonly status: 'active' | 'suspended' | 'completed' | 'terminated' | 'failed';
  readonly outcome?: 'won' | 'lost' | 'neutral';
  readonly lossReason?: string;
  /** The last input's `at`. */
  readonly at: number;
  /** How many events there are; a new id is its event's number behind a letter, so no counter is kept. */
  readonly seq: number;
  readonly businessKey?: string;
  readonly starter: string | null;
  /** The root scope's variables. */
  readonly variables: JsonObject;
  /** In order of arrival. */
  readonly tokens: readonly Token[];
  /** The open scopes but the root. */
  readonly scopes: readonly Scope[];
  readonly tasks: readonly OpenTask[];
  readonly timers: readonly OpenTimer[];
  readonly subscriptions: readonly OpenSubscription[];
  readonly jobs: readonly OpenJob[];
  /** Called cases that are waited for. */
  readonly calls?: readonly OpenCall[];
  /** Drawn conditions that are waited for. */
  readonly conditions?: readonly OpenCondition[];
  /** Complex gateways that were activated and have not reset yet. */
  readonly activations?: readonly OpenActivation[];
  /** What the host was asked and has not answered yet. */
  readonly questions: readonly OpenQuestion[];
  readonly incidents: readonly OpenIncident[];
  /** Approvals that are being decided. */
  readonly approvals?: readonly OpenApproval[];
  /** Checkpoints whose rules were read and that are not decided yet. */
  readonly checks?: readonly OpenCheck[];
  /** The keys that conversations have begun with, by the id of their correlation key. */
  readonly conversations?: { readonly [keyId: string]: string };
  /** Checkpoints that the case has passed and does not owe again. */
  readonly passed?: readonly string[];
  /** Those of a version before that this one does not have; as long as nothing was entered since, so that a case may come back. */
  readonly passedBefore?: readonly string[];
  readonly stages?: StageHistory;
  /** What can be compensated, in the order in which it was completed. */
  readonly completions?: readonly CompletedActivity[];
  /** Compensations under way. */
  readonly compensations?: readonly OpenCompensation[];
  /** Elements that the case completed, as far as a send-back may ask. */
  readonly completed?: readonly string[];
  /** The element that each person completed last, where there are approvals: a withdrawal may go back to it. */
  readonly lastDone?: { readonly [userId: string]: string };
  /** Who completed tasks of an element, as far as a separation of duties asks. */
  readonly doers?: { readonly [elementId: string]: readonly string[] };
}

export interface Token {
  readonly id: string;
  /** Index of the element that it is at. */
  readonly element: number;
  readonly scopeId: string;
  /** The flow that it arrived by, -1 where none led it there; absent once the element is entered. */
  readonly via?: number;
  /** Who completed the step before. */
  readonly requestedBy?: string;
  /** The element that it goes to once this one is completed, instead of along a flow. */
  readonly returnTo?: number;
  /** 1, 2, 3 … for a run of a multi-instance activity. */
  readonly loopCounter?: number;
  /** It is at an activity that was completed and is compensated now, for this compensation. */
  readonly compensation?: string;
  /** What is compensated was not completed: see `CompletedActivity`. */
  readonly isPart?: true;
}

export interface Scope {
  readonly id: string;
  readonly parentId: string;
  /** The token at the element that opened it. */
  readonly tokenId: string;
  readonly variables: JsonObject;
  /** The body of a multi-instance activity. */
  readonly loop?: LoopState;
  /** The visit of a funnel stage, as long as it is not left. */
  readonly visit?: number;
  /** An ad-hoc sub-process: which of its activities have begun. */
  readonly begun?: readonly number[];
  /** It was ended, not completed: neither it nor what was completed in it can be compensated. */
  readonly forgets?: true;
}

export interface StageHistory {
  /** How often each was entered, by element id. */
  readonly visits: { readonly [elementId: string]: number };
  /** The one that was left last. */
  readonly left?: string;
}

/** An activity that was completed, or one run of it, and can be compensated as long as the scope around it is known. */
export interface CompletedActivity {
  readonly id: string;
  readonly element: number;
  /** Where it was completed: an open scope, or the one that another completed activity had. */
  readonly scopeId: string;
  /** The scope that it had, if any, and what that knew in the end. */
  readonly ownScopeId?: string;
  readonly variables?: JsonObject;
  readonly loopCounter?: number;
  /** It was ended by the cancel of a transaction: only what was completed inside of it is compensated. */
  readonly isPart?: true;
}

/** What a throw event, or a cancelled transaction, compensates one by one. */
export interface OpenCompensation {
  readonly id: string;
  /** Index of the event or transaction. */
  readonly thrownBy: number;
  /** The token that waits until all is done. */
  readonly tokenId?: string;
  readonly definition?: number;
  /** Where what is meant was completed. */
  readonly scopeIds: readonly string[];
  /** Only this activity. */
  readonly activity?: number;
  readonly requestedBy?: string;
}

export interface LoopState {
  readonly total: number;
  readonly started: number;
  readonly completed: number;
  readonly terminated: number;
  /** What runs that follow one another are still to work on. */
  readonly items?: readonly Json[];
  /** By loop counter; null where a run gave none. */
  readonly outputs?: readonly Json[];
}

/** What is held by a token (a task, a timer …) ends with its stay at the element. */
export interface OpenTask {
  readonly id: string;
  readonly tokenId: string;
  /** Absent: a plain task. */
  readonly kind?: 'approval' | 'review';
  readonly assignee?: string;
  /** Who may act on it; whoever it was opened for or handed over to is among them. Nobody at all: anybody may. */
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** Which entry of its approval it votes for. */
  readonly entry?: number;
  readonly dueAt?: number;
}

export interface OpenApproval {
  readonly tokenId: string;
  readonly entries: readonly ApprovalEntry[];
  readonly needed: number;
  readonly votes: readonly CastVote[];
  readonly copies: { readonly users: readonly string[]; readonly groups: readonly string[] };
  readonly dueAt?: number;
}
export interface OpenCheck {
  readonly tokenId: string;
  /** Ids of the rules that did not pass. */
  readonly failed: readonly string[];
}

export interface OpenTimer {
  readonly id: string;
  /** The timer event, or the element whose limit it is. */
  readonly element: number;
  readonly tokenId: string;
  readonly dueAt: number;
  readonly purpose: TimerPurpose;
  /** Which definition of a drawn event it is; absent for the first. */
  readonly definition?: number;
  readonly cycle?: { readonly text: string; readonly armedAt: number; readonly fired: number };
  readonly hops?: number;
}

export interface OpenSubscription {
  readonly id: string;
  /** The event or receive task that waits; the token may be at the activity or gateway that armed it. */
  readonly element: number;
  readonly tokenId: string;
  readonly definition?: number;
  /** What comes: a message of this name, or a signal of that. */
  readonly messageName?: string;
  readonly signalName?: string;
}

export interface OpenCondition {
  readonly id: string;
  readonly element: number;
  readonly tokenId: string;
  readonly definition?: number;
  /** It was true when it was last read; it happens again only after it was false. */
  readonly isTrue: boolean;
}

export interface OpenActivation {
  readonly scopeId: string;
  /** The gateway. */
  readonly element: number;
  /** The incoming flows that it took a token from. */
  readonly flows: readonly number[];
}

export interface OpenJob {
  readonly id: string;
  readonly element: number;
  readonly tokenId: string;
  readonly retries: number;
}

export interface OpenCall {
  readonly id: string;
  readonly element: number;
  readonly tokenId: string;
}

export interface OpenQuestion {
  readonly id: string;
  readonly element: number;
  readonly tokenId: string;
  readonly about: string;
  /** What kind of answer is expected, and how many entries it has. */
  readonly kind: 'people' | 'due';
  readonly count: number;
  readonly asCommand?: true;
}

export interface OpenIncident {
  readonly id: string;
  readonly tokenId?: string;
  readonly element: number;
  readonly retry?: Retry;
  readonly doneBy?: Actor;
  readonly reads?: readonly string[];
  /** The stop that its token stands still for. */
  readonly stop?: string;
}

/** The scope of the process itself; it is always open. */
export const rootScopeId = 'root';

/** Stands for the case where a token would: it holds what the event sub-processes of the process wait for. */
export const caseToken: Token = { id: 'case', element: -1, scopeId: rootScopeId };
