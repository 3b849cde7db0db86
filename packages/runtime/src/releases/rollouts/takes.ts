/** Which versions new cases take: one answer for whoever asks. */
import type { TakingVersion } from '@fortnight/shared/contract';
import type { ReleasesContext } from '../ports.ts';
import { leftBeside } from './line.ts';

/** By process: the live version first, then what is rolled out beside it in the order in which it began. Archived processes take nothing. */
export async function readTakes(
  { db }: ReleasesContext,
  processIds: readonly string[],
): Promise<(processId: string) => TakingVersion[]> {
  const [processes, rollouts] = await Promise.all([
    db
      .selectFrom('processes')
      .select(['id', 'liveVersion'])
      .where('id', 'in', [...processIds])
      .where('isArchived', '=', 0)
      .execute(),
    db
      .selectFrom('rollouts')
      .select(['processId', 'version', 'share'])
      .where('processId', 'in', [...processIds])
      .where('state', '=', 'running')
      .orderBy('place')
      .execute(),
  ]);
  return (processId) => {
    const live = processes.find(({ id }) => id === processId)?.liveVersion ?? null;
    if (live === null) return [];
    const beside = rollouts.filter((each) => each.processId === processId).map(({ version, share }) => ({ version, share }));
    return [{ version: live, share: leftBeside(beside.map(({ share }) => share)) }, ...beside];
  };
}
