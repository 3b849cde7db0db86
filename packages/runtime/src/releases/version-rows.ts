import { toCanonicalJson } from '@fortnight/shared/base';
import type { DraftContent, FailedPlays, Version, VersionDetail, VersionState } from '@fortnight/shared/contract';
import type { ProcessNode } from '@fortnight/shared/model';
import type { BlackoutOverrideRow } from './blackout/tables.ts';
import type { RunnableProcess } from './check.ts';
import { contentHash, executableHash } from './content.ts';
import type { Planned } from './pinned-calls.ts';
import type { ReleasesContext } from './ports.ts';
import { type ProposalOf, toProposal } from './proposal-rows.ts';
import type { PublicationRow, VersionRow } from './tables.ts';

/** A version's columns without its documents: what lists read. */
export const summaryColumns = [
  'id',
  'processId',
  'version',
  'versionTag',
  'name',
  'note',
  'createdBy',
  'createdAt',
  'contentHash',
  'executableHash',
  'isLayoutOnly',
  'failedPlays',
  'outline',
  'labels',
  'lang',
  'startForm',
  'candidateStarters',
] as const;
export type VersionSummary = Pick<VersionRow, (typeof summaryColumns)[number]>;

/** A process that compiled, with the documents that become its next version. */
export interface Publishable {
  readonly checked: RunnableProcess;
  readonly content: DraftContent;
  /** A large model as it will be run, read before the database is written. */
  readonly process?: ProcessNode;
}
export interface MadeBy {
  readonly by: string | null;
  readonly at: string;
  readonly note: string | undefined;
  readonly versionTag: string | undefined;
  readonly failedPlays: FailedPlays | null;
}

/** The row of the next version, or null where one that stands is the same. */
export function nextVersion(
  { publishable, newest, live, same, id, pins }: Planned,
  { by, at, note, versionTag, failedPlays }: MadeBy,
): VersionRow | null {
  const { checked, content } = publishable;
  if (same?.id === id) return null;
  const executable = executableHash(content);
  const { lang, startForm, candidateStarters } = checked.settings;
  const labels = checked.labels.map(({ lang: tag, text }) => [tag, text]);
  return {
    id,
    processId: checked.id,
    version: (newest?.version ?? 0) + 1,
    versionTag: versionTag ?? null,
    name: checked.name ?? checked.id,
    note: note ?? null,
    createdBy: by,
    createdAt: at,
    contentHash: contentHash(content),
    executableHash: executable,
    isLayoutOnly: live?.executableHash === executable && live.pins === pins && hasSameTests(live, content) ? 1 : 0,
    labels: JSON.stringify(Object.fromEntries(labels)),
    lang: lang ?? null,
    startForm: startForm ?? null,
    candidateStarters: JSON.stringify(candidateStarters),
    bpmn: content.bpmn,
    forms: JSON.stringify(content.forms),
    decisions: JSON.stringify(content.decisions),
    tests: JSON.stringify(content.tests),
    settings: JSON.stringify(content.settings),
    program: checked.program,
    pins,
    failedPlays: failedPlays && JSON.stringify(failedPlays),
    outline: JSON.stringify(checked.outline),
  };
}

/** What a version is now, beside what it holds. */
export interface Standing {
  readonly isLive: boolean;
  /** Of the new cases that are drawn, per cent; null where it takes none. */
  readonly share: number | null;
  readonly publication: PublicationRow | undefined;
  /** Of blackouts. */
  readonly overrides: readonly BlackoutOverrideRow[];
  readonly proposal: ProposalOf | undefined;
  readonly runningCount: number;
}

export function toVersion(row: VersionSummary, standing: Standing): Version {
  const { id, processId, version, versionTag, name, note, createdBy, createdAt } = row;
  const { publication, proposal, runningCount } = standing;
  return {
    id,
    processId,
    version,
    versionTag,
    name,
    state: stateOf(standing),
    share: standing.share,
    note,
    createdBy,
    createdAt,
    publishedBy: publication?.by ?? null,
    publishedAt: publication?.at ?? null,
    overrideReason: publication?.overrideReason ?? null,
    blackoutOverrides: standing.overrides.map(({ at, by, period, reason }) => ({ at, by, period, reason })),
    proposal: proposal ? toProposal(proposal) : null,
    contentHash: row.contentHash,
    isLayoutOnly: row.isLayoutOnly === 1,
    failedPlays: row.failedPlays === null ? null : JSON.parse(row.failedPlays),
    runningCount,
  };
}

function stateOf({ isLive, publication, proposal, runningCount }: Standing): VersionState {
  if (isLive) return 'live';
  if (publication || !proposal || proposal.row.state === 'published') return runningCount > 0 ? 'draining' : 'retired';
  return proposal.row.state;
}

/** The documents of a version, as a draft that begins from it. */
export const contentOf = (row: VersionRow): DraftContent => ({
  bpmn: row.bpmn,
  forms: JSON.parse(row.forms),
  decisions: JSON.parse(row.decisions),
  tests: JSON.parse(row.tests),
  settings: JSON.parse(row.settings),
});

export function toVersionDetail(row: VersionRow, version: Version): VersionDetail {
  const { bpmn, forms, decisions, tests } = contentOf(row);
  return { ...version, bpmn, forms, decisions, tests };
}

const hasSameTests = (live: VersionRow, { tests }: DraftContent): boolean =>
  toCanonicalJson(JSON.parse(live.tests)) === toCanonicalJson(JSON.parse(JSON.stringify(tests)));

export const newestVersion = (db: ReleasesContext['db'], processId: string) =>
  db.selectFrom('versions').selectAll().where('processId', '=', processId).orderBy('version', 'desc').limit(1);
/** The version that new cases start on. */
export const liveVersion = (db: ReleasesContext['db'], processId: string) =>
  db
    .selectFrom('versions')
    .innerJoin('processes', 'processes.id', 'versions.processId')
    .selectAll('versions')
    .where('versions.processId', '=', processId)
    .whereRef('versions.version', '=', 'processes.liveVersion');
