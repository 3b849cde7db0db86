import type { StopNote } from '@fortnight/shared/contract';
import type { EngineReads } from '../host.ts';
import type { InstanceRecord, StopRecord } from '../records.ts';
import { nameOf, type VersionSheet } from '../sheet.ts';
import { instant, instantOrNull } from '../views/instance.ts';
import type { StopsInForce } from './stops-in-force.ts';

/** A stop as it is told to whom it keeps waiting; `sheet` has the names of its steps. */
export const noteOf = (reads: Pick<EngineReads, 'processOf'>, stop: StopRecord, sheet: VersionSheet | undefined): StopNote => ({
  id: stop.id,
  kind: stop.kind,
  holds: stop.holds,
  processId: stop.processId,
  processName: stop.processId === null ? null : (sheet?.name ?? reads.processOf(stop.processId)?.name ?? stop.processId),
  version: stop.version,
  elementId: stop.elementId,
  elementName: stop.elementId === null ? null : sheet ? nameOf(sheet, stop.elementId) : stop.elementId,
  jobType: stop.jobType,
  reason: stop.reason,
  by: stop.by,
  at: instant(stop.at),
  until: instantOrNull(stop.until),
});

/** Why a case stands still, wholly or at a step of it: the stops that it has come to. */
export function stopsOfCase(
  { reads, stops }: { readonly reads: EngineReads; readonly stops: StopsInForce },
  record: InstanceRecord,
  sheet: VersionSheet,
): StopNote[] {
  if (record.endedAt !== null || stops.list().length === 0) return [];
  const met = new Map<string, StopRecord>();
  for (const { elementId } of record.tokens) {
    const stop = stops.at(sheet, elementId);
    if (stop) met.set(stop.id, stop);
  }
  for (const { type } of reads.jobs.find({ instanceId: record.id })) {
    const stop = stops.ofJobType(type);
    if (stop) met.set(stop.id, stop);
  }
  return [...met.values()].map((stop) => noteOf(reads, stop, sheet));
}
