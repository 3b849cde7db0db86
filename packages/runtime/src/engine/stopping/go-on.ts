import { tryToAdvance } from '../advance.ts';
import type { EngineTransaction } from '../host.ts';
import type { Knowledge } from '../knowledge.ts';
import { stateOf } from '../state.ts';

/** Lets a token go on that stood still for a stop; one whose case is suspended goes on when that ends. */
export function goOn(tx: EngineTransaction, knowledge: Knowledge, instanceId: string, incidentId: string): void {
  const record = tx.instances.get(instanceId);
  if (record?.state !== 'active' || !stateOf(record).incidents.some(({ id }) => id === incidentId)) return;
  tryToAdvance(tx, knowledge, record, { type: 'resolveIncident', incidentId, by: { userId: null } });
}
