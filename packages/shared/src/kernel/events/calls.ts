/** Called processes: each call is a case of its own beside this one, which the host runs. */
import type { ElementEventBase } from './base.ts';

export interface ProcessCalled extends ElementEventBase {
  readonly type: 'processCalled';
  readonly callId: string;
  readonly tokenId: string;
  readonly calledElement: string;
  /** Which version: the live one, the one that this version was published with, or the one with a tag. */
  readonly binding: 'latest' | 'deployment' | 'tag';
  readonly versionTag?: string;
  readonly businessKey: string | null;
}
/** The called case is completed; what came back of its variables stands in the `variablesSet` behind. */
export interface CallCompleted extends ElementEventBase {
  readonly type: 'callCompleted';
  readonly callId: string;
}
/** The called case failed by an error that nothing in it caught. */
export interface CallFailed extends ElementEventBase {
  readonly type: 'callFailed';
  readonly callId: string;
  readonly errorCode: string;
}
/** There is no called case, or none any more: it could not be started, or was cancelled by somebody. */
export interface CallRefused extends ElementEventBase {
  readonly type: 'callRefused';
  readonly callId: string;
  readonly code: string;
}
/** The called case threw an escalation that nothing in it caught; it goes on. */
export interface CallEscalated extends ElementEventBase {
  readonly type: 'callEscalated';
  readonly callId: string;
  readonly escalationCode: string;
}
/** The call activity was left otherwise; the called case ends with it. */
export interface CallCancelled extends ElementEventBase {
  readonly type: 'callCancelled';
  readonly callId: string;
  /** As in `elementTerminated`. */
  readonly cause: string;
}
