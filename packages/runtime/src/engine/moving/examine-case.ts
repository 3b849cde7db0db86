/** What a plan means for one case, and what stands in its way beside the plan: what the move itself would be refused for. */
import type { MigrationPlan } from '@fortnight/shared/kernel';
import { type Examined, examine } from '@fortnight/shared/migration';
import type { InstanceRecord } from '../records.ts';
import type { VersionSheet } from '../sheet.ts';
import { keyHolder, type ReadsCases } from '../start-case.ts';
import { stateOf, takenOver } from '../state.ts';

/** Answers as `examine` does. What is about the case as a whole stands at its process: `instance-ended`, `business-key-taken`. */
export function examineCase(
  reads: ReadsCases,
  record: InstanceRecord,
  { from, to, plan }: { readonly from: VersionSheet; readonly to: VersionSheet; readonly plan: MigrationPlan },
): Examined {
  const whole = { kind: 'blocked', elementId: record.processId } as const;
  if (record.endedAt !== null) return { outcome: 'blocked', obstacles: [{ ...whole, code: 'instance-ended' }] };
  const examined = examine(from.program, to.program, takenOver(from.program, stateOf(record)), plan);
  if (keyHolder(reads, to, record.businessKey, record.id) === undefined) return examined;
  return { outcome: 'blocked', obstacles: [{ ...whole, code: 'business-key-taken' }, ...examined.obstacles] };
}
