/** Remembers approvals that are being decided. */
import type { OpenApproval } from '../state.ts';
import { type Appliers, append, type Draft, remove, replace } from './applier.ts';

function change(draft: Draft, tokenId: string, to: (approval: OpenApproval) => OpenApproval): void {
  replace(draft, 'approvals', { key: 'token', value: tokenId }, to);
}

/** The token left its element, or the approval is decided. */
export function closeApproval(draft: Draft, tokenId: string): void {
  if (draft.approvals) remove(draft, 'approvals', 'token', tokenId);
}

export const approvalAppliers: Appliers = {
  approvalOpened(draft, { tokenId, entries, needed, copies }) {
    append(draft, 'approvals', { tokenId, entries, needed, copies, votes: [] });
  },
  voteCast(draft, { tokenId, entry, by, outcome, comment, at }) {
    const vote = {
      entry,
      by: by.userId,
      ...(by.onBehalfOf === undefined ? {} : { onBehalfOf: by.onBehalfOf }),
      outcome,
      ...(comment === undefined ? {} : { comment }),
      at,
    };
    change(draft, tokenId, (open) => ({ ...open, votes: [...open.votes, vote] }));
  },
  approvalDecided(draft, { tokenId }) {
    closeApproval(draft, tokenId);
  },
};
