/** What a plan means for one case, and what stands in its way beside the plan: what the move itself would be refused for. */
import type { MigrationPlan, Obstacle } from '@fortnight/shared/kernel';
import { type Examined, examine } from '@fortnight/shared/migration';
import type { InstanceRecord } from '../records.ts';
import type { VersionSheet } from '../sheet.ts';
import { keyHolder, type ReadsCases } from '../start-case.ts';
import { stateOf, takenOver } from '../state.ts';

/** What of a version a case would go on by; it may be published or not. */
export type Onto = Pick<VersionSheet, 'processId' | 'program' | 'settings'>;

/** Answers as `examine` does. What is about the case as a whole stands at its process: `instance-ended`, `business-key-taken`. */
export function examineCase(
  reads: ReadsCases,
  record: InstanceRecord,
  { from, to, plan }: { readonly from: VersionSheet; readonly to: Onto; readonly plan: MigrationPlan },
): Examined {
  const whole = { kind: 'blocked', elementId: record.processId } as const;
  if (record.endedAt !== null) return { outcome: 'blocked', obstacles: [{ ...whole, code: 'instance-ended' }] };
  const { outcome, obstacles } = examine(from.program, to.program, takenOver(from.program, stateOf(record)), plan);
  const examined = { outcome, obstacles: toldOnce(from, obstacles) };
  if (keyHolder(reads, to, record.businessKey, record.id) === undefined) return examined;
  return { outcome: 'blocked', obstacles: [{ ...whole, code: 'business-key-taken' }, ...examined.obstacles] };
}

/** What is owed inside of a stage is owed at the stage as well; it is told where the case stands. */
function toldOnce({ program: { elements } }: VersionSheet, obstacles: readonly Obstacle[]): readonly Obstacle[] {
  const owed = obstacles.filter(({ kind }) => kind === 'check-owed');
  if (owed.length < 2) return obstacles;
  const around = (id: string): readonly string[] => {
    const ids: string[] = [];
    let element = elements.find((each) => each.id === id);
    while (element && element.parent >= 0) {
      element = elements[element.parent];
      if (element) ids.push(element.id);
    }
    return ids;
  };
  const says = ({ params }: Obstacle): string => JSON.stringify(params ?? null);
  return obstacles.filter(
    (one) =>
      one.kind !== 'check-owed' ||
      !owed.some((other) => says(other) === says(one) && around(other.elementId).includes(one.elementId)),
  );
}
