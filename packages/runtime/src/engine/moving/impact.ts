/** A dry run over all cases of a version: what would happen to each, by stage and by what stands in the way. */
import { setImmediate } from 'node:timers/promises';
import type { MigrationFilter, MigrationImpact, MigrationOutcome, PlanMigration } from '@fortnight/shared/contract';
import { planMigration } from '@fortnight/shared/migration';
import type { Principal } from '../../access/index.ts';
import type { EngineReads, InstanceFilter } from '../host.ts';
import type { InstanceRecord } from '../records.ts';
import type { Runner } from '../runner.ts';
import { nameOf, type VersionSheet } from '../sheet.ts';
import { assertMayManage } from '../visibility.ts';
import { examineCase } from './examine-case.ts';
import { obstacleOf, versionOf } from './moves.ts';
import { wishesOf } from './wishes.ts';

const casesAtOnce = 100;
const samples = 20;

export const casesOf = (processId: string, version: number, { stage, elementId }: MigrationFilter): InstanceFilter => ({
  processId,
  version,
  states: ['active', 'suspended'],
  sort: 'startedAt',
  ...(stage !== undefined && { stageId: stage }),
  ...(elementId !== undefined && { elementIds: [elementId] }),
});

/** Whether a case stands where the filter says. */
export const standsWhere = (
  { stageId, places }: Pick<InstanceRecord, 'stageId' | 'places'>,
  { stage, elementId }: Omit<MigrationFilter, 'instanceIds'>,
): boolean => (stage === undefined || stageId === stage) && (elementId === undefined || places.split('\n').includes(elementId));

/** The cases that a filter means, some at a time, so that others have their turn. */
export async function* casesMeant(
  reads: EngineReads,
  { processId, version, id: versionId }: VersionSheet,
  filter: MigrationFilter,
): AsyncGenerator<InstanceRecord> {
  const { instanceIds, ...where } = filter;
  if (instanceIds) {
    for (const id of new Set(instanceIds)) {
      const record = reads.instances.get(id);
      if (record?.versionId === versionId && record.endedAt === null && standsWhere(record, where)) yield record;
    }
    return;
  }
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = reads.listInstances(casesOf(processId, version, filter), undefined, {
      limit: casesAtOnce,
      ...(cursor !== undefined && { cursor }),
    });
    for (const { id } of page.items) {
      const record = reads.instances.get(id);
      if (record) yield record;
    }
    cursor = page.nextCursor;
    await setImmediate();
  }
}

export type Counts = Record<MigrationOutcome, number>;
export const noCounts = (): Counts => ({ unchanged: 0, migrates: 0, 'check-owed': 0, 'needs-mapping': 0, blocked: 0 });

/** Cost: reads every running case of the version that the filter means; nothing is moved. */
export async function impactOf(
  runner: Runner,
  by: Principal,
  processId: string,
  { fromVersion, toVersion, plan: wishes, filter = {} }: PlanMigration,
): Promise<MigrationImpact> {
  const { reads } = runner.host;
  assertMayManage(reads, by, processId, 'move its cases to another version');
  const from = await versionOf(runner, processId, fromVersion);
  const to = await versionOf(runner, processId, toVersion, true);
  const { plan, elements } = planMigration(from.program, to.program, wishesOf(wishes));
  const outcomes = noCounts();
  const stages = new Map<string | null, { total: number; outcomes: Counts }>();
  const at = new Map<string, number>();
  const obstacles = new Map<string, MigrationImpact['obstacles'][number]>();
  let total = 0;
  for await (const record of casesMeant(reads, from, filter)) {
    const examined = examineCase(reads, record, { from, to, plan });
    total += 1;
    outcomes[examined.outcome] += 1;
    const stage = stages.get(record.stageId) ?? { total: 0, outcomes: noCounts() };
    stage.total += 1;
    stage.outcomes[examined.outcome] += 1;
    stages.set(record.stageId, stage);
    for (const id of record.places.split('\n')) at.set(id, (at.get(id) ?? 0) + 1);
    for (const obstacle of examined.obstacles) {
      const key = JSON.stringify(obstacle);
      const known = obstacles.get(key) ?? { ...obstacleOf(obstacle), cases: 0, instanceIds: [] };
      known.cases += 1;
      if (known.instanceIds.length < samples) known.instanceIds.push(record.id);
      obstacles.set(key, known);
    }
  }
  const order = new Map(from.stages.map(({ elementId }, index) => [elementId, index]));
  const rank = (stageId: string | null): number => (stageId === null ? -1 : (order.get(stageId) ?? -1));
  return {
    plan: { ...plan } as MigrationImpact['plan'],
    elements: elements.map(({ reasons, ...element }) => ({
      ...element,
      reasons: [...reasons],
      cases: element.from === undefined ? 0 : (at.get(element.from) ?? 0),
    })),
    total,
    outcomes,
    stages: [...stages]
      .sort(([one], [other]) => rank(one) - rank(other))
      .map(([stageId, counts]) => ({ stageId, name: stageId === null ? null : nameOf(from, stageId), ...counts })),
    obstacles: [...obstacles.values()].sort((one, other) => other.cases - one.cases),
  };
}
