import type { Process, TakingVersion } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { readOutline } from './outline.ts';
import type { ReleasesContext } from './ports.ts';
import { isAdmin, mayDraw, mayStart, mayWatch, toldTo } from './rights.ts';
import { readTakes } from './rollouts/takes.ts';
import { type RunningCounts, readRunningCounts, readStandings } from './standings.ts';
import type { DraftRow, ProcessRow } from './tables.ts';
import { type Standing, summaryColumns, toVersion, type VersionSummary } from './version-rows.ts';

/** A draft's columns without its documents. */
const draftColumns = ['processId', 'etag', 'savedAt', 'savedBy', 'errorCount', 'warningCount', 'baseVersion', 'outline'] as const;

/** What a process is shown with. */
interface Around {
  readonly live: VersionSummary | undefined;
  readonly open: VersionSummary | undefined;
  readonly standing: (version: VersionSummary) => Standing;
  readonly versionCount: number;
  readonly takes: TakingVersion[];
  readonly hasRollout: boolean;
  readonly draft: Pick<DraftRow, (typeof draftColumns)[number]> | undefined;
  /** The newest version was declined or withdrawn, so that what is drawn goes on from that one. */
  readonly isNewestClosed: boolean;
  readonly openIncidentCount: number;
  readonly counts: RunningCounts;
}

/** Processes as this reader sees them, with what runs and what is drawn. */
export async function toProcesses(context: ReleasesContext, by: Principal, rows: readonly ProcessRow[]): Promise<Process[]> {
  const { db } = context;
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const columns = summaryColumns.map((column) => `versions.${column}` as const);
  const [lives, opens, newest, drafts, rollouts, incidents, counts, takes] = await Promise.all([
    db
      .selectFrom('versions')
      .innerJoin('processes', 'processes.id', 'versions.processId')
      .select(columns)
      .where('processes.id', 'in', ids)
      .whereRef('versions.version', '=', 'processes.liveVersion')
      .execute(),
    db
      .selectFrom('proposals')
      .innerJoin('proposedVersions', 'proposedVersions.proposalId', 'proposals.id')
      .innerJoin('versions', 'versions.id', 'proposedVersions.versionId')
      .select(columns)
      .where('proposals.state', 'in', ['inReview', 'approved'])
      .where('versions.processId', 'in', ids)
      .execute(),
    readNewest(context, ids),
    db.selectFrom('drafts').select(draftColumns).where('processId', 'in', ids).execute(),
    db.selectFrom('rollouts').select('processId').distinct().where('processId', 'in', ids).execute(),
    db
      .selectFrom('incidents')
      .select((eb) => ['processId', eb.fn.countAll<number>().as('count')])
      .where('state', '=', 'open')
      .where('processId', 'in', ids)
      .groupBy('processId')
      .execute(),
    readRunningCounts(context, ids),
    readTakes(context, ids),
  ]);
  const standing = await readStandings(context, [...lives, ...opens], counts);
  return rows.map((row) =>
    toProcess(by, row, {
      live: lives.find(({ processId }) => processId === row.id),
      open: opens.find(({ processId }) => processId === row.id),
      standing,
      versionCount: newest.get(row.id)?.count ?? 0,
      isNewestClosed: newest.get(row.id)?.isClosed ?? false,
      takes: takes(row.id),
      hasRollout: rollouts.some(({ processId }) => processId === row.id),
      draft: drafts.find(({ processId }) => processId === row.id),
      openIncidentCount: incidents.find(({ processId }) => processId === row.id)?.count ?? 0,
      counts,
    }),
  );
}

/** How many versions there are, numbers being taken without gaps, and whether the newest came to nothing. */
async function readNewest({ db }: ReleasesContext, ids: readonly string[]) {
  const newest = await db
    .selectFrom('versions')
    .select((eb) => ['processId', eb.fn.max<number>('version').as('version')])
    .where('processId', 'in', [...ids])
    .groupBy('processId')
    .execute();
  const closed = await db
    .selectFrom('proposedVersions')
    .innerJoin('proposals', 'proposals.id', 'proposedVersions.proposalId')
    .select(['proposedVersions.processId', 'proposedVersions.version'])
    .where('proposedVersions.processId', 'in', [...ids])
    .where('proposals.state', 'in', ['declined', 'withdrawn'])
    .execute();
  const isClosed = new Set(closed.map(({ processId, version }) => `${processId}\n${version}`));
  return new Map(
    newest.map(({ processId, version }) => [processId, { count: version, isClosed: isClosed.has(`${processId}\n${version}`) }]),
  );
}

function toProcess(by: Principal, row: ProcessRow, around: Around): Process {
  const { live, open, draft, counts, standing } = around;
  const runningCount = counts.ofAll(row.id);
  const taking = new Set([...(live ? [live.version] : []), ...around.takes.map(({ version }) => version)]);
  const drawing = mayDraw(by, row.owner);
  const asksReview = row.reviewApprovals !== null;
  const mayOverride = isAdmin(by) && asksReview && draft !== undefined && by.userId !== null && by.userId !== draft.savedBy;
  return {
    id: row.id,
    name: row.name,
    labels: live ? JSON.parse(live.labels) : {},
    ...(typeof live?.lang === 'string' && { lang: live.lang }),
    owner: row.owner,
    isArchived: row.isArchived === 1,
    liveVersion: live ? toldTo(by, toVersion(live, standing(live))) : null,
    versionCount: around.versionCount,
    runningCount,
    runningOnOlderCount: runningCount - [...taking].reduce((sum, version) => sum + counts.of(row.id, version), 0),
    openIncidentCount: around.openIncidentCount,
    draft: draft && mayWatch(by) ? pickDraft(draft) : null,
    openVersion: open && mayWatch(by) ? toVersion(open, standing(open)) : null,
    takes: around.takes,
    hasRollout: around.hasRollout,
    review: row.reviewApprovals === null ? null : { approvals: row.reviewApprovals },
    ...(typeof live?.startForm === 'string' && { startForm: live.startForm }),
    outline: readOutline((live ?? (mayWatch(by) ? (draft ?? open) : undefined))?.outline),
    can: [
      ...(live && row.isArchived === 0 && mayStart(by, JSON.parse(live.candidateStarters)) ? ['start'] : []),
      ...(drawing ? ['edit', 'rename', 'archive', 'propose'] : []),
      ...(isAdmin(by) && !asksReview ? ['publish'] : []),
      ...(mayOverride ? ['override'] : []),
      ...(isAdmin(by) ? ['setReview'] : []),
      ...(drawing && ((draft && around.versionCount > 0) || (around.isNewestClosed && live)) ? ['discard'] : []),
      ...(by.roles.includes('owner') || isAdmin(by) ? ['duplicate'] : []),
    ],
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

const pickDraft = ({ etag, savedAt, savedBy, errorCount, warningCount, baseVersion }: NonNullable<Around['draft']>) => ({
  etag,
  savedAt,
  savedBy,
  errorCount,
  warningCount,
  baseVersion,
});
