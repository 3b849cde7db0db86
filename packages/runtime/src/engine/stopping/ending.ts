/** A stop ends, by hand or at its time: from that commit on nothing meets it any more. */
import type { Principal } from '../../access/index.ts';
import type { EngineTransaction } from '../host.ts';
import type { Knowledge } from '../knowledge.ts';
import type { StopRecord } from '../records.ts';

interface Ending {
  /** Null where its time is over. */
  readonly by: Principal | null;
  readonly reason?: string | undefined;
}

export function end(tx: EngineTransaction, knowledge: Knowledge, stop: StopRecord, { by, reason }: Ending): StopRecord {
  const { at, stops, wake } = knowledge;
  const { id, processId } = stop;
  const ended = { state: 'goingOn', endedAt: at, endedBy: by?.userId ?? null, endReason: reason ?? null } as const;
  tx.stops.update(id, ended);
  tx.audit({
    at,
    by,
    action: 'stop.ended',
    target: processId ?? stop.jobType,
    details: { stop: id, ...aboutOf(stop), ...(by === null ? { because: 'time' } : {}), ...(reason !== undefined && { reason }) },
  });
  noteStop(tx, knowledge, stop, 'goingOn');
  tx.onCommit(() => {
    stops.remove(id);
    wake({ kind: 'goOn' });
  });
  return { ...stop, ...ended };
}

export function endInTime(tx: EngineTransaction, knowledge: Knowledge, id: string): void {
  const stop = tx.stops.get(id);
  if (stop?.state === 'inForce') end(tx, knowledge, stop, { by: null });
}

/** What is stopped, as the audit log has it. */
export const aboutOf = ({ kind, holds, version, elementId, jobType }: StopRecord): Readonly<Record<string, string | number>> => ({
  kind,
  holds,
  ...(version !== null && { version }),
  ...(elementId !== null && { elementId }),
  ...(jobType !== null && { jobType }),
});

/** For the journal, and whoever follows the event stream. */
export function noteStop(
  tx: EngineTransaction,
  { at, wake }: Knowledge,
  { id, processId }: StopRecord,
  state: StopRecord['state'],
): void {
  tx.appendNote('stop', processId ?? '', at, { id, state });
  tx.onCommit(() => wake({ kind: 'change' }));
}
