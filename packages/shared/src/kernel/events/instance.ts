/** What happens to an instance as a whole, to its variables, and its incidents. */
import type { Json, JsonObject } from '../../base/index.ts';
import type { Actor } from '../input.ts';
import type { ElementEventBase, EventBase } from './base.ts';

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
export interface VariablesSet extends EventBase {
  readonly type: 'variablesSet';
  readonly scopeId: string;
  readonly variables: JsonObject;
  readonly elementId?: string;
  readonly by?: Actor;
  readonly reason?: string;
}

export interface IncidentRaised extends ElementEventBase {
  readonly type: 'incidentRaised';
  readonly incidentId: string;
  readonly tokenId?: string;
  /** `expression-failed`, `job-failed`, `no-flow-taken`, `nobody-found`, `stage-entry-refused`, `loop-bound`, `uncaught-error`, `go-on-failed` … */
  readonly code: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, Json>>;
  readonly jobId?: string;
  readonly retry?: Retry;
  /** Who had completed the work, where only leaving failed. */
  readonly doneBy?: Actor;
  /** Setting one of these variables tries again too. */
  readonly reads?: readonly string[];
  /** Nothing is wrong: the step is stopped, and the token goes on when that ends. */
  readonly stop?: string;
}
/**
 * What is tried again when an incident is resolved: arriving at the element; the same where its entry rules do not count; arming its boundary events, then its
 * work; arming this one event; its work; deciding what follows something that was completed inside; completing it (exit rules,
 * output mappings); choosing the flows out of it.
 */
export type Retry = 'arrive' | 'place' | 'begin' | 'arm' | 'work' | 'inside' | 'complete' | 'leave';
export interface IncidentResolved extends ElementEventBase {
  readonly type: 'incidentResolved';
  readonly incidentId: string;
  readonly by?: Actor;
  readonly reason?: string;
}
