/** The scopes that a token holds open, and what is remembered of each. */
import { type Draft, remove } from './applier.ts';

/** They close with the token's stay at its element. */
export function closeScopes(draft: Draft, ownerId: string): void {
  for (const { id } of remove(draft, 'scopes', 'token', ownerId))
    if (draft.activations) remove(draft, 'activations', 'scope', id);
}
