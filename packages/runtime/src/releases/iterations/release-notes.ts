/** What a version brings, whose suggestion it was, whom it concerns, and who has read it. */
import type { ChangeForMe, ReleaseNotes } from '@fortnight/shared/contract';
import type { Principal } from '../../access/index.ts';
import type { ReleasesContext } from '../ports.ts';
import { ReleaseRefused } from '../refusal.ts';
import { mayWatch, readable } from '../rights.ts';
import { versionNotFound } from '../versions.ts';
import { type Receipts, readReceipts } from './receipts.ts';

const dayMs = 86_400_000;
/** What changed for somebody is told for so long. */
const toldDays = 90;
const toldAtMost = 30;

/** Errors: 404 where the version was never live. */
export async function getReleaseNotes(
  context: ReleasesContext,
  by: Principal,
  processId: string,
  version: number,
): Promise<ReleaseNotes> {
  const process = await readable(context, by, processId);
  const { db } = context;
  const receipts = await readReceipts(context, processId, version);
  const row = await db
    .selectFrom('versions')
    .innerJoin('publications', 'publications.versionId', 'versions.id')
    .select(['versions.versionTag', 'versions.note', 'publications.at', 'publications.by'])
    .where('versions.processId', '=', processId)
    .where('versions.version', '=', version)
    .executeTakeFirst();
  if (!row || !receipts) throw versionNotFound(processId, version);
  const iteration = await db
    .selectFrom('iterations')
    .select(['id', 'number', 'hypothesis'])
    .where('processId', '=', processId)
    .where('startsAt', '<=', row.at)
    .where('endsAt', '>', row.at)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  const { audiences, people, comparedWith } = receipts;
  const readAt = new Map(people.map((each) => [each.userId, each.readAt]));
  return {
    processId,
    processName: process.name,
    version,
    versionTag: row.versionTag,
    note: row.note,
    publishedAt: row.at,
    publishedBy: row.by,
    comparedWith,
    iteration: iteration ?? null,
    credits: await creditsOf(context, processId, version),
    audiences: audiences.map(({ group, elementIds, userIds }) => ({
      group,
      elementIds: [...elementIds],
      readCount: userIds.filter((id) => readAt.get(id) != null).length,
      of: userIds.length,
    })),
    readCount: people.filter((each) => each.readAt !== null).length,
    of: people.length,
    // Who has not read it yet is for those who look after the process.
    readers: mayWatch(by) ? people.map((each) => ({ ...each })) : people.filter(({ userId }) => userId === by.userId),
    readAt: (by.userId !== null && readAt.get(by.userId)) || null,
  };
}

/** Suggestions that a version brings. */
const creditsOf = async ({ db }: ReleasesContext, processId: string, version: number): Promise<ReleaseNotes['credits']> =>
  (
    await db
      .selectFrom('suggestions')
      .select(['id', 'text', 'by', 'elementId'])
      .where('processId', '=', processId)
      .where('state', '=', 'takenUp')
      .where('version', '=', version)
      .orderBy('at')
      .execute()
  ).map(({ id, ...credit }) => ({ suggestionId: id, ...credit }));

/** Says that the caller has read what a version changed; once is enough. */
export async function readVersion(
  context: ReleasesContext,
  by: Principal,
  processId: string,
  version: number,
): Promise<ReleaseNotes> {
  await readable(context, by, processId);
  const { userId } = by;
  if (userId === null)
    throw new ReleaseRefused(403, 'person-missing', 'A key without a user reads nothing; sign in, or take a key with a user.');
  const receipts = await readReceipts(context, processId, version);
  if (!receipts) throw versionNotFound(processId, version);
  await context.store.write((tx) => {
    const { db } = context;
    const { versionId } = receipts;
    const at = context.instant();
    const isNew =
      tx.run(
        db
          .insertInto('versionReads')
          .values({ versionId, userId, at })
          .onConflict((conflict) => conflict.doNothing()),
      ) > 0;
    if (isNew) tx.audit({ at: context.now(), by, action: 'version.read', target: processId, details: { version } });
  });
  return getReleaseNotes(context, by, processId, version);
}

/** Rolled back, or left for an older version, and not taken up again since. */
async function isGoneBackFrom(
  { db }: ReleasesContext,
  {
    processId,
    version,
    liveVersion,
  }: { readonly processId: string; readonly version: number; readonly liveVersion: number | null },
): Promise<boolean> {
  if (version === liveVersion) return false;
  const rollouts = db.selectFrom('rollouts').select('state').where('processId', '=', processId).where('version', '=', version);
  const tried = await rollouts.orderBy('startedAt', 'desc').limit(1).executeTakeFirst();
  if (tried?.state === 'running') return false;
  const changes = db.selectFrom('liveChanges').select('position').where('processId', '=', processId);
  const last = await changes.where('version', '=', version).orderBy('position', 'desc').limit(1).executeTakeFirst();
  if (!last) return tried?.state === 'rolledBack';
  const back = changes.where('isBack', '=', 1).where('version', '<', version).where('position', '>', last.position).limit(1);
  return (await back.executeTakeFirst()) !== undefined;
}

/** Versions of the last months whose steps are the reader's, the newest first; not those that were gone back from. */
export async function changesForMe(context: ReleasesContext, by: Principal): Promise<{ items: ChangeForMe[] }> {
  const { userId } = by;
  if (userId === null) return { items: [] };
  const rows = await context.db
    .selectFrom('publications')
    .innerJoin('versions', 'versions.id', 'publications.versionId')
    .innerJoin('processes', 'processes.id', 'publications.processId')
    .select([
      'publications.processId',
      'publications.version',
      'publications.at',
      'versions.note',
      'processes.name',
      'processes.liveVersion',
    ])
    .where('publications.at', '>=', new Date(context.now() - toldDays * dayMs).toISOString())
    .where('processes.isArchived', '=', 0)
    .where('versions.isLayoutOnly', '=', 0)
    .orderBy('publications.at', 'desc')
    .limit(toldAtMost)
    .execute();
  const items = await Promise.all(
    rows.map(async ({ processId, version, at, note, name, liveVersion }): Promise<ChangeForMe[]> => {
      if (await isGoneBackFrom(context, { processId, version, liveVersion })) return [];
      const receipts = await readReceipts(context, processId, version);
      const mine = receipts?.people.find((each) => each.userId === userId);
      // The first version of a process is new to everybody, and changes nothing.
      if (!receipts || !mine || receipts.comparedWith === null) return [];
      return [
        {
          ...{ processId, processName: name, version, note, publishedAt: at, comparedWith: receipts.comparedWith },
          ...stepsOf(receipts, userId),
          readAt: mine.readAt,
        },
      ];
    }),
  );
  return { items: items.flat() };
}

function stepsOf({ audiences }: Receipts, userId: string): Pick<ChangeForMe, 'elementIds' | 'groups'> {
  const own = audiences.filter(({ userIds }) => userIds.includes(userId));
  return { elementIds: [...new Set(own.flatMap(({ elementIds }) => elementIds))], groups: own.map(({ group }) => group) };
}
