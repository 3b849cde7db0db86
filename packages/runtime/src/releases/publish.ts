import { randomUUID } from 'node:crypto';
import type { AskForPublication, Deployment, PublicationRequest, Publish, Published } from '@fortnight/shared/contract';
import type { Principal } from '../access/index.ts';
import { type FailedPlay, hasErrors, isRunnable } from './check.ts';
import { assertMatch, currentContent } from './drafts.ts';
import { assertPlaysPass, overriddenPlays, playProblems, toFailedPlays } from './failed-plays.ts';
import { type Planned, planVersions, publishedIds } from './pinned-calls.ts';
import { assertSameDocument } from './pools.ts';
import type { ReleasesContext, ReleaseTransaction } from './ports.ts';
import { toPublicationRequest } from './process-view.ts';
import { invalidModel, ReleaseRefused } from './refusal.ts';
import { assertAdmin, drawable } from './rights.ts';
import type { VersionRow } from './tables.ts';
import { nextVersion, type Publishable, readRunningCounts, toVersion } from './version-rows.ts';
import { readAhead } from './versions.ts';

/**
 * Publishes what is drawn as a new, immutable version; it is live at once, and running cases finish on theirs.
 *
 * The other pools of the document that are executable are published with it, each as a version of its own process, all
 * or none. Errors: 422 `play-failed` where a test does not pass and no reason is given; 409 `pool-published-elsewhere` where one of them has another newest document than this draft began from.
 */
export async function publish(context: ReleasesContext, by: Principal, id: string, body: Publish): Promise<Published> {
  assertAdmin(by);
  const process = await drawable(context, by, id);
  const standing = await currentContent(context, process);
  assertMatch(standing, body.etag);
  const { bpmn, forms, tests: plays } = standing.content;
  const processIds = await publishedIds(context);
  const { processes, problems, failedPlays } = await context.documents.check(bpmn, { forms, processIds, plays });
  const checked = processes.find((each) => each.id === id);
  if (!checked || !isRunnable(checked) || hasErrors(problems)) throw invalidModel(problems);
  assertPlaysPass(failedPlays, body.failedPlaysReason);
  const pools = processes.filter(isRunnable).filter((each) => each.id !== id);
  const { content, baseVersion } = standing;
  const all = await Promise.all([checked, ...pools].map((each) => readAhead(context, { checked: each, content })));
  const [own, ...others] = await context.store.write((tx) => {
    const draft = tx.get(context.db.selectFrom('drafts').selectAll().where('processId', '=', id));
    if (draft && draft.etag !== standing.etag) assertMatch(draft, standing.etag);
    for (const pool of pools) assertSameDocument(context, tx, pool.id, { id, content, baseVersion });
    const published = addVersions(context, tx, by, all, { ...body, owner: process.owner, failedPlays });
    tx.run(context.db.deleteFrom('drafts').where('processId', '=', id));
    tx.run(context.db.deleteFrom('publicationRequests').where('processId', '=', id));
    return published;
  });
  if (!own) throw new Error(`no version of ${id} was published`);
  for (const { row } of [own, ...others]) await context.liveVersionsChanged(row.processId);
  const counts = await readRunningCounts(context, [id]);
  const { made: created, row } = own;
  const version = toVersion(row, row.version, counts(id, row.version));
  const warnings = [...problems, ...playProblems(failedPlays, body.failedPlaysReason)];
  return { version, created, problems: warnings, ...(others.length > 0 && { others: others.map(toDeployed) }) };
}

export const toDeployed = ({ made, row }: Added): Deployment['deployments'][number] => ({
  processId: row.processId,
  version: row.version,
  versionId: row.id,
  created: made,
});

/** Whose a process becomes that is new with its version: the publisher's when absent. */
type Publishing = Publish & { readonly owner?: string | null; readonly failedPlays: readonly FailedPlay[] };

/** A version that is live now, and whether it is new. */
interface Added {
  readonly made: boolean;
  readonly row: VersionRow;
}

/**
 * Adds a version of each, or finds the newest one equal; either way it is the live one afterwards.
 *
 * Errors: 422 when a version that one of them keeps for its calls is not there.
 */
export const addVersions = (
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  publishables: readonly Publishable[],
  body: Publishing,
): readonly Added[] => planVersions(context, tx, publishables).map((planned) => addVersion(context, tx, by, planned, body));

function addVersion(
  context: ReleasesContext,
  tx: ReleaseTransaction,
  by: Principal,
  planned: Planned,
  { note, versionTag, owner = by.userId, failedPlays, failedPlaysReason }: Publishing,
): Added {
  const { db } = context;
  const { checked, process } = planned.publishable;
  const at = context.instant();
  const kept = toFailedPlays(failedPlays, failedPlaysReason);
  const next = nextVersion(planned, { by: by.userId, at, note, versionTag, failedPlays: kept });
  const row = next ?? planned.newest;
  if (!row) throw new Error(`no version of ${checked.id} to publish`);
  const changes = { name: checked.name ?? checked.id, liveVersion: row.version, isArchived: 0, updatedAt: at };
  if (tx.get(db.selectFrom('processes').select('id').where('id', '=', checked.id)))
    tx.run(db.updateTable('processes').set(changes).where('id', '=', checked.id));
  else tx.run(db.insertInto('processes').values({ id: checked.id, owner, createdAt: at, ...changes }));
  if (!next) return { made: false, row };
  tx.run(db.insertInto('versions').values(next));
  if (process) context.readAhead.set(next.id, process);
  const { version, contentHash } = next;
  tx.audit({
    at: context.now(),
    by,
    action: 'version.published',
    target: checked.id,
    details: { version, contentHash, note: note ?? '', ...overriddenPlays(failedPlays, failedPlaysReason) },
  });
  const body = { action: 'published', version, contentHash, by: by.userId };
  tx.note({ kind: 'process', subject: checked.id, at: context.now(), body });
  return { made: true, row };
}

/** Tells the admins that the draft is ready; asking again replaces what was asked before. */
export async function askForPublication(
  context: ReleasesContext,
  by: Principal,
  id: string,
  body: AskForPublication,
): Promise<PublicationRequest> {
  const process = await drawable(context, by, id);
  const standing = await currentContent(context, process);
  if (standing.problems === null)
    throw new ReleaseRefused(409, 'nothing-to-publish', `Nothing was drawn since the newest version of "${process.name}".`, {
      params: { id },
    });
  assertMatch(standing, body.etag);
  const row = {
    id: randomUUID(),
    processId: id,
    requestedBy: by.userId,
    requestedAt: context.instant(),
    note: body.note ?? null,
    versionTag: body.versionTag ?? null,
    draftEtag: standing.etag,
  };
  await context.store.write((tx) => {
    tx.run(context.db.deleteFrom('publicationRequests').where('processId', '=', id));
    tx.run(context.db.insertInto('publicationRequests').values(row));
    tx.note({ kind: 'process', subject: id, at: context.now(), body: { action: 'publicationRequested', by: by.userId } });
  });
  return toPublicationRequest(row, process.name);
}

/** Takes back what was asked of the admins; the draft stays as it is. */
export async function withdrawPublicationRequest(context: ReleasesContext, by: Principal, id: string): Promise<void> {
  await drawable(context, by, id);
  await context.store.write((tx) => {
    if (tx.run(context.db.deleteFrom('publicationRequests').where('processId', '=', id)) === 0) return;
    tx.note({ kind: 'process', subject: id, at: context.now(), body: { action: 'publicationWithdrawn', by: by.userId } });
  });
}
