/** What tokens wait for: questions to the host, timers, messages, jobs; and thrown errors. */
import type { JsonObject } from '../../base/index.ts';
import type { PeopleAnswer } from '../input.ts';
import type { ElementEventBase } from './base.ts';

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

export type TimerPurpose = 'event' | 'limit' | 'reminder';
export interface TimerScheduled extends ElementEventBase {
  readonly type: 'timerScheduled';
  readonly timerId: string;
  readonly tokenId: string;
  readonly dueAt: number;
  /** `event` is a drawn timer; the rest belong to `fortnight:timing`. */
  readonly purpose: TimerPurpose;
  /** Which definition of the drawn event it is; absent for the first. */
  readonly definition?: number;
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
  readonly definition?: number;
  /** What is waited for: a message of this name, or a signal of that, which has no key. */
  readonly messageName?: string;
  readonly signalName?: string;
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
export interface SignalThrown extends ElementEventBase {
  readonly type: 'signalThrown';
  readonly signalName: string;
  readonly variables: JsonObject;
}
export interface SignalCaught extends ElementEventBase {
  readonly type: 'signalCaught';
  readonly subscriptionId: string;
  readonly signalName: string;
}
/** The first message of a conversation said which one it is. */
export interface ConversationBegun extends ElementEventBase {
  readonly type: 'conversationBegun';
  readonly keyId: string;
  readonly key: string;
}
/** A drawn condition is waited for. */
export interface ConditionArmed extends ElementEventBase {
  readonly type: 'conditionArmed';
  readonly conditionId: string;
  readonly tokenId: string;
  readonly definition?: number;
}
/** It became true, or false again. */
export interface ConditionTurned extends ElementEventBase {
  readonly type: 'conditionTurned';
  readonly conditionId: string;
  readonly isTrue: boolean;
}
export interface ConditionClosed extends ElementEventBase {
  readonly type: 'conditionClosed';
  readonly conditionId: string;
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
export interface EscalationThrown extends ElementEventBase {
  readonly type: 'escalationThrown';
  readonly escalationCode: string;
  readonly variables: JsonObject;
  /** The boundary event or event sub-process that caught it; absent when nobody here did. */
  readonly caughtBy?: string;
}
