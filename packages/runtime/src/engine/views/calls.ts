/** Cases that called one another, as the page of one case shows them. */
import type { CalledCase, CallingCase } from '@fortnight/shared/contract';
import type { Reader } from '../actor.ts';
import type { EngineReads } from '../host.ts';
import type { InstanceRecord } from '../records.ts';
import { nameOf } from '../sheet.ts';
import type { Versions } from '../versions.ts';
import { mayRead, sightOf } from '../visibility.ts';
import { instant, instantOrNull } from './instance.ts';

const shownAtMost = 200;

/** Those that it called and the reader may read, the oldest first. */
export function calledCasesOf(reads: EngineReads, reader: Reader, { id }: InstanceRecord): CalledCase[] {
  const { items } = reads.listInstances({ parentInstanceId: id, sort: 'startedAt' }, sightOf(reader), { limit: shownAtMost });
  return items.map((record) => ({
    id: record.id,
    processId: record.processId,
    processName: reads.processOf(record.processId)?.name ?? record.processId,
    version: record.version,
    caseName: record.caseName,
    businessKey: record.businessKey,
    state: record.state,
    ...(record.outcome !== null && { outcome: record.outcome }),
    elementId: record.parentElementId ?? '',
    startedAt: instant(record.startedAt),
    endedAt: instantOrNull(record.endedAt),
    openIncidentCount: record.openIncidentCount,
  }));
}

/** The one that called it; null where none did, or the reader may not read it. */
export async function callingCaseOf(
  reads: EngineReads,
  versions: Versions,
  reader: Reader,
  { parentInstanceId, parentElementId }: InstanceRecord,
): Promise<CallingCase | null> {
  const caller = parentInstanceId === null ? undefined : reads.instances.get(parentInstanceId);
  if (!caller || parentElementId === null || !mayRead(reads, reader, caller)) return null;
  const sheet = await versions.get(caller.versionId);
  const { id, caseName } = caller;
  return { id, processName: sheet.name, caseName, elementId: parentElementId, elementName: nameOf(sheet, parentElementId) };
}
