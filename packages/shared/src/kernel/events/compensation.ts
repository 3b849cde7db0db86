/** What is undone, by whom, and what can't be undone any more. */
import type { JsonObject } from '../../base/index.ts';
import type { ElementEventBase } from './base.ts';

/** A throw event, or a transaction that is cancelled, compensates what was completed. */
export interface CompensationThrown extends ElementEventBase {
  readonly type: 'compensationThrown';
  readonly tokenId: string;
  readonly compensationId: string;
  /** The scopes whose completed activities are meant. */
  readonly scopeIds: readonly string[];
  /** Only this activity. */
  readonly activityId?: string;
  /** The token waits until all of it is done. */
  readonly waits: boolean;
  /** Which definition of the event it is; absent for the first. */
  readonly definition?: number;
  readonly requestedBy?: string;
}
/** One completed activity, or one run of it, is compensated now; `elementId` is the activity's. */
export interface CompensationStarted extends ElementEventBase {
  readonly type: 'compensationStarted';
  readonly compensationId: string;
  /** What was recorded when it was completed. */
  readonly recordId: string;
  readonly tokenId: string;
  readonly scopeId: string;
  /** The scope that it had, open again, or one for its handler alone. */
  readonly opensScopeId: string;
  /** Its local variables as they were when it was completed. */
  readonly variables?: JsonObject;
  readonly loopCounter?: number;
  /** It was not completed: the cancel of a transaction ended it, and what was completed inside is compensated. */
  readonly isPart?: true;
  /** The activity or event sub-process that compensates; absent where what is inside of it is compensated one by one. */
  readonly handlerId?: string;
  readonly requestedBy?: string;
}
export interface CompensationCompleted extends ElementEventBase {
  readonly type: 'compensationCompleted';
  readonly tokenId: string;
  readonly loopCounter?: number;
}
/** The compensation of an activity was ended before it was done. Where a transaction was cancelled it begins again, else never. */
export interface CompensationTerminated extends ElementEventBase {
  readonly type: 'compensationTerminated';
  readonly tokenId: string;
  readonly loopCounter?: number;
  /** As in `elementTerminated`. */
  readonly cause: string;
}
/** Everything that was thrown is compensated, or was ended. */
export interface CompensationEnded extends ElementEventBase {
  readonly type: 'compensationEnded';
  readonly compensationId: string;
  /** Why it was ended before it was done. */
  readonly cause?: string;
}
/** What was completed in a scope can't be compensated any more, and neither can it itself: it was ended, not completed. */
export interface CompensationForgotten extends ElementEventBase {
  readonly type: 'compensationForgotten';
  readonly scopeId: string;
}
/** A transaction is cancelled: what is under way in it ends, and what was completed is compensated. */
export interface TransactionCancelled extends ElementEventBase {
  readonly type: 'transactionCancelled';
  readonly tokenId: string;
  /** The end event that cancelled it. */
  readonly cancelledBy: string;
}
