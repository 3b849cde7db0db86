/** One case of a migration of many: moved, left where it is, or taken back, together with its line in the result. */
import { planMigration } from '@fortnight/shared/migration';
import type { EngineTransaction } from '../host.ts';
import type { Knowledge } from '../knowledge.ts';
import type { InstanceRecord, MigrationCaseRecord, MigrationRecord, MigrationTally } from '../records.ts';
import { EngineRefused } from '../refusal.ts';
import { stateOf, takenOver } from '../state.ts';
import { examineCase } from './examine-case.ts';
import { standsWhere } from './impact.ts';
import { migrateCase } from './migrate-case.ts';

export const caseIdOf = (batchId: string, instanceId: string): string => `${batchId}~${instanceId}`;

type Line = Pick<MigrationCaseRecord, 'state'> & Partial<MigrationCaseRecord>;
const counterOf = { moved: 'moved', unchanged: 'unchanged', failed: 'failed', undone: 'undone' } as const;

/** Writes what became of a case, and counts it. */
export function tell(
  tx: EngineTransaction,
  at: number,
  batchId: string,
  instance: { readonly id: string; readonly caseName: string; readonly stageId?: string | null },
  line: Line,
): void {
  const id = caseIdOf(batchId, instance.id);
  const before = tx.migrationCases.get(id);
  const batch = tx.migrations.get(batchId);
  if (!batch) return;
  const about = { id, batchId, instanceId: instance.id, caseName: instance.caseName };
  const record: MigrationCaseRecord = {
    code: null,
    message: null,
    obstacles: [],
    seq: null,
    back: {},
    stageId: instance.stageId ?? null,
    ...before,
    ...about,
    ...line,
    at,
  };
  if (before) tx.migrationCases.replace(record);
  else tx.migrationCases.insert(record);
  const counts: { -readonly [K in keyof MigrationRecord]?: MigrationRecord[K] } = {};
  if (before && before.state !== 'waiting') counts[counterOf[before.state]] = batch[counterOf[before.state]] - 1;
  if (record.state !== 'waiting') {
    const name = counterOf[record.state];
    counts[name] = (counts[name] ?? batch[name]) + 1;
  }
  const tally = tallied(tallied(batch.tally, before, -1), record, 1);
  tx.migrations.update(batchId, { ...counts, tally });
}

const none = { moved: 0, unchanged: 0, failed: 0, undone: 0 };

/** The tally with one line more, or less. */
function tallied(tally: MigrationTally, line: MigrationCaseRecord | undefined, by: 1 | -1): MigrationTally {
  if (!line || line.state === 'waiting') return tally;
  const stage = line.stageId ?? '';
  const counts = tally.stages[stage] ?? none;
  const there = line.state === 'moved' ? Object.keys(line.back) : [];
  return {
    stages: { ...tally.stages, [stage]: { ...counts, [line.state]: counts[line.state] + by } },
    arrived: { ...tally.arrived, ...Object.fromEntries(there.map((id) => [id, (tally.arrived[id] ?? 0) + by])) },
  };
}

