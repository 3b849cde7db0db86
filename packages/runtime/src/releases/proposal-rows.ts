import type { Proposal } from '@fortnight/shared/contract';
import type { ReleasesContext } from './ports.ts';
import type { ProposalRow, ReviewVoteRow } from './tables.ts';

/** A proposal with what was said of it, as far as every list tells it. */
export interface ProposalOf {
  readonly row: ProposalRow;
  readonly approvals: readonly ReviewVoteRow[];
  readonly openCommentCount: number;
}

export const toProposal = ({ row, approvals, openCommentCount }: ProposalOf): Proposal => ({
  processId: row.processId,
  version: row.version,
  proposedBy: row.proposedBy,
  proposedAt: row.proposedAt,
  basedOn: row.basedOn,
  against: row.against,
  approvalsWanted: row.approvalsWanted,
  isRiskWanted: row.isRiskWanted === 1,
  approvals: approvals.map(({ by, roles, at }) => ({ by, roles: JSON.parse(roles), at })),
  openCommentCount,
  publishAt: row.state === 'approved' ? row.publishAt : null,
  scheduledBy: row.state === 'approved' ? row.scheduledBy : null,
  closedBy: row.closedBy,
  closedAt: row.closedAt,
  reason: row.reason,
  replacedBy: row.replacedBy,
});

/** Proposals by their ids. */
export async function readProposals({ db }: ReleasesContext, ids: readonly string[]): Promise<ReadonlyMap<string, ProposalOf>> {
  if (ids.length === 0) return new Map();
  const [rows, votes, comments] = await Promise.all([
    db.selectFrom('proposals').selectAll().where('id', 'in', ids).execute(),
    db
      .selectFrom('reviewVotes')
      .selectAll()
      .where('proposalId', 'in', ids)
      .where('outcome', '=', 'approve')
      .orderBy('at')
      .execute(),
    db
      .selectFrom('reviewComments')
      .select((eb) => ['proposalId', eb.fn.countAll<number>().as('count')])
      .where('proposalId', 'in', ids)
      .where('inReplyTo', 'is', null)
      .where('resolvedAt', 'is', null)
      .groupBy('proposalId')
      .execute(),
  ]);
  const votesOf = Map.groupBy(votes, ({ proposalId }) => proposalId);
  const counts = new Map(comments.map(({ proposalId, count }) => [proposalId, count]));
  return new Map(
    rows.map((row) => [row.id, { row, approvals: votesOf.get(row.id) ?? [], openCommentCount: counts.get(row.id) ?? 0 }]),
  );
}
