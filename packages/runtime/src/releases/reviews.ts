/** The review of a proposed version: who approves, who asks for changes, what is said of it. */
import { randomUUID } from 'node:crypto';
import { type Approve, type CreateReviewComment, limits, type Review, type ReviewComment } from '@fortnight/shared/contract';
import type { AuditAction, Principal } from '../access/index.ts';
import type { ReleasesContext, ReleaseTransaction } from './ports.ts';
import { assertOpen, missingNow, proposalFor } from './publish-proposed.ts';
import { ReleaseRefused } from './refusal.ts';
import { assertPerson, makersOf, missingOf, ownVersion } from './review-asked.ts';
import { isAdmin, mayDraw, mayWatch, readable } from './rights.ts';
import { readStandings } from './standings.ts';
import type { ProcessRow, ProposalRow, ReviewCommentRow } from './tables.ts';
import { summaryColumns, toVersion } from './version-rows.ts';
import { versionNotFound } from './versions.ts';

/** A version with all that was said of it. Errors: 404 where it is none that was proposed, and for whoever only works on cases. */
export async function getReview(context: ReleasesContext, by: Principal, id: string, version: number): Promise<Review> {
  const process = await readable(context, by, id);
  const { db } = context;
  const row = await db
    .selectFrom('versions')
    .select(summaryColumns)
    .where('processId', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  const standing = row && (await readStandings(context, [row]))(row);
  if (!row || !standing?.proposal || !mayWatch(by)) throw versionNotFound(id, version);
  const { row: proposal, approvals } = standing.proposal;
  const [votes, comments, asked] = await Promise.all([
    db.selectFrom('reviewVotes').selectAll().where('proposalId', '=', proposal.id).orderBy('at').execute(),
    db.selectFrom('reviewComments').selectAll().where('proposalId', '=', proposal.id).orderBy('position').execute(),
    db.selectFrom('processes').select('reviewApprovals').where('id', '=', id).executeTakeFirst(),
  ]);
  const asksNow = asked?.reviewApprovals ?? null;
  const wanted = Math.max(proposal.approvalsWanted, asksNow ?? 0);
  const isMissing = proposal.isExempt === 0 && asksNow !== null && missingOf(proposal, wanted, approvals) !== undefined;
  return {
    version: toVersion(row, standing),
    makers: [...makersOf(proposal)],
    votes: votes.map(({ by: voter, roles, outcome, comment, at }) => ({
      by: voter,
      roles: JSON.parse(roles),
      outcome,
      comment,
      at,
    })),
    comments: comments.map(toComment),
    can: whatMay(by, proposal, { owner: process.owner, isMissing, voted: votes.map((vote) => vote.by) }),
  };
}

interface Around {
  readonly owner: string | null;
  readonly isMissing: boolean;
  readonly voted: readonly string[];
}

function whatMay(by: Principal, proposal: ProposalRow, { owner, isMissing, voted }: Around): string[] {
  const isOpen = proposal.state === 'inReview' || proposal.state === 'approved';
  const isMaker = by.userId !== null && makersOf(proposal).includes(by.userId);
  const isReviewer = by.userId !== null && !isMaker && rolesFor(by, proposal).length > 0;
  const mayApprove = isReviewer && proposal.state === 'inReview' && !voted.includes(by.userId ?? '');
  return [
    ...(by.userId !== null && mayWatch(by) ? ['comment'] : []),
    ...(by.userId !== null && mayDraw(by, owner) ? ['resolve'] : []),
    ...(mayApprove ? ['approve'] : []),
    ...(isReviewer && isOpen ? ['decline'] : []),
    ...(isOpen && (mayDraw(by, owner) || (by.userId !== null && by.userId === proposal.proposedBy)) ? ['withdraw'] : []),
    ...(isOpen && isAdmin(by) && !isMissing ? ['publish'] : []),
    ...(proposal.state === 'approved' && proposal.publishAt !== null && isAdmin(by) ? ['unschedule'] : []),
    ...(isOpen && isAdmin(by) && isMissing && by.userId !== null && !isMaker ? ['override'] : []),
  ];
}

/** What somebody's approval of it counts as. */
const rolesFor = (by: Principal, { isRiskWanted }: Pick<ProposalRow, 'isRiskWanted'>): readonly ('admin' | 'risk')[] => [
  ...(isAdmin(by) ? (['admin'] as const) : []),
  ...(isRiskWanted === 1 && by.roles.includes('risk') ? (['risk'] as const) : []),
];

/** Approves it; with the last approval that is asked for, the version is approved. Saying it again changes nothing. */
export async function approve(
  context: ReleasesContext,
  by: Principal,
  id: string,
  version: number,
  { comment }: Approve,
): Promise<Review> {
  await readable(context, by, id);
  await context.store.write((tx) => {
    const proposal = reviewedBy(context, tx, by, id, version, 'approve it');
    // One that is approved may lack votes again, where its process asks for more since.
    if (!missingNow(context, tx, proposal) || hasVoted(context, tx, by, proposal)) return;
    vote(context, tx, by, proposal, { outcome: 'approve', comment });
    if (!missingNow(context, tx, proposal))
      tx.run(context.db.updateTable('proposals').set({ state: 'approved' }).where('id', '=', proposal.id));
  });
  return getReview(context, by, id, version);
}

/** Asks for changes: the version is declined, and the reason stays with it; what is drawn goes on from it. */
export async function decline(
  context: ReleasesContext,
  by: Principal,
  id: string,
  version: number,
  { reason }: { readonly reason: string },
): Promise<Review> {
  await readable(context, by, id);
  await context.store.write((tx) => {
    const proposal = reviewedBy(context, tx, by, id, version, 'decline it, but may withdraw it');
    tx.run(
      context.db
        .deleteFrom('reviewVotes')
        .where('proposalId', '=', proposal.id)
        .where('by', '=', by.userId ?? ''),
    );
    vote(context, tx, by, proposal, { outcome: 'decline', comment: reason });
    close(context, tx, by, proposal, { state: 'declined', reason });
  });
  return getReview(context, by, id, version);
}

/** Takes back what was proposed, before it is published. */
export async function withdrawVersion(
  context: ReleasesContext,
  by: Principal,
  id: string,
  version: number,
  { reason }: { readonly reason?: string | undefined },
): Promise<Review> {
  const { owner, name } = await readable(context, by, id);
  await context.store.write((tx) => {
    const proposal = proposalFor(context, tx, id, version);
    if (!mayDraw(by, owner) && (by.userId === null || by.userId !== proposal.proposedBy))
      throw new ReleaseRefused(
        403,
        'not-your-process',
        `Only who proposed it, the owner of "${name}" and admins may withdraw it.`,
      );
    assertOpen(proposal);
    close(context, tx, by, proposal, { state: 'withdrawn', reason });
    record(context, tx, by, proposal, 'version.withdrawn', reason === undefined ? {} : { reason });
  });
  return getReview(context, by, id, version);
}

/** Errors: 403 for whoever reviews nothing or made it, 409 where it is decided. */
function reviewedBy(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  id: string,
  version: number,
  what: string,
): ProposalRow {
  const proposal = proposalFor(context, tx, id, version);
  assertPerson(by);
  if (rolesFor(by, proposal).length === 0)
    throw new ReleaseRefused(
      403,
      'role-missing',
      proposal.isRiskWanted === 1
        ? 'A version is reviewed by admins and, since a checkpoint was touched, by the role risk.'
        : 'A version is reviewed by admins; the role risk is asked only where a checkpoint was touched.',
    );
  if (makersOf(proposal).includes(by.userId)) throw ownVersion(what);
  assertOpen(proposal);
  return proposal;
}

const hasVoted = ({ db }: ReleasesContext, tx: ReleaseTransaction, by: Principal, { id }: ProposalRow): boolean =>
  tx.get(
    db
      .selectFrom('reviewVotes')
      .select('id')
      .where('proposalId', '=', id)
      .where('by', '=', by.userId ?? ''),
  ) !== undefined;

function vote(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  proposal: ProposalRow,
  { outcome, comment }: { readonly outcome: 'approve' | 'decline'; readonly comment: string | undefined },
): void {
  const roles = rolesFor(by, proposal);
  const said = { proposalId: proposal.id, by: by.userId ?? '', outcome, comment: comment ?? null, at: context.instant() };
  tx.run(context.db.insertInto('reviewVotes').values({ id: randomUUID(), ...said, roles: JSON.stringify(roles) }));
  const action = outcome === 'approve' ? 'version.approved' : 'version.declined';
  record(context, tx, by, proposal, action, { roles, ...(comment !== undefined && { comment }) });
}

function close(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  { id }: ProposalRow,
  { state, reason }: { readonly state: 'declined' | 'withdrawn'; readonly reason: string | undefined },
): void {
  const closed = { state, closedBy: by.userId, closedAt: context.instant(), reason: reason ?? null };
  tx.run(context.db.updateTable('proposals').set(closed).where('id', '=', id));
}

function record(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  { processId, version }: ProposalRow,
  action: AuditAction['action'],
  details: AuditAction['details'],
): void {
  tx.audit({ at: context.now(), by, action, target: processId, details: { version, ...details } });
  const body = { action: action.replace('version.', ''), version, by: by.userId };
  tx.note({ kind: 'process', subject: processId, at: context.now(), body });
}

/** Says something of the version, of an element of it, or in answer to a comment. */
export async function commentReview(
  context: ReleasesContext,
  by: Principal,
  id: string,
  version: number,
  { text, elementId, inReplyTo }: CreateReviewComment,
): Promise<ReviewComment> {
  await watchable(context, by, id, version);
  if (elementId !== undefined) await assertElement(context, id, version, elementId);
  return context.store.write((tx) => {
    assertPerson(by);
    const { db } = context;
    const proposal = proposalFor(context, tx, id, version);
    const standing = tx.all(db.selectFrom('reviewComments').selectAll().where('proposalId', '=', proposal.id));
    if (standing.length >= limits.reviewComments)
      throw new ReleaseRefused(409, 'too-many-comments', `A version takes at most ${limits.reviewComments} comments.`);
    const answered = standing.find((comment) => comment.id === inReplyTo && comment.inReplyTo === null);
    if (inReplyTo !== undefined && !answered) throw commentNotFound(inReplyTo);
    const row: ReviewCommentRow = {
      id: randomUUID(),
      position: standing.length,
      proposalId: proposal.id,
      inReplyTo: inReplyTo ?? null,
      elementId: answered ? answered.elementId : (elementId ?? null),
      by: by.userId,
      at: context.instant(),
      text,
      resolvedBy: null,
      resolvedAt: null,
    };
    tx.run(db.insertInto('reviewComments').values(row));
    tx.note({ kind: 'process', subject: id, at: context.now(), body: { action: 'commented', version, by: by.userId } });
    return toComment(row);
  });
}

/** Says that a comment needs nothing more, or that it does again. */
export async function resolveComment(
  context: ReleasesContext,
  by: Principal,
  id: string,
  version: number,
  commentId: string,
  { isResolved }: { readonly isResolved: boolean },
): Promise<ReviewComment> {
  const { owner } = await watchable(context, by, id, version);
  return context.store.write((tx) => {
    assertPerson(by);
    const { db } = context;
    const proposal = proposalFor(context, tx, id, version);
    const row = tx.get(
      db.selectFrom('reviewComments').selectAll().where('id', '=', commentId).where('proposalId', '=', proposal.id),
    );
    if (!row || row.inReplyTo !== null) throw commentNotFound(commentId);
    if (row.by !== by.userId && !mayDraw(by, owner))
      throw new ReleaseRefused(403, 'not-your-comment', 'Whoever asked resolves it, the owner of the process, or an admin.');
    const resolved = isResolved
      ? { resolvedBy: by.userId, resolvedAt: context.instant() }
      : { resolvedBy: null, resolvedAt: null };
    tx.run(db.updateTable('reviewComments').set(resolved).where('id', '=', commentId));
    const action = isResolved ? 'commentResolved' : 'commentReopened';
    tx.note({ kind: 'process', subject: id, at: context.now(), body: { action, version, by: by.userId } });
    return toComment({ ...row, ...resolved });
  });
}

async function watchable(context: ReleasesContext, by: Principal, id: string, version: number): Promise<ProcessRow> {
  const process = await readable(context, by, id);
  if (!mayWatch(by)) throw versionNotFound(id, version);
  return process;
}

/** Errors: 422 where neither the version nor the one that it is compared with has the element. */
async function assertElement({ db }: ReleasesContext, id: string, version: number, elementId: string): Promise<void> {
  const proposal = await db
    .selectFrom('proposals')
    .innerJoin('proposedVersions', 'proposedVersions.proposalId', 'proposals.id')
    .select('proposals.against')
    .where('proposedVersions.processId', '=', id)
    .where('proposedVersions.version', '=', version)
    .executeTakeFirst();
  const compared = [version, proposal?.against ?? version];
  const rows = await db
    .selectFrom('versions')
    .select('bpmn')
    .where('processId', '=', id)
    .where('version', 'in', compared)
    .execute();
  if (rows.some(({ bpmn }) => bpmn.includes(`id="${elementId}"`) || bpmn.includes(`id='${elementId}'`))) return;
  throw new ReleaseRefused(
    422,
    'element-not-found',
    `elementId: expected an element of version ${version} or of the one that it is compared with, found "${elementId}".`,
    { params: { elementId } },
  );
}

const commentNotFound = (id: string) =>
  new ReleaseRefused(404, 'comment-not-found', `There is no comment "${id}" on this version to answer or resolve.`, {
    params: { id },
  });

const toComment = ({ proposalId: _, position: __, ...row }: ReviewCommentRow): ReviewComment => row;
