/** What whoever started a case or owns it may do with it, though the process is somebody else's. */
import type { Reader } from './actor.ts';
import type { EngineReads } from './host.ts';
import type { InstanceRecord } from './records.ts';
import { EngineRefused } from './refusal.ts';
import type { VersionSheet } from './sheet.ts';
import { isFor } from './views/task-capabilities.ts';
import { assertMayManage, mayManage } from './visibility.ts';

type Holders = Pick<InstanceRecord, 'starter' | 'owner'>;

/** Who started the case, and who owns it. */
export const holdersOf = ({ starter, owner }: Holders): string[] => [starter, owner].filter((id) => id !== null);

const isAmong = ({ userIds }: Reader, ids: readonly (string | null)[]): boolean =>
  ids.some((id) => id !== null && userIds.includes(id));

const lossReasonsOf = (sheet: VersionSheet): string[] =>
  sheet.stages.flatMap(({ lossReasons }) => lossReasons.map(({ id }) => id));

const isOwnDeal = (reader: Reader, record: Holders, sheet: VersionSheet): boolean =>
  isAmong(reader, holdersOf(record)) && lossReasonsOf(sheet).length > 0;

/** Ending a case as lost is for whose deal it is, while nobody holds it, where the process says why deals are lost. */
export const mayCancelAsLost = (reader: Reader, record: Holders & Pick<InstanceRecord, 'state'>, sheet: VersionSheet): boolean =>
  record.state === 'active' && isOwnDeal(reader, record, sheet);

/** Admins and who owns the process cancel any of its cases; whose deal it is ends it as lost, with one of its loss reasons. */
export function assertMayCancel(
  reads: Pick<EngineReads, 'processOf'>,
  reader: Reader,
  { record, sheet, lossReason }: { record: InstanceRecord; sheet: VersionSheet; lossReason: string | undefined },
): void {
  const { principal } = reader;
  if (mayManage(reads, principal, record.processId)) return;
  if (!isOwnDeal(reader, record, sheet)) assertMayManage(reads, principal, record.processId, 'cancel its cases');
  if (record.state === 'suspended')
    throw new EngineRefused(
      409,
      'instance-suspended',
      'The case is held; an admin or the owner of the process resumes it first.',
    );
  const reasons = lossReasonsOf(sheet);
  if (lossReason === undefined)
    throw new EngineRefused(
      403,
      'only-as-lost',
      'Expected a lossReason: you may end your own case as lost; to cancel it without outcome, ask an admin or the owner of the process.',
      { lossReasons: reasons },
    );
  if (!reasons.includes(lossReason))
    throw new EngineRefused(
      409,
      'unknown-loss-reason',
      `A case is lost for one of ${reasons.join(', ')}; found "${lossReason}".`,
      {
        reasons,
      },
    );
}

type Reads = Pick<EngineReads, 'processOf'> & { readonly tasks: Pick<EngineReads['tasks'], 'find'> };

/** Whoever waits for an open task, or has one to do: who started or owns the case, asked for the task, may do it, manages the process. */
export function mayRemind(reads: Reads, reader: Reader, record: InstanceRecord): boolean {
  if (mayManage(reads, reader.principal, record.processId) || isAmong(reader, holdersOf(record))) return true;
  const open = reads.tasks.find({ instanceId: record.id, state: 'open' });
  return (
    isAmong(
      reader,
      open.map(({ requestedBy }) => requestedBy),
    ) || open.some((task) => isFor(task, reader))
  );
}

export function assertMayRemind(reads: Reads, reader: Reader, record: InstanceRecord): void {
  if (mayRemind(reads, reader, record)) return;
  throw new EngineRefused(
    403,
    'not-concerned',
    'Expected somebody who waits for the case: who started or owns it, asked for the task, may do it, or manages the process.',
    { instanceId: record.id },
  );
}
