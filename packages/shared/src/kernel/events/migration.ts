/** What is done to a case by hand, beside what its process leads to: it is moved, and it goes on by another version. */
import type { JsonObject } from '../../base/index.ts';
import type { Actor } from '../input.ts';
import type { ElementEventBase, EventBase } from './base.ts';

/** A second person lets a case stand behind a checkpoint that it owes. */
export interface Override {
  /** User id. */
  readonly by: string;
  readonly reason: string;
}

/** Tokens were moved, added or cancelled; what became of them stands in the events behind. */
export interface Modified extends EventBase {
  readonly type: 'modified';
  readonly by: Actor;
  readonly reason: string;
  readonly override?: Override;
  readonly moves: readonly {
    readonly do: 'move' | 'add' | 'cancel';
    readonly fromElementId?: string;
    readonly toElementId?: string;
  }[];
  /** Checkpoints behind the targets, which the case owes again. */
  readonly owed: readonly string[];
}

/**
 * The case goes on by another program: all that the new one must know of what the case holds, told in its own ids, so that it
 * needs nothing of the program before. Replay takes the new program from here on.
 */
export interface Migrated extends EventBase {
  readonly type: 'migrated';
  readonly by: Actor;
  readonly reason: string;
  readonly override?: Override;
  readonly fromHash: string;
  readonly programHash: string;
  /** By local id (token, timer, subscription, condition, job, call, incident, record): the element that it is at now. */
  readonly places: { readonly [localId: string]: string };
  /** Of tokens that wait before an element: the flow that they came by, as far as there is one. */
  readonly vias: { readonly [tokenId: string]: string };
  /** Of tokens that go straight back: where to. */
  readonly returns?: { readonly [tokenId: string]: string };
  /** Of ad-hoc sub-processes, by their scope: what has begun. */
  readonly begun?: { readonly [scopeId: string]: readonly string[] };
  /** Complex gateways that are activated. */
  readonly activations?: readonly { readonly scopeId: string; readonly elementId: string; readonly flows: readonly string[] }[];
  /** Elements that have another id now, or null for none. */
  readonly renamed: { readonly [elementId: string]: string | null };
  /** Tasks whose limit was taken away. */
  readonly undated: readonly string[];
  /** What the new program asks of the past, where the one before had not kept it. */
  readonly remembers?: Remembered;
}

/** What approvals ask of the past. */
export interface Remembered {
  readonly completed: readonly string[];
  readonly doers: { readonly [elementId: string]: readonly string[] };
  readonly lastDone: { readonly [userId: string]: string };
}

/** An element has local variables in this version that it did not have where the token entered it. */
export interface ScopeOpened extends ElementEventBase {
  readonly type: 'scopeOpened';
  readonly tokenId: string;
  readonly scopeId: string;
  readonly variables: JsonObject;
}
/** An element has no local variables any more. */
export interface ScopeClosed extends ElementEventBase {
  readonly type: 'scopeClosed';
  readonly tokenId: string;
  readonly scopeId: string;
}
