/** The one way by which a version becomes the one that new cases start on. */
import type { Principal } from '../access/index.ts';
import type { ReleasesContext, ReleaseTransaction } from './ports.ts';
import type { VersionRow } from './tables.ts';

export interface Going {
  readonly row: Pick<VersionRow, 'id' | 'processId' | 'version' | 'contentHash' | 'note'>;
  /** What the process is called from now on. */
  readonly name: string;
}

/** Makes a version the live one; whatever else of its process was proposed and is open is withdrawn, for it was compared with another. */
export function goLive(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  { row, name }: Going,
  details: { readonly overrideReason?: string | undefined; readonly audited?: Readonly<Record<string, string>> } = {},
): void {
  const { db } = context;
  const { id: versionId, processId, version, contentHash, note } = row;
  const at = context.instant();
  const { overrideReason = null, audited = {} } = details;
  const isFirst = tx.get(db.selectFrom('publications').select('at').where('versionId', '=', versionId)) === undefined;
  tx.run(
    db.updateTable('processes').set({ name, liveVersion: version, isArchived: 0, updatedAt: at }).where('id', '=', processId),
  );
  withdrawOpen(context, tx, by, processId, { versionId, version });
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

/** Whatever is proposed of a process and open is withdrawn; the version that is published is told so instead. */
export function withdrawOpen(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  processId: string,
  published?: { readonly versionId: string; readonly version: number },
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
  } as const;
  for (const { id, versionId } of open) {
    const state = versionId === published?.versionId ? ({ state: 'published' } as const) : withdrawn;
    tx.run(db.updateTable('proposals').set(state).where('id', '=', id));
  }
}
