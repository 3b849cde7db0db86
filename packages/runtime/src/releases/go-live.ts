/** The one way by which a version becomes the one that new cases start on. */
import type { Principal } from '../access/index.ts';
import type { Passage } from './blackout/index.ts';
import type { ReleasesContext, ReleaseTransaction } from './ports.ts';
import { endRollout, rememberLive, runningRollouts } from './rollouts/rows.ts';
import type { VersionRow } from './tables.ts';

export interface Going {
  readonly row: Pick<VersionRow, 'id' | 'processId' | 'version' | 'contentHash' | 'note'>;
  /** What the process is called from now on. */
  readonly name: string;
}

/**
 * Makes a version that passed the gate the live one; a trial: one that takes new cases beside it.
 *
 * Whatever else of its process was proposed and is open is withdrawn: it was compared with the version that was live.
 */
export function goLive(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  { row, name }: Going,
  _passage: Passage,
  details: {
    readonly overrideReason?: string | undefined;
    readonly audited?: Readonly<Record<string, string>>;
    readonly isTrial?: boolean;
  } = {},
): void {
  const { db } = context;
  const { id: versionId, processId, version, contentHash, note } = row;
  const at = context.instant();
  const { overrideReason = null, audited = {}, isTrial = false } = details;
  const isFirst = tx.get(db.selectFrom('publications').select('at').where('versionId', '=', versionId)) === undefined;
  if (!isTrial) takeAll(context, tx, by, { row, name });
  closeProposals(context, tx, by, processId, { published: { versionId, version } });
  if (!isFirst) return;
  tx.run(db.insertInto('publications').values({ versionId, processId, version, at, by: by.userId, overrideReason }));
  tx.audit({
    at: context.now(),
    by,
    action: 'version.published',
    target: processId,
    details: { version, contentHash, note: note ?? '', ...audited, ...(overrideReason !== null && { overrideReason }) },
  });
  const body = { action: 'published', version, contentHash, by: by.userId };
  tx.note({ kind: 'process', subject: processId, at: context.now(), body });
}

/** Lets a version take every new case; what was rolled out is over. */
function takeAll(context: ReleasesContext, tx: ReleaseTransaction, by: Principal, { row, name }: Going): void {
  const { processId, version } = row;
  const changes = { name, liveVersion: version, isArchived: 0, updatedAt: context.instant() };
  tx.run(context.db.updateTable('processes').set(changes).where('id', '=', processId));
  rememberLive(context, tx, { processId, version, by: by.userId });
  for (const running of runningRollouts(context, tx, processId))
    endRollout(context, tx, running, running.version === version ? 'completed' : 'replaced', { by: by.userId });
}

interface Closing {
  readonly published?: { readonly versionId: string; readonly version: number };
  readonly reason?: string;
}

/** The version that is published is proposed no more; whatever else is proposed of the process and open is withdrawn. */
export function closeProposals(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  processId: string,
  { published, reason }: Closing,
): void {
  const { db } = context;
  const open = tx.all(
    db
      .selectFrom('proposedVersions')
      .innerJoin('proposals', 'proposals.id', 'proposedVersions.proposalId')
      .select(['proposals.id', 'proposedVersions.versionId'])
      .where('proposedVersions.processId', '=', processId)
      .where('proposals.state', 'in', ['inReview', 'approved']),
  );
  const withdrawn = {
    state: 'withdrawn',
    closedBy: by.userId,
    closedAt: context.instant(),
    replacedBy: published?.version ?? null,
    ...(reason !== undefined && { reason }),
  } as const;
  for (const { id, versionId } of open) {
    const state = versionId === published?.versionId ? ({ state: 'published' } as const) : withdrawn;
    tx.run(db.updateTable('proposals').set(state).where('id', '=', id));
  }
}
