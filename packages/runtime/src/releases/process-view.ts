import type { Outline, Process, PublicationRequest } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import type { ReleasesContext } from './ports.ts';
import { isAdmin, mayDraw, mayStart, mayWatch, toldTo } from './rights.ts';
import type { DraftRow, ProcessRow, PublicationRequestRow } from './tables.ts';
import { type RunningCounts, readRunningCounts, summaryColumns, toVersion, type VersionSummary } from './version-rows.ts';

/** A draft's columns without its documents. */
const draftColumns = ['processId', 'etag', 'savedAt', 'savedBy', 'errorCount', 'warningCount', 'outline'] as const;

/** What a process is shown with. */
interface Around {
  readonly versions: readonly VersionSummary[];
  readonly draft: Pick<DraftRow, (typeof draftColumns)[number]> | undefined;
  readonly request: PublicationRequestRow | undefined;
  readonly openIncidentCount: number;
}

/** Processes as this reader sees them, with what runs and what is drawn. */
export async function toProcesses(context: ReleasesContext, by: Principal, rows: readonly ProcessRow[]): Promise<Process[]> {
  const { db } = context;
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [versions, drafts, requests, incidents, counts] = await Promise.all([
    db.selectFrom('versions').select(summaryColumns).where('processId', 'in', ids).execute(),
    db.selectFrom('drafts').select(draftColumns).where('processId', 'in', ids).execute(),
    db.selectFrom('publicationRequests').selectAll().where('processId', 'in', ids).execute(),
    db
      .selectFrom('incidents')
      .select((eb) => ['processId', eb.fn.countAll<number>().as('count')])
      .where('state', '=', 'open')
      .where('processId', 'in', ids)
      .groupBy('processId')
      .execute(),
    readRunningCounts(context, ids),
  ]);
  const byProcess = Map.groupBy(versions, ({ processId }) => processId);
  return rows.map((row) =>
    toProcess(by, row, counts, {
      versions: byProcess.get(row.id) ?? [],
      draft: drafts.find(({ processId }) => processId === row.id),
      request: requests.find(({ processId }) => processId === row.id),
      openIncidentCount: incidents.find(({ processId }) => processId === row.id)?.count ?? 0,
    }),
  );
}

function toProcess(by: Principal, row: ProcessRow, counts: RunningCounts, around: Around): Process {
  const { versions, draft, request } = around;
  const live = versions.find(({ version }) => version === row.liveVersion);
  const runningCount = versions.reduce((sum, { version }) => sum + counts(row.id, version), 0);
  const liveCount = live ? counts(row.id, live.version) : 0;
  const drawing = mayDraw(by, row.owner);
  return {
    id: row.id,
    name: row.name,
    labels: live ? JSON.parse(live.labels) : {},
    ...(typeof live?.lang === 'string' && { lang: live.lang }),
    owner: row.owner,
    isArchived: row.isArchived === 1,
    liveVersion: live ? toldTo(by, toVersion(live, row.liveVersion, liveCount)) : null,
    versionCount: versions.length,
    runningCount,
    runningOnOlderCount: runningCount - liveCount,
    openIncidentCount: around.openIncidentCount,
    draft: draft && mayWatch(by) ? pickDraft(draft) : null,
    publicationRequest: request && mayWatch(by) ? toPublicationRequest(request, row.name) : null,
    ...(typeof live?.startForm === 'string' && { startForm: live.startForm }),
    outline: outlineIn(live ?? (mayWatch(by) ? draft : undefined)),
    can: [
      ...(live && row.isArchived === 0 && mayStart(by, JSON.parse(live.candidateStarters)) ? ['start'] : []),
      ...(drawing ? ['edit', 'rename', 'archive', isAdmin(by) ? 'publish' : 'askForPublication'] : []),
      ...(drawing && draft && live ? ['discard'] : []),
      ...(drawing && request ? ['withdrawPublication'] : []),
      ...(by.roles.includes('owner') || isAdmin(by) ? ['duplicate'] : []),
    ],
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

const outlineIn = (of: { readonly outline: string | null } | undefined): Outline | null => JSON.parse(of?.outline ?? 'null');

const pickDraft = ({ etag, savedAt, savedBy, errorCount, warningCount }: NonNullable<Around['draft']>) => ({
  etag,
  savedAt,
  savedBy,
  errorCount,
  warningCount,
});

export const toPublicationRequest = (row: PublicationRequestRow, processName: string): PublicationRequest => ({
  id: row.id,
  processId: row.processId,
  processName,
  requestedBy: row.requestedBy,
  requestedAt: row.requestedAt,
  ...(row.note !== null && { note: row.note }),
  ...(row.versionTag !== null && { versionTag: row.versionTag }),
  draftEtag: row.draftEtag,
});
