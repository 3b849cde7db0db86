/** One command's changes to what people see of a case, gathered event by event. */
import type { Vote } from '@fortnight/shared/contract';
import type { Event, EventType, State } from '@fortnight/shared/kernel';
import type { EngineTransaction } from '../host.ts';
import type { TokenView } from '../records.ts';
import type { VersionSheet } from '../sheet.ts';

export interface CurrentStage {
  readonly id: string;
  readonly visit: number;
  readonly enteredAt: number;
  readonly targetAt: number | null;
}

export interface Projecting {
  readonly tx: EngineTransaction;
  readonly sheet: VersionSheet;
  readonly instanceId: string;
  readonly businessKey: string | null;
  /** As the command leaves it. */
  readonly state: State;
  readonly tokens: Map<string, TokenView>;
  readonly userIds: Set<string>;
  readonly groups: Set<string>;
  /** Tokens whose approval was opened by this command and has no vote yet. */
  readonly newApprovals: Set<string>;
  /** Votes of an approval that goes on in another version, by its token. */
  readonly keptVotes: Map<string, readonly Vote[]>;
  stage: CurrentStage | null;
  /** The way out as won or lost is counted once a case. */
  isWayOutCounted: boolean;
  openTaskCount: number;
  /** As of the case. */
  marks: number;
  /** Steps that this command has seen done by people, and run by themselves. */
  byPeople: number;
  automatic: number;
}

export type Projector<T extends EventType> = (projecting: Projecting, event: Extract<Event, { type: T }>) => void;
export type Projectors = { readonly [T in EventType]?: Projector<T> };

/** Says what the token at hand waits for. */
export function waits(projecting: Projecting, tokenId: string | undefined, change: Partial<TokenView>): void {
  const view = tokenId === undefined ? undefined : projecting.tokens.get(tokenId);
  if (view) projecting.tokens.set(view.id, { ...view, ...change });
}

export function involve(
  projecting: Projecting,
  userIds: readonly (string | null | undefined)[],
  groups: readonly string[] = [],
): void {
  for (const id of userIds) if (typeof id === 'string') projecting.userIds.add(id);
  for (const group of groups) projecting.groups.add(group);
}
