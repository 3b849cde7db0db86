/** Remembers the visits of funnel stages. */
import type { Scope } from '../state.ts';
import { type Appliers, type Draft, replace } from './applier.ts';

function changeScope(draft: Draft, tokenId: string, change: (scope: Scope) => Scope): void {
  replace(draft, 'scopes', { key: 'token', value: tokenId }, change);
}

export const stageAppliers: Appliers = {
  stageEntered(draft, { elementId, tokenId, visit }) {
    draft.stages = { ...draft.stages, visits: { ...draft.stages?.visits, [elementId]: visit } };
    changeScope(draft, tokenId, (scope) => ({ ...scope, visit }));
  },
  stageLeft(draft, { elementId, tokenId }) {
    draft.stages = { visits: {}, ...draft.stages, left: elementId };
    changeScope(draft, tokenId, ({ visit: _, ...scope }) => scope);
  },
};
