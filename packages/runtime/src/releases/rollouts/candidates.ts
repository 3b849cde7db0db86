/** The versions that are rolled out now, as whoever draws among them wants them. */
import type { ReleasesContext } from '../ports.ts';
import { type Part, partsOf } from './line.ts';

export interface Candidate {
  readonly versionId: string;
  readonly rolloutId: string;
  readonly lineId: string;
  /** Of the line of draws, which goes from 0 to 1. */
  readonly parts: readonly Part[];
  readonly rule?: string;
  readonly groups?: readonly string[];
}

/** In the order in which they began. */
export async function readCandidates({ db }: ReleasesContext, processId: string): Promise<readonly Candidate[]> {
  const rows = await db
    .selectFrom('rollouts')
    .innerJoin('versions', (join) =>
      join.onRef('versions.processId', '=', 'rollouts.processId').onRef('versions.version', '=', 'rollouts.version'),
    )
    .select(['versions.id as versionId', 'rollouts.id as rolloutId', 'lineId', 'parts', 'rule', 'groups'])
    .where('rollouts.processId', '=', processId)
    .where('rollouts.state', '=', 'running')
    .orderBy('rollouts.place')
    .execute();
  return rows.map(({ versionId, rolloutId, lineId, parts, rule, groups }) => {
    const teams: string[] = JSON.parse(groups);
    return {
      versionId,
      rolloutId,
      lineId,
      parts: partsOf({ parts }).map(([from, to]): Part => [from / 100, to / 100]),
      ...(rule !== null && { rule }),
      ...(teams.length > 0 && { groups: teams }),
    };
  });
}
