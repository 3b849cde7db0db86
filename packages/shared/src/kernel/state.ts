/**
 * Where an instance stands: plain JSON, small. Holds only what is open; what is over stands in the events.
 */
import type { JsonObject } from '../base/index.ts';

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
  readonly incidents: readonly OpenIncident[];
}

export interface Token {
  readonly id: string;
  /** Index of the element that it is at. */
  readonly element: number;
  readonly scopeId: string;
  /** The flow that it arrived by; absent once the element is entered. */
  readonly via?: number;
  /** Who completed the step before. */
  readonly requestedBy?: string;
}

export interface Scope {
  readonly id: string;
  readonly parentId: string;
  /** The token at the element that opened it. */
  readonly tokenId: string;
  readonly variables: JsonObject;
}

export interface OpenTask {
  readonly id: string;
  readonly tokenId: string;
  readonly assignee?: string;
  readonly users: readonly string[];
  readonly groups: readonly string[];
}

export interface OpenIncident {
  readonly id: string;
  readonly tokenId?: string;
  readonly element: number;
  readonly retry?: 'arrive' | 'work' | 'leave';
}

/** The scope of the process itself; it is always open. */
export const rootScopeId = 'root';
