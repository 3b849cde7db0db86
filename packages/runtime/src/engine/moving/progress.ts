/** Where the cases of a migration are by now, on the version that is left and on the one that is gone to. */
import type { MigrationProgress } from '@fortnight/shared/contract';
import type { EngineReads } from '../host.ts';
import type { MigrationRecord } from '../records.ts';
import { nameOf, type VersionSheet } from '../sheet.ts';
import { casesOf } from './impact.ts';

/** So many cases are looked at one by one; of more it is told by stage where they stand. */
const mostStanding = 200;
const none = { moved: 0, unchanged: 0, failed: 0, undone: 0 };

/**
 * Tells it by stage and by element.
 *
 * Cost: what is kept along with each case, the counts of the stages, and at most 200 cases.
 */
export function progressOf(
  reads: Pick<EngineReads, 'runningByStage' | 'listInstances'>,
  { processId, fromVersion, filter, state, tally, endedAt }: MigrationRecord,
  from: VersionSheet,
): MigrationProgress {
  const running = new Map(reads.runningByStage(processId, fromVersion).map(({ stageId, count }) => [stageId, count]));
  const isOpen = endedAt === null && (state === 'running' || state === 'paused');
  const isWhole = filter.elementId === undefined && filter.instanceIds === undefined;
  const order = new Map(from.stages.map(({ elementId }, index) => [elementId, index]));
  const ids = [...new Set([...Object.keys(tally.stages), ...running.keys()])]
    .filter((id) => filter.stage === undefined || id === filter.stage || tally.stages[id] !== undefined)
    .toSorted((one, other) => (order.get(one) ?? -1) - (order.get(other) ?? -1));
  const page = reads.listInstances(casesOf(processId, fromVersion, {}), undefined, { limit: mostStanding });
  return {
    stages: ids.map((id) => {
      const counts = tally.stages[id] ?? none;
      const here = running.get(id) ?? 0;
      return {
        stageId: id === '' ? null : id,
        name: id === '' ? null : nameOf(from, id),
        ...counts,
        running: here,
        toGo: isOpen && isWhole ? Math.max(0, here - counts.unchanged - counts.failed) : null,
      };
    }),
    standing: page.nextCursor === null ? countOf(page.items.flatMap(({ places }) => places.split('\n'))) : null,
    arrived: Object.entries(tally.arrived)
      .filter(([, cases]) => cases > 0)
      .map(([elementId, cases]) => ({ elementId, cases })),
  };
}

function countOf(ids: readonly string[]): { elementId: string; cases: number }[] {
  const counts = new Map<string, number>();
  for (const id of ids) if (id !== '') counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([elementId, cases]) => ({ elementId, cases }));
}
