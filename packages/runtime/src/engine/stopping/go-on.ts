import { advance, tryToAdvance } from '../advance.ts';
import type { EngineTransaction } from '../host.ts';
import type { Knowledge } from '../knowledge.ts';
import type { InstanceRecord } from '../records.ts';
import { EngineRefused } from '../refusal.ts';
import { stateOf } from '../state.ts';

/** Lets a token go on that stood still for a stop; one whose case is suspended goes on when that ends. */
export function goOn(tx: EngineTransaction, knowledge: Knowledge, instanceId: string, incidentId: string): void {
  const record = standing(tx, instanceId, incidentId);
  if (!record) return;
  const taken = tryToAdvance(tx, knowledge, record, { type: 'resolveIncident', incidentId, by: { userId: null } });
  if (taken instanceof EngineRefused) fail(tx, knowledge, record, incidentId, taken.message);
}

/** What failed by a defect of ours is seen from now on, and may be retried, as any incident. */
export function failToGoOn(tx: EngineTransaction, knowledge: Knowledge, instanceId: string, incidentId: string): void {
  const record = standing(tx, instanceId, incidentId);
  if (record) fail(tx, knowledge, record, incidentId, 'It failed; the log of the server says why.');
}

function standing(tx: EngineTransaction, instanceId: string, incidentId: string): InstanceRecord | undefined {
  const record = tx.instances.get(instanceId);
  return record?.state === 'active' && stateOf(record).incidents.some(({ id }) => id === incidentId) ? record : undefined;
}

function fail(tx: EngineTransaction, knowledge: Knowledge, record: InstanceRecord, incidentId: string, why: string): void {
  const message = `Its stop ended, and the step could not go on: ${why}`;
  advance(tx, knowledge, record, { type: 'failGoOn', incidentId, message });
}
