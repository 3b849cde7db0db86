/** The scopes that a token holds open, and what is remembered of each. */
import { type Draft, without } from './applier.ts';

/** They close with the token's stay at its element. */
export function closeScopes(draft: Draft, ownerId: string): void {
  const { scopes } = draft;
  draft.scopes = without(scopes, ({ tokenId }) => tokenId === ownerId);
  if (!draft.activations || draft.scopes === scopes) return;
  draft.activations = without(draft.activations, ({ scopeId }) =>
    scopes.some(({ id, tokenId }) => id === scopeId && tokenId === ownerId),
  );
}
