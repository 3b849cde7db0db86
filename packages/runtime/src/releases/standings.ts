/** What versions are now: live, in review, draining; read apart from what they hold, which never changes. */
import type { ReleasesContext } from './ports.ts';
import { readProposals } from './proposal-rows.ts';
import { leftBeside } from './rollouts/line.ts';
import type { Standing } from './version-rows.ts';

/** Cases that run, by process and version: kept by the store with every case, so that nothing counts those that ended. */
export interface RunningCounts {
  of(processId: string, version: number): number;
  /** On all versions together. */
  ofAll(processId: string): number;
}

export async function readRunningCounts({ db }: ReleasesContext, processIds: readonly string[]): Promise<RunningCounts> {
  const rows = await db
    .selectFrom('stageCounts')
    .select((eb) => ['processId', 'version', eb.fn.sum<number>('count').as('count')])
    .where('processId', 'in', [...processIds])
    .groupBy(['processId', 'version'])
    .execute();
  const counts = new Map(rows.map(({ processId, version, count }) => [`${processId}\n${version}`, count]));
  const sums = new Map<string, number>();
  for (const { processId, count } of rows) sums.set(processId, (sums.get(processId) ?? 0) + count);
  return {
    of: (processId, version) => counts.get(`${processId}\n${version}`) ?? 0,
    ofAll: (processId) => sums.get(processId) ?? 0,
  };
}

interface Known {
  readonly id: string;
  readonly processId: string;
  readonly version: number;
}

/** How these versions stand. */
export async function readStandings(
  context: ReleasesContext,
  versions: readonly Known[],
  knownCounts?: RunningCounts,
): Promise<(version: Known) => Standing> {
  const { db } = context;
  const ids = versions.map(({ id }) => id);
  const processIds = [...new Set(versions.map(({ processId }) => processId))];
  if (ids.length === 0)
    return () => ({ isLive: false, share: null, publication: undefined, overrides: [], proposal: undefined, runningCount: 0 });
  const [processes, rollouts, publications, overrides, proposed, counts] = await Promise.all([
    db.selectFrom('processes').select(['id', 'liveVersion']).where('id', 'in', processIds).execute(),
    db
      .selectFrom('rollouts')
      .select(['processId', 'version', 'share'])
      .where('processId', 'in', processIds)
      .where('state', '=', 'running')
      .execute(),
    db.selectFrom('publications').selectAll().where('versionId', 'in', ids).execute(),
    db.selectFrom('blackoutOverrides').selectAll().where('versionId', 'in', ids).orderBy('at').execute(),
    db.selectFrom('proposedVersions').select(['versionId', 'proposalId']).where('versionId', 'in', ids).execute(),
    knownCounts ?? readRunningCounts(context, processIds),
  ]);
  const proposals = await readProposals(context, [...new Set(proposed.map(({ proposalId }) => proposalId))]);
  const live = new Map(processes.map(({ id, liveVersion }) => [id, liveVersion]));
  const rolledOut = Map.groupBy(rollouts, ({ processId }) => processId);
  const overridesOf = Map.groupBy(overrides, ({ versionId }) => versionId);
  const published = new Map(publications.map((row) => [row.versionId, row]));
  const proposalOf = new Map(proposed.map(({ versionId, proposalId }) => [versionId, proposals.get(proposalId)]));
  return ({ id, processId, version }) => ({
    ...partOf(version, live.get(processId) ?? null, rolledOut.get(processId)),
    publication: published.get(id),
    overrides: overridesOf.get(id) ?? [],
    proposal: proposalOf.get(id),
    runningCount: counts.of(processId, version),
  });
}

/** Which part of the new cases a version takes, per cent of those that are drawn. */
function partOf(
  version: number,
  liveVersion: number | null,
  rollouts: readonly { readonly version: number; readonly share: number }[] = [],
): Pick<Standing, 'isLive' | 'share'> {
  const own = rollouts.find((rollout) => rollout.version === version);
  if (own) return { isLive: true, share: own.share };
  if (version !== liveVersion) return { isLive: false, share: null };
  return { isLive: true, share: leftBeside(rollouts.map(({ share }) => share)) };
}
