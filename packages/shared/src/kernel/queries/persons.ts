/** Persons: who acts, and who did. */
import type { Actor } from '../input.ts';
import type { State } from '../state.ts';

/** Who acts, and for whom: duties and eligibility count for both. */
export const personsOf = ({ userId, onBehalfOf }: Actor): readonly string[] =>
  [userId, onBehalfOf].filter((person) => person !== null && person !== undefined);

/** Who completed tasks of an element. Ids are an author's: one may be called as what every object has. */
export const doersOf = ({ doers = {} }: Pick<State, 'doers'>, elementId: string): readonly string[] =>
  Object.hasOwn(doers, elementId) ? (doers[elementId] ?? []) : [];