/** Answers false where the migration is not under way any more. What stands in a case's way is its line, not an error. */
export function moveOne(tx: EngineTransaction, knowledge: Knowledge, batchId: string, instanceId: string): boolean {
  const batch = tx.migrations.get(batchId);
  if (batch?.state !== 'running') return false;
  const line = tx.migrationCases.get(caseIdOf(batchId, instanceId));
  if (line && line.state !== 'waiting') return true;
  const record = tx.instances.get(instanceId);
  if (!record || record.versionId !== batch.fromVersionId || record.endedAt !== null) {
    const gone = { code: 'not-there', message: 'The case ended, or is on another version already.' };
    if (line) tell(tx, knowledge.at, batchId, { id: instanceId, caseName: line.caseName }, { state: 'failed', ...gone });
    return true;
  }
  // What failed before is tried again wherever it stands by now.
  if (!line && !standsWhere(record, batch.filter)) return true;
  const [from, to] = [knowledge.versions.inMemory(batch.fromVersionId), knowledge.versions.inMemory(batch.toVersionId)];
  const state = takenOver(from.program, stateOf(record));
  const { outcome, obstacles } = examineCase(tx, record, { from, to, plan: batch.plan });
  if (outcome === 'unchanged' && batch.includeUnchanged === 0) {
    tell(tx, knowledge.at, batchId, record, { state: 'unchanged', code: null, message: null, obstacles: [] });
    return true;
  }
  const where = (index: number): string => from.program.elements[index]?.id ?? '';
  const back = Object.fromEntries(
    state.tokens.flatMap(({ element }) => {
      const target = batch.plan.mapping[where(element)];
      return target === undefined ? [] : [[target, where(element)]];
    }),
  );
  attempt(tx, knowledge, batch, record, { state: 'failed', obstacles }, () => {
    const { plan, actor: by, reason } = batch;
    const { stepped } = migrateCase(tx, knowledge, record, { to, plan, by, reason, batchId, mayKnow: () => false });
    return { state: 'moved', code: null, message: null, obstacles: [], seq: stepped.state.seq, back };
  });
  return true;
}

/** What was to be tried again stays failed, for the reason that it had. */
export function leaveOne(tx: EngineTransaction, { at }: Knowledge, batchId: string, instanceId: string): boolean {
  if (tx.migrations.get(batchId)?.state !== 'undoing') return false;
  const line = tx.migrationCases.get(caseIdOf(batchId, instanceId));
  if (line?.state === 'waiting') tell(tx, at, batchId, { id: instanceId, caseName: line.caseName }, { state: 'failed' });
  return true;
}

/** Takes a case back that nobody has worked on since. */
export function undoOne(tx: EngineTransaction, knowledge: Knowledge, batchId: string, instanceId: string): boolean {
  const batch = tx.migrations.get(batchId);
  if (batch?.state !== 'undoing') return false;
  const line = tx.migrationCases.get(caseIdOf(batchId, instanceId));
  const record = tx.instances.get(instanceId);
  if (line?.state !== 'moved') return true;
  const stays = { state: 'moved', obstacles: [] } as const;
  if (!record || record.versionId !== batch.toVersionId || record.endedAt !== null || stateOf(record).seq !== line.seq) {
    const said = { code: 'moved-on', message: 'Somebody has worked on the case since; it stays on its new version.' };
    tell(tx, knowledge.at, batchId, { id: instanceId, caseName: line.caseName }, { ...stays, ...said });
    return true;
  }
  const [from, to] = [knowledge.versions.inMemory(batch.fromVersionId), knowledge.versions.inMemory(batch.toVersionId)];
  const inverse = Object.fromEntries(Object.entries(batch.plan.mapping).map(([id, target]) => [target, id]));
  const mapping = { ...inverse, ...line.back };
  const anew = Object.entries(mapping).flatMap(([target, id]) => (batch.plan.anew?.includes(id) ? [target] : []));
  const { plan } = planMigration(to.program, from.program, { mapping, anew });
  attempt(tx, knowledge, batch, record, stays, () => {
    const { actor: by, reason } = batch;
    migrateCase(tx, knowledge, record, { to: from, plan, by, reason, batchId, mayKnow: () => false });
    return { state: 'undone', code: null, message: null, obstacles: [] };
  });
  return true;
}

function attempt(
  tx: EngineTransaction,
  { at }: Knowledge,
  { id }: MigrationRecord,
  record: InstanceRecord,
  otherwise: Line,
  run: () => Line,
): void {
  try {
    tell(tx, at, id, record, run());
  } catch (error) {
    // What was refused has left nothing behind: the case stays, and its line says why.
    if (!(error instanceof EngineRefused)) throw error;
    tell(tx, at, id, record, { ...otherwise, code: error.code, message: error.message });
  }
}
