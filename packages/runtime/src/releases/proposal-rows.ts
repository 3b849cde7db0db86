import type { Closure, Proposal } from '@fortnight/shared/contract';
import { heldIn } from './blackout/held.ts';
import { overrideIn, readBlackout } from './blackout/reading.ts';
import type { ReleasesContext } from './ports.ts';
import { processesIn, togetherOf } from './proposed-together.ts';
import type { ProposalRow, ReviewVoteRow } from './tables.ts';

/** A proposal with what was said of it, as far as every list tells it. */
export interface ProposalOf {
  readonly row: ProposalRow;
  readonly approvals: readonly ReviewVoteRow[];
  readonly openCommentCount: number;
  /** The blackout that its time lies in. */
  readonly held: Closure | null;
}

export const toProposal = ({ row, approvals, openCommentCount, held }: ProposalOf): Proposal => ({
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
  held,
  blackoutReason: row.state === 'approved' ? (overrideIn(row.blackoutOverride)?.reason ?? null) : null,
  closedBy: row.closedBy,
  closedAt: row.closedAt,
  reason: row.reason,
  replacedBy: row.replacedBy,
});

/** Proposals by their ids. */
export async function readProposals(context: ReleasesContext, ids: readonly string[]): Promise<ReadonlyMap<string, ProposalOf>> {
  const { db } = context;
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
  const heldOf = await readHeld(context, rows);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        row,
        approvals: votesOf.get(row.id) ?? [],
        openCommentCount: counts.get(row.id) ?? 0,
        held: heldOf.get(row.id) ?? null,
      },
    ]),
  );
}

/** Of those that have a time, which wait for the end of a blackout. */
async function readHeld(context: ReleasesContext, rows: readonly ProposalRow[]): Promise<ReadonlyMap<string, Closure | null>> {
  const timed = rows.flatMap(({ id, state, publishAt, blackoutOverride }) =>
    state === 'approved' && publishAt !== null ? [{ id, publishAt, blackoutOverride }] : [],
  );
  if (timed.length === 0) return new Map();
  const [blackout, pools] = await Promise.all([
    readBlackout(context),
    togetherOf(
      context,
      timed.map(({ id }) => id),
    ).execute(),
  ]);
  const processesOf = processesIn(pools);
  return new Map(timed.map((row) => [row.id, heldIn(blackout, processesOf(row.id), row, context.now())]));
}
