import type { DraftContent, FailedPlays, Version, VersionDetail } from '@fortnight/shared/contract';
import type { ProcessNode } from '@fortnight/shared/model';
import type { RunnableProcess } from './check.ts';
import { contentHash, executableHash } from './content.ts';
import type { Planned } from './pinned-calls.ts';
import type { ReleasesContext } from './ports.ts';
import type { VersionRow } from './tables.ts';

/** A version's columns without its documents: what lists read. */
export const summaryColumns = [
  'id',
  'processId',
  'version',
  'versionTag',
  'name',
  'note',
  'publishedBy',
  'publishedAt',
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
export interface PublishedBy {
  readonly by: string | null;
  readonly at: string;
  readonly note: string | undefined;
  readonly versionTag: string | undefined;
  readonly failedPlays: FailedPlays | null;
}

/** The row of the next version, or null where the newest one is the same. */
export function nextVersion(
  { publishable, newest, id, pins }: Planned,
  { by, at, note, versionTag, failedPlays }: PublishedBy,
): VersionRow | null {
  const { checked, content } = publishable;
  if (newest?.id === id) return null;
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
    publishedBy: by,
    publishedAt: at,
    contentHash: contentHash(content),
    executableHash: executable,
    isLayoutOnly: newest?.executableHash === executable && newest.pins === pins && newest.bpmn !== content.bpmn ? 1 : 0,
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

/** Cases that run, by process and version: kept by the store with every case, so that nothing counts those that ended. */
export type RunningCounts = (processId: string, version: number) => number;

export async function readRunningCounts({ db }: ReleasesContext, processIds?: readonly string[]): Promise<RunningCounts> {
  let query = db
    .selectFrom('stageCounts')
    .select((eb) => ['processId', 'version', eb.fn.sum<number>('count').as('count')])
    .groupBy(['processId', 'version']);
  if (processIds) query = query.where('processId', 'in', [...processIds]);
  const counts = new Map((await query.execute()).map(({ processId, version, count }) => [`${processId}\n${version}`, count]));
  return (processId, version) => counts.get(`${processId}\n${version}`) ?? 0;
}

export function toVersion(row: VersionSummary, liveVersion: number | null, runningCount: number): Version {
  const { id, processId, version, versionTag, name, note, publishedBy, publishedAt } = row;
  return {
    id,
    processId,
    version,
    versionTag,
    name,
    state: version === liveVersion ? 'live' : runningCount > 0 ? 'draining' : 'retired',
    note,
    publishedBy,
    publishedAt,
    contentHash: row.contentHash,
    isLayoutOnly: row.isLayoutOnly === 1,
    failedPlays: row.failedPlays === null ? null : JSON.parse(row.failedPlays),
    runningCount,
  };
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

export const newestVersion = (db: ReleasesContext['db'], processId: string) =>
  db.selectFrom('versions').selectAll().where('processId', '=', processId).orderBy('version', 'desc').limit(1);
