/** Where tokens go, and what they enter. */
import type { Json, JsonObject } from '../../base/index.ts';
import type { Actor } from '../input.ts';
import type { ElementEventBase } from './base.ts';

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
/** A token was put at an element that no flow led it to: a send-back, a handler that compensates. */
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
  /**
   * `interrupted`, `sentBack`, `withdrawn`, `returned` (straight back to who sent it), `cancelled`, `terminated`, `error`,
   * `conditionMet`, `transactionCancelled`.
   */
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
/** A complex gateway took tokens from these flows; it resets once the others have had theirs. */
export interface GatewayActivated extends ElementEventBase {
  readonly type: 'gatewayActivated';
  readonly scopeId: string;
  readonly flows: readonly string[];
}
/** It waits for its start again. */
export interface GatewayReset extends ElementEventBase {
  readonly type: 'gatewayReset';
  readonly scopeId: string;
}
