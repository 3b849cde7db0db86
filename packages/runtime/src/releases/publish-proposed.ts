import type { Publish, Published } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { passBlackout, reviewedMakers } from './blackout/index.ts';
import { goLive } from './go-live.ts';
import type { ReleasesContext, ReleaseTransaction } from './ports.ts';
import { ReleaseRefused } from './refusal.ts';
import { assertMayOverride, type Missing, makersOf, missingOf, reviewRequired } from './review-asked.ts';
import { readStandings } from './standings.ts';
import type { ProposalRow } from './tables.ts';
import { summaryColumns, toVersion, type VersionSummary } from './version-rows.ts';
import { versionNotFound } from './versions.ts';

type Of = Pick<Publish, 'overrideReason' | 'blackoutReason'> & { readonly version: number };

/** Publishes a version that was proposed, and the other pools of its document with it. */
export async function publishProposed(
  context: ReleasesContext,
  by: Principal,
  id: string,
  { version, overrideReason, blackoutReason }: Of,
): Promise<Published> {
  const rows = await context.store.write((tx) => {
    const proposal = proposalFor(context, tx, id, version);
    assertOpen(proposal);
    const missing = missingNow(context, tx, proposal);
    if (missing && overrideReason === undefined) throw waitsForReview(context, tx, proposal, missing);
    if (missing) assertMayOverride(by, makersOf(proposal));
    return publishVersionsOf(context, tx, by, proposal, { overrideReason: missing && overrideReason, blackoutReason });
  });
  for (const { processId } of rows) await context.liveVersionsChanged(processId);
  const standing = await readStandings(context, rows);
  const [own, ...others] = rows.toSorted((one, other) => Number(other.processId === id) - Number(one.processId === id));
  if (!own) throw new Error(`no version of ${id} was published`);
  return {
    version: toVersion(own, standing(own)),
    created: true,
    problems: [],
    ...(others.length > 0 && {
      others: others.map((each) => ({
        processId: each.processId,
        version: each.version,
        versionId: each.id,
        created: true,
        state: 'live' as const,
      })),
    }),
  };
}

/** The proposal that a version came with. Errors: 404 where there is no such version, 409 where it was not proposed. */
export function proposalFor({ db }: ReleasesContext, tx: ReleaseTransaction, id: string, version: number): ProposalRow {
  const row = tx.get(
    db
      .selectFrom('proposedVersions')
      .innerJoin('proposals', 'proposals.id', 'proposedVersions.proposalId')
      .selectAll('proposals')
      .where('proposedVersions.processId', '=', id)
      .where('proposedVersions.version', '=', version),
  );
  if (row) return row;
  if (!tx.get(db.selectFrom('versions').select('id').where('processId', '=', id).where('version', '=', version)))
    throw versionNotFound(id, version);
  throw new ReleaseRefused(409, 'not-proposed', `Version ${version} was published at once; it has no review.`, {
    params: { id, version },
  });
}

/** Errors: 409 where nothing can be decided of it any more. */
export function assertOpen({ state, version, closedAt, reason, replacedBy }: ProposalRow): void {
  if (state === 'inReview' || state === 'approved') return;
  const why = replacedBy === null ? (reason ?? '') : `version ${replacedBy} took its place`;
  const words = { declined: 'was declined', withdrawn: 'was withdrawn', published: 'is published' }[state];
  const when = closedAt === null || state === 'published' ? '' : ` at ${closedAt}`;
  throw new ReleaseRefused(
    409,
    'review-closed',
    `Version ${version} ${words}${when}${why === '' ? '' : `: ${why}`}. Propose what is drawn as a new version.`,
    { params: { version, state, replacedBy } },
  );
}

/** What a version waits for by what its process asks now: where that asks for nothing any more, nothing. */
export function missingNow({ db }: ReleasesContext, tx: ReleaseTransaction, proposal: ProposalRow): Missing | undefined {
  if (proposal.isExempt === 1) return undefined;
  const asked = tx.all(
    db
      .selectFrom('proposedVersions')
      .innerJoin('processes', 'processes.id', 'proposedVersions.processId')
      .select('processes.reviewApprovals')
      .where('proposedVersions.proposalId', '=', proposal.id)
      .where('processes.reviewApprovals', 'is not', null),
  );
  if (asked.length === 0) return undefined;
  const wanted = Math.max(proposal.approvalsWanted, ...asked.map(({ reviewApprovals }) => reviewApprovals ?? 0));
  const votes = tx.all(
    db.selectFrom('reviewVotes').select('roles').where('proposalId', '=', proposal.id).where('outcome', '=', 'approve'),
  );
  return missingOf(proposal, wanted, votes);
}

/** What the refusal of a version says that lacks approvals. */
export function waitsForReview({ db }: ReleasesContext, tx: ReleaseTransaction, proposal: ProposalRow, missing: Missing) {
  const { processId, version } = proposal;
  const { name } = tx.get(db.selectFrom('processes').select('name').where('id', '=', processId)) ?? { name: processId };
  const { message, params } = reviewRequired({ processId, name });
  const { admins, isRiskMissing } = missing;
  const waiting = [...(admins > 0 ? [`${admins} of the admins`] : []), ...(isRiskMissing ? ['somebody of the role risk'] : [])];
  return new ReleaseRefused(
    409,
    'review-required',
    `Version ${version} waits for the approval of ${waiting.join(' and ')}. ${message}`,
    { params: { ...params, version, missingAdmins: admins, isRiskMissing } },
  );
}

/** Makes every version of a proposal live. Errors: 409 `publish-blackout`. */
export function publishVersionsOf(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  proposal: ProposalRow,
  { overrideReason, blackoutReason: reason, isSettled = false }: Omit<Of, 'version'> & { readonly isSettled?: boolean },
): readonly VersionSummary[] {
  const { db } = context;
  const rows = tx.all(
    db
      .selectFrom('versions')
      .innerJoin('proposedVersions', 'proposedVersions.versionId', 'versions.id')
      .innerJoin('processes', 'processes.id', 'versions.processId')
      .select(summaryColumns.map((column) => `versions.${column}` as const))
      .select(['proposedVersions.nameBefore', 'processes.name as nameNow'])
      .where('proposedVersions.proposalId', '=', proposal.id),
  );
  const going = rows.map((row) => ({ ...row, versionId: row.id }));
  // Who set a time gave the reason then, and was asked who they are then.
  const makers = isSettled ? [] : going.flatMap((each) => reviewedMakers(context, tx, each) ?? []);
  const passage = passBlackout(context, tx, by, going, { reason, makers: makers.length > 0 ? makers : undefined });
  for (const { nameBefore, nameNow, ...row } of rows) {
    // A process that was renamed since keeps its new name, unless the version brings one.
    const name = row.name === nameBefore ? nameNow : row.name;
    goLive(context, tx, by, { row, name }, passage, { overrideReason });
  }
  return rows;
}
