import type { Page, PageQuery, Version, VersionDetail } from '@fortnight/shared/contract';
import type { Program } from '@fortnight/shared/kernel';
import type { Principal } from '../access/index.ts';
import { cursorAt, placeOf } from '../base/index.ts';
import { readProcess } from './check.ts';
import type { ReleasesContext } from './ports.ts';
import { ReleaseRefused } from './refusal.ts';
import { mayWatch, readable, toldTo } from './rights.ts';
import { readCandidates } from './rollouts/candidates.ts';
import { readStandings } from './standings.ts';
import type { VersionRow } from './tables.ts';
import { contentOf, type Publishable, summaryColumns, toVersion, toVersionDetail } from './version-rows.ts';

/** Newest first. */
export async function listVersions(
  context: ReleasesContext,
  by: Principal,
  id: string,
  query: PageQuery,
): Promise<Page<Version>> {
  await readable(context, by, id);
  const { limit, cursor } = query;
  let select = context.db.selectFrom('versions').select(summaryColumns).where('processId', '=', id);
  if (!mayWatch(by)) select = select.where('id', 'in', published(context, id));
  const list = `versions ${id}`;
  const place = placeOf(list, cursor, [0]);
  if (place) select = select.where('version', '<', place[0]);
  const rows = await select
    .orderBy('version', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const standing = await readStandings(context, shown);
  const items = shown.map((row) => toldTo(by, toVersion(row, standing(row))));
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > limit ? cursorAt(list, [last.version]) : null };
}

const published = ({ db }: ReleasesContext, processId: string) =>
  db.selectFrom('publications').select('versionId').where('processId', '=', processId);

export async function getVersion(context: ReleasesContext, by: Principal, id: string, version: number): Promise<VersionDetail> {
  await readable(context, by, id);
  const row = await versionRow(context, by, id, version);
  const standing = await readStandings(context, [row]);
  const detail = toVersionDetail(row, toldTo(by, toVersion(row, standing(row))));
  return mayWatch(by) ? detail : { ...detail, tests: [] };
}

export async function getVersionXml(context: ReleasesContext, by: Principal, id: string, version: number): Promise<string> {
  await readable(context, by, id);
  return (await versionRow(context, by, id, version)).bpmn;
}

/** Errors: 404 where there is none that this reader may see: one that was never live is for those who draw and watch. */
export async function versionRow(context: ReleasesContext, by: Principal, id: string, version: number): Promise<VersionRow> {
  let select = context.db.selectFrom('versions').selectAll().where('processId', '=', id).where('version', '=', version);
  if (!mayWatch(by)) select = select.where('id', 'in', published(context, id));
  const row = await select.executeTakeFirst();
  if (row) return row;
  throw versionNotFound(id, version);
}

export const versionNotFound = (id: string, version: number) =>
  new ReleaseRefused(404, 'version-not-found', `The process "${id}" has no version ${version}.`, {
    params: { id, version },
  });

/** Characters. What is published was checked; so much of it is read sooner than a thread starts. */
const largestReadHere = 100_000;

/** Reads a large model before its version is written: whoever holds the database waits for no thread. */
export async function readAhead({ documents }: ReleasesContext, publishable: Publishable): Promise<Publishable> {
  const { bpmn } = publishable.content;
  if (bpmn.length <= largestReadHere) return publishable;
  return { ...publishable, process: await documents.readProcess(bpmn, publishable.checked.id) };
}

/** Versions as whoever runs them wants them. */
export function createVersionSource(context: ReleasesContext) {
  const { db, documents, readAhead: ahead } = context;
  return {
    /** An immutable version with everything that running it needs. */
    async load(versionId: string) {
      const row = await db.selectFrom('versions').selectAll().where('id', '=', versionId).executeTakeFirst();
      if (!row) return undefined;
      const { id, processId, version, versionTag, contentHash } = row;
      const { bpmn, forms } = contentOf(row);
      const program: Program = JSON.parse(row.program);
      const pins: Record<string, string> = JSON.parse(row.pins);
      const read = bpmn.length <= largestReadHere ? readProcess : documents.readProcess;
      const process = ahead.get(id) ?? (await read(bpmn, processId));
      ahead.delete(id);
      return { id, processId, version, versionTag, contentHash, process, forms, program, pins };
    },

    /** The id of a version that was live once, by its number, or of the newest with a tag; of an archived process, or of one that was proposed alone, only if asked. */
    async find(
      processId: string,
      wanted: { readonly version: number } | { readonly versionTag: string },
      also: { readonly archived: boolean; readonly proposed?: boolean } = { archived: false },
    ) {
      const query = db
        .selectFrom('versions')
        .innerJoin('processes', 'processes.id', 'versions.processId')
        .leftJoin('publications', 'publications.versionId', 'versions.id')
        .select('versions.id')
        .where('versions.processId', '=', processId)
        .$if(also.proposed !== true, (published) => published.where('publications.versionId', 'is not', null))
        .where('processes.isArchived', 'in', also.archived ? [0, 1] : [0])
        .orderBy('versions.version', 'desc')
        .limit(1);
      const named =
        'version' in wanted
          ? query.where('versions.version', '=', wanted.version)
          : query.where('versions.versionTag', '=', wanted.versionTag);
      return (await named.executeTakeFirst())?.id;
    },

    /** What new cases take: those that are rolled out, each with its part, and the live version; nothing of an archived process. */
    async live(processId: string) {
      const row = await db
        .selectFrom('versions')
        .innerJoin('processes', 'processes.id', 'versions.processId')
        .select('versions.id')
        .where('versions.processId', '=', processId)
        .where('processes.isArchived', '=', 0)
        .whereRef('versions.version', '=', 'processes.liveVersion')
        .executeTakeFirst();
      const control = row && { versionId: row.id, parts: [] };
      const candidates = await readCandidates(context, processId);
      return control && { lineId: candidates[0]?.lineId ?? null, versions: [...candidates, control] };
    },

    /** Every process with a live version, for its start triggers. */
    async listLive() {
      const rows = await db
        .selectFrom('processes')
        .select('id')
        .where('isArchived', '=', 0)
        .where('liveVersion', 'is not', null)
        .execute();
      return rows.map(({ id }) => id);
    },
  };
}
