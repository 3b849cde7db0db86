/** Events that wait, and what happened to one. */
import type { JsonObject } from '../../base/index.ts';
import type { ProgramElement } from '../program.ts';
import type { Token } from '../state.ts';

/** An event that waits, or is to wait, for one of its definitions. */
export interface Waiting {
  /** Who holds the wait, and ends it by going: the event itself, its activity, its gateway, the case. */
  readonly holder: Token;
  readonly element: ProgramElement;
  /** The definition's place in the element. */
  readonly definition: number;
}

/** An event happened: by which of its definitions, with what variables. */
export interface Occurrence {
  readonly definition: number;
  readonly variables?: JsonObject;
}

/** Where a definition stands, as events about it say so: nothing for the first. */
export const placeOf = (definition: number): { readonly definition?: number } => (definition === 0 ? {} : { definition });
