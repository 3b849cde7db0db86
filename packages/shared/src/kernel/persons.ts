/** Who acts, and for whom: duties and eligibility count for both. */
import type { Actor } from './input.ts';

export const personsOf = ({ userId, onBehalfOf }: Actor): readonly string[] =>
  [userId, onBehalfOf].filter((person) => person !== null && person !== undefined);
