/** Proposing: what is drawn, or what files hold, becomes a version whose content is frozen and that waits to be published. */
import { randomUUID } from 'node:crypto';
import type { Deployment, Propose, Review, VersionState } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { assertMatch, currentContent } from './drafts.ts';
import { assertPlaysPass, overriddenPlays } from './failed-plays.ts';
import { type Made, type Making, makeVersion } from './made-versions.ts';
import { type Planned, planVersions } from './pinned-calls.ts';
import type { ReleasesContext, ReleaseTransaction } from './ports.ts';
import { assertStands, readDrawn, toDeployed } from './publish.ts';
import { ReleaseRefused } from './refusal.ts';
import { type Asked, askedOf, readAsked } from './review-asked.ts';
import { getReview } from './reviews.ts';
import { drawable, mayDraw } from './rights.ts';
import type { ProposalRow } from './tables.ts';
import type { Publishable } from './version-rows.ts';

/**
 * Proposes what is drawn, with the other executable pools of its document.
 *
 * Errors: 409 `nothing-to-publish` where it is what is live or proposed, `already-proposed` where another version is open
 * and is not to be replaced; 422 as in publishing.
 */
export async function propose(context: ReleasesContext, by: Principal, id: string, body: Propose): Promise<Review> {
  const process = await drawable(context, by, id);
  const standing = await currentContent(context, process);
  assertMatch(standing, body.etag);
  if (standing.openVersion !== null) throw nothingNew(id, process.name, standing.openVersion);
  const { publishables, failedPlays } = await readDrawn(context, id, standing);
  assertPlaysPass(failedPlays, body.failedPlaysReason);
  const asked = await readAsked(context, publishables);
  const { savedBy, baseVersion: basedOn } = standing;
  const { version } = await context.store.write((tx) => {
    assertStands(context, tx, id, standing, publishables);
    const { replaces, ...said } = body;
    const making = { ...said, owner: process.owner, failedPlays };
    const proposed = proposeAll(context, tx, by, publishables, { ...making, asked, replaces, savedBy, basedOn });
    tx.run(context.db.deleteFrom('drafts').where('processId', '=', id));
    return proposed.proposal;
  });
  return getReview(context, by, id, version);
}

/** Proposes files; drafts stay as they are. */
export async function proposeFiles(
  context: ReleasesContext,
  by: Principal,
  publishables: readonly Publishable[],
  making: Making,
): Promise<Deployment['deployments']> {
  const asked = await readAsked(context, publishables);
  return context.store.write((tx) => {
    const { proposal, made } = proposeAll(context, tx, by, publishables, {
      ...making,
      asked,
      replaces: undefined,
      savedBy: by.userId,
      basedOn: null,
    });
    return made.map((each) => toDeployed(each, each.made ? stateOf(proposal) : 'live'));
  });
}

const stateOf = ({ state }: ProposalRow): VersionState => (state === 'approved' ? 'approved' : 'inReview');

/** Errors: 403 where it is somebody else's process; one that is not there yet becomes the caller's. */
export async function assertMayPropose({ db }: ReleasesContext, by: Principal, id: string): Promise<void> {
  const row = await db.selectFrom('processes').select(['owner', 'name']).where('id', '=', id).executeTakeFirst();
  if (row && !mayDraw(by, row.owner))
    throw new ReleaseRefused(403, 'not-your-process', `Only the owner of "${row.name}" and admins may change it.`, {
      params: { id },
    });
}

type Proposing = Making &
  Pick<ProposalRow, 'savedBy' | 'basedOn'> & { readonly asked: readonly Asked[]; readonly replaces: number | undefined };

