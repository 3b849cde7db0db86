/** One case goes on by another version, inside a command. */
import { type MigrateInput, type MigrationPlan, needsPast, type Past, pastOf } from '@fortnight/shared/kernel';
import { takeOver } from '@fortnight/shared/simulation';
import { type Advanced, keep } from '../advance.ts';
import type { EngineTransaction } from '../host.ts';
import { wireId } from '../ids.ts';
import type { Knowledge } from '../knowledge.ts';
import type { InstanceRecord } from '../records.ts';
import type { VersionSheet } from '../sheet.ts';
import { assertKeyIsFree } from '../start-case.ts';
import { stateOf, takenOver } from '../state.ts';
import { eventsOf } from '../views/case-history.ts';

export interface Migrating {
  readonly to: VersionSheet;
  readonly plan: MigrationPlan;
  readonly by: MigrateInput['by'];
  readonly reason: string;
  readonly override?: MigrateInput['override'];
  readonly batchId?: string;
  /** Whether the caller may learn which case has its business key. */
  readonly mayKnow: (holder: { readonly id: string; readonly processId: string }) => boolean;
}

/** Errors: refuses what the kernel rejects, and a business key that another running case has; nothing is kept then. */
export function migrateCase(
  tx: EngineTransaction,
  knowledge: Knowledge,
  record: InstanceRecord,
  { to, plan, by, reason, override, batchId = undefined, mayKnow }: Migrating,
): Advanced {
  const from = knowledge.versions.inMemory(record.versionId);
  if (record.endedAt === null) assertKeyIsFree(tx, to, record.businessKey, mayKnow, record.id);
  const stateBefore = takenOver(from.program, stateOf(record));
  const at = Math.max(knowledge.at, stateBefore.at);
  const past = pastFor(tx, record, from, to, plan);
  const stops = knowledge.stops.of(to);
  const input: MigrateInput = {
    type: 'migrate',
    at,
    by,
    reason,
    plan,
    ...(override && { override }),
    ...(past && { past }),
    ...(stops && { stops }),
  };
  const result = takeOver(from.program, to.program, stateBefore, input, knowledge);
  const advanced = keep(tx, knowledge, to, result, { instanceId: record.id, before: record, stateBefore, at });
  const seq = result.ok ? (result.events.find(({ type }) => type === 'migrated')?.seq ?? 0) : 0;
  tx.versionMoves.insert({
    id: wireId(record.id, `v${seq}`),
    instanceId: record.id,
    seq,
    at,
    fromVersionId: from.id,
    toVersionId: to.id,
    fromVersion: from.version,
    toVersion: to.version,
    batchId: batchId ?? null,
  });
  return advanced;
}

/** Its history is read only where the plan or the version asks for it. */
function pastFor(
  tx: EngineTransaction,
  { id }: InstanceRecord,
  from: VersionSheet,
  to: VersionSheet,
  { timers = {} }: MigrationPlan,
): Past | undefined {
  const isDated = Object.values(timers).includes('redate');
  return isDated || needsPast(from.program, to.program) ? pastOf(eventsOf(tx, id)) : undefined;
}
