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
  approvalOpened(draft, { tokenId, entries, needed, copies, kept }) {
    const dueAt = draft.approvals?.find((open) => open.tokenId === tokenId)?.dueAt;
    closeApproval(draft, tokenId);
    const due = dueAt === undefined ? {} : { dueAt };
    append(draft, 'approvals', { tokenId, entries, needed, copies, votes: kept?.votes ?? [], ...due });
    for (const [value, entry] of Object.entries(kept?.tasks ?? {}))
      replace(draft, 'tasks', { key: 'id', value }, (task) => ({ ...task, entry }));
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