function proposeAll(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  publishables: readonly Publishable[],
  proposing: Proposing,
): { readonly proposal: ProposalRow; readonly made: readonly Made[] } {
  const { db } = context;
  const replaced = publishables.flatMap(({ checked }) => openOf(context, tx, checked.id) ?? []);
  const [standing] = replaced.filter(({ version }) => version !== proposing.replaces);
  if (standing) throw alreadyProposed(standing);
  // Until it is closed, content that is the same would be that version.
  for (const { id } of replaced) close(context, tx, by, id);
  const planned = planVersions(context, tx, publishables);
  const news = planned.filter(({ id, same }) => id !== same?.id);
  const [lead] = news;
  if (!lead)
    throw nothingNew(planned[0]?.publishable.checked.id ?? '', planned[0]?.publishable.checked.name, planned[0]?.live?.version);
  const asked = askedOf(context, tx, planned, proposing.asked);
  const made = planned.map((each) => makeVersion(context, tx, by, each, proposing));
  const proposal = toRow(context, by, lead, asked, made, proposing);
  for (const { id } of replaced) tx.run(db.updateTable('proposals').set({ replacedBy: proposal.version }).where('id', '=', id));
  tx.run(db.insertInto('proposals').values(proposal));
  for (const { made: isNew, row, nameBefore } of made) {
    if (!isNew) continue;
    const { id: versionId, processId, version, contentHash, note } = row;
    tx.run(db.insertInto('proposedVersions').values({ versionId, proposalId: proposal.id, processId, version, nameBefore }));
    tx.run(db.updateTable('processes').set({ updatedAt: context.instant() }).where('id', '=', processId));
    const overridden = overriddenPlays(proposing.failedPlays, proposing.failedPlaysReason);
    const details = { version, contentHash, note: note ?? '', ...overridden };
    tx.audit({ at: context.now(), by, action: 'version.proposed', target: processId, details });
    const body = { action: 'proposed', version, contentHash, by: by.userId };
    tx.note({ kind: 'process', subject: processId, at: context.now(), body });
  }
  return { proposal, made };
}

function toRow(
  context: ReleasesContext,
  by: Principal,
  lead: Planned,
  asked: readonly Asked[],
  made: readonly Made[],
  { savedBy, basedOn, asked: read }: Proposing,
): ProposalRow {
  const { id: processId } = lead.publishable.checked;
  const version = made.find(({ row }) => row.processId === processId)?.row.version;
  if (version === undefined) throw new Error(`the version of ${processId} that leads was not made`);
  const approvalsWanted = Math.max(0, ...asked.map(({ approvals }) => approvals ?? 0));
  return {
    id: randomUUID(),
    processId,
    version,
    state: approvalsWanted > 0 ? 'inReview' : 'approved',
    proposedBy: by.userId,
    proposedAt: context.instant(),
    savedBy,
    basedOn,
    against: lead.live?.version ?? null,
    approvalsWanted,
    isRiskWanted: asked.some(({ touchedCheckpoints }) => touchedCheckpoints.length > 0) ? 1 : 0,
    isExempt: asked.length === 0 && read.every(({ approvals }) => approvals !== null) ? 1 : 0,
    closedBy: null,
    closedAt: null,
    reason: null,
    replacedBy: null,
    publishAt: null,
    scheduledBy: null,
    blackoutOverride: null,
    heldUntil: null,
  };
}

const openOf = ({ db }: ReleasesContext, tx: ReleaseTransaction, processId: string) =>
  tx.get(
    db
      .selectFrom('proposedVersions')
      .innerJoin('proposals', 'proposals.id', 'proposedVersions.proposalId')
      .select(['proposals.id', 'proposals.processId', 'proposals.version', 'proposals.state'])
      .where('proposedVersions.processId', '=', processId)
      .where('proposals.state', 'in', ['inReview', 'approved']),
  );

function close(context: ReleasesContext, tx: ReleaseTransaction, by: Principal, id: string): void {
  const closed = { state: 'withdrawn', closedBy: by.userId, closedAt: context.instant() } as const;
  tx.run(context.db.updateTable('proposals').set(closed).where('id', '=', id));
}

const alreadyProposed = ({ processId, version, state }: Pick<ProposalRow, 'processId' | 'version' | 'state'>) =>
  new ReleaseRefused(
    409,
    'already-proposed',
    `Version ${version} is ${state === 'approved' ? 'approved and not published yet' : 'in review'}. Send "replaces": ${version} to withdraw it for this one, or wait until it is published.`,
    { params: { processId, version, state } },
  );

const nothingNew = (id: string, name: string | undefined, version: number | undefined) =>
  new ReleaseRefused(
    409,
    'nothing-to-publish',
    `What is drawn of "${name ?? id}" is version ${version ?? 0} already; there is nothing to review.`,
    { params: { id, version: version ?? null } },
  );
