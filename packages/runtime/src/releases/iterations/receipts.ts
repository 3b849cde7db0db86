/** Whom a version concerns, and who has read what it changed. */
import type { ReleasesContext } from '../ports.ts';
import { changesBetween } from './changes-between.ts';

export interface Receipts {
  readonly versionId: string;
  readonly comparedWith: number | null;
  /** Groups whose steps it changes, with these. */
  readonly audiences: readonly {
    readonly group: string;
    readonly elementIds: readonly string[];
    readonly userIds: readonly string[];
  }[];
  readonly people: readonly { readonly userId: string; readonly readAt: string | null }[];
}

/** Tasks of a step whose groups are looked at, the latest. */
const tasksLooked = 20;

/** Undefined where there is no such version, or it was never live. */
export async function readReceipts(context: ReleasesContext, processId: string, version: number): Promise<Receipts | undefined> {
  const { db } = context;
  const changes = await db
    .selectFrom('publications')
    .select(['versionId', 'version', 'at'])
    .where('processId', '=', processId)
    .orderBy('at')
    .orderBy('version')
    .execute();
  const own = changes.find((each) => each.version === version);
  if (!own) return undefined;
  const before = await versionBefore(context, processId, own);
  const previous = changes.find((each) => each.version === before);
  const { steps } = await changesBetween(context, previous?.versionId ?? null, own.versionId);
  const [{ users }, reads, named] = await Promise.all([
    context.directory(),
    db.selectFrom('versionReads').select(['userId', 'at']).where('versionId', '=', own.versionId).execute(),
    groupsOfSteps(context, processId, steps),
  ]);
  const active = users.filter(({ isActive }) => isActive);
  const groups = [...new Set([...named.values()].flat())].sort();
  const audiences = groups.map((group) => ({
    group,
    elementIds: [...named].filter(([, own]) => own.includes(group)).map(([elementId]) => elementId),
    userIds: active.filter((user) => user.groups.includes(group)).map(({ id }) => id),
  }));
  const readAt = new Map(reads.map(({ userId, at }) => [userId, at]));
  const people = [...new Set(audiences.flatMap(({ userIds }) => userIds))].sort();
  return {
    versionId: own.versionId,
    comparedWith: before,
    audiences,
    people: people.map((userId) => ({ userId, readAt: readAt.get(userId) ?? null })),
  };
}

/** What was live when a version went live first: its control where it was rolled out, else the one before in the line. */
async function versionBefore(
  { db }: ReleasesContext,
  processId: string,
  { version, at }: { readonly version: number; readonly at: string },
): Promise<number | null> {
  const rolledOut = await db
    .selectFrom('rollouts')
    .select('control')
    .where('processId', '=', processId)
    .where('version', '=', version)
    .orderBy('startedAt')
    .limit(1)
    .executeTakeFirst();
  if (rolledOut) return rolledOut.control;
  const before = await db
    .selectFrom('liveChanges')
    .select('version')
    .where('processId', '=', processId)
    .where('at', '<=', at)
    .where('version', '!=', version)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return before?.version ?? null;
}

/** The groups that steps name, and those that were asked lately, such as by a lane. */
async function groupsOfSteps(
  { db }: ReleasesContext,
  processId: string,
  steps: readonly { readonly elementId: string; readonly groups: readonly string[] }[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const asked = await Promise.all(
    steps.map(async ({ elementId, groups }) => {
      const tasks = await db
        .selectFrom('tasks')
        .select('candidateGroups')
        .where('elementId', '=', elementId)
        .where('state', '=', 'completed')
        .where('processId', '=', processId)
        .orderBy('completedAt', 'desc')
        .limit(tasksLooked)
        .execute();
      const lately = tasks.flatMap(({ candidateGroups }) => JSON.parse(candidateGroups) as string[]);
      return [elementId, [...new Set([...groups, ...lately])]] as const;
    }),
  );
  return new Map(asked);
}
