/** Remembers approvals that are being decided. */
import type { OpenApproval } from '../state.ts';
import { type Appliers, type Draft, without } from './applier.ts';

function change(draft: Draft, tokenId: string, to: (approval: OpenApproval) => OpenApproval): void {
  if (draft.approvals) draft.approvals = draft.approvals.map((open) => (open.tokenId === tokenId ? to(open) : open));
}

/** The token left its element, or the approval is decided. */
export function closeApproval(draft: Draft, tokenId: string): void {
  if (!draft.approvals) return;
  const left = without(draft.approvals, (open) => open.tokenId === tokenId);
  if (left.length > 0) draft.approvals = left;
  else delete draft.approvals;
}

export const approvalAppliers: Appliers = {
  approvalOpened(draft, { tokenId, entries, needed, copies }) {
    draft.approvals = [...(draft.approvals ?? []), { tokenId, entries, needed, copies, votes: [] }];
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
