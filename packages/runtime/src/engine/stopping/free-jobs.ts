import type { EngineTransaction } from '../host.ts';
import type { Knowledge } from '../knowledge.ts';
import type { JobRecord } from '../records.ts';

/** How many stopped jobs one look for work lays aside: nobody's command takes long. */
const laidAsideAtMost = 500;

/** Jobs of a type that a worker may take; those of stopped steps are laid aside on the way. */
export function freeJobs(tx: EngineTransaction, { at, stops, versions }: Knowledge, type: string, limit: number): JobRecord[] {
  if (stops.ofJobType(type)) return [];
  const free: JobRecord[] = [];
  for (let laidAside = 0; free.length < limit && laidAside < laidAsideAtMost; ) {
    // Those that are free already are found again: they are handed out by the caller.
    const found = tx.availableJobs(type, at, limit + 1).filter(({ id }) => !free.some((job) => job.id === id));
    if (found.length === 0) break;
    const before = laidAside;
    for (const job of found) {
      const record = tx.instances.get(job.instanceId);
      const stop = record && stops.of(record) && stops.at(versions.inMemory(record.versionId), job.elementId);
      if (stop) {
        tx.jobs.update(job.id, { isHeld: 1, heldBy: stop.id });
        laidAside += 1;
      } else if (free.length < limit) free.push(job);
    }
    if (before === laidAside) break;
  }
  return free;
}
