/** Migrations of many cases: begun, watched, paused, taken back. */
import type {
  ListMigratedCasesQuery,
  MigratedCase,
  Migration,
  MigrationFilter,
  MigrationImpact,
  MigrationProgress,
  Page,
  PageQuery,
  PlanMigration,
  StartMigration,
} from '@fortnight/shared/contract';
import { planMigration } from '@fortnight/shared/migration';
import type { Principal } from '../../access/index.ts';
import { actorOf } from '../actor.ts';
import type { EngineReads, EngineTransaction } from '../host.ts';
import { createId } from '../ids.ts';
import { pageOf } from '../instances.ts';
import type { Knowledge } from '../knowledge.ts';
import type { MigrationCaseRecord, MigrationRecord, MigrationTally } from '../records.ts';
import { EngineRefused, notFound } from '../refusal.ts';
import type { Runner } from '../runner.ts';
import { instant, instantOrNull } from '../views/instance.ts';
import { assertMayManage, seesEveryCase } from '../visibility.ts';
import type { MigrationLoop } from './batch-loop.ts';
import { casesMeant, impactOf } from './impact.ts';
import { obstacleOf, versionOf } from './moves.ts';
import { progressOf } from './progress.ts';
import { wishesOf } from './wishes.ts';

const migrationOf = (reads: Pick<EngineReads, 'countUndoable'>, record: MigrationRecord): Migration => {
  const { actor, startedAt, endedAt, total, moved, unchanged, failed, undone, includeUnchanged, plan, filter } = record;
  const { id, processId, fromVersion, toVersion, state, rate, reason } = record;
  const isOpen = state === 'running' || state === 'paused';
  return {
    id,
    processId,
    fromVersion,
    toVersion,
    state,
    plan: { ...plan } as Migration['plan'],
    filter,
    rate,
    reason,
    includeUnchanged: includeUnchanged === 1,
    by: actor.userId,
    startedAt: instant(startedAt),
    endedAt: instantOrNull(endedAt),
    total,
    moved,
    unchanged,
    failed,
    undone,
    toGo: isOpen ? Math.max(0, total - moved - unchanged - failed - undone) : 0,
    undoable: moved === 0 ? 0 : reads.countUndoable(id),
  };
};

/** Those that are tried again are none that failed, until they do. */
const withoutFailed = (tally: MigrationTally, lines: readonly MigrationCaseRecord[]): MigrationTally => ({
  ...tally,
  stages: Object.fromEntries(
    Object.entries(tally.stages).map(([stage, counts]) => [
      stage,
      { ...counts, failed: counts.failed - lines.filter(({ stageId }) => (stageId ?? '') === stage).length },
    ]),
  ),
});

const caseOf = (
  reads: Pick<EngineReads, 'instances' | 'tasks'>,
  { instanceId, caseName, state, at, code, message, obstacles }: MigrationCaseRecord,
): MigratedCase => ({
  instanceId,
  caseName,
  state,
  at: instant(at),
  code,
  message,
  obstacles: obstacles.map(obstacleOf),
  ...whereNow(reads, instanceId),
});

/** Where a case stands by now, and who worked on it last. */
function whereNow(
  { instances, tasks }: Pick<EngineReads, 'instances' | 'tasks'>,
  instanceId: string,
): Pick<MigratedCase, 'version' | 'standsAt' | 'lastBy' | 'lastAt'> {
  const record = instances.get(instanceId);
  const done = tasks.find({ instanceId, state: 'completed' }, { orderBy: 'completedAt' });
  const last = done.findLast(({ completedBy }) => completedBy !== null);
  return {
    version: record?.version ?? null,
    standsAt: record === undefined || record.places === '' ? [] : record.places.split('\n'),
    lastBy: last?.completedBy ?? null,
    lastAt: instantOrNull(last?.completedAt ?? null),
  };
}

interface Turn {
  readonly from: readonly MigrationRecord['state'][];
  readonly to: MigrationRecord['state'];
  readonly cursor?: null;
}

const casesAtOnce = 200;

export function createBatches(runner: Runner, loop: MigrationLoop) {
  const { reads } = runner.host;

  const readable = (by: Principal, id: string): MigrationRecord => {
    const record = reads.migrations.get(id);
    if (!record) throw notFound('migration', id);
    if (!seesEveryCase(by)) assertMayManage(reads, by, record.processId, 'see its migrations');
    return record;
  };

  /** The loop looks at what is committed: a command may be part of a larger transaction. */
  const follow = (tx: EngineTransaction, wake: Knowledge['wake']): void => {
    tx.onCommit(() => wake({ kind: 'change' }));
    tx.onCommit(() => loop.wake());
  };
  const recordIn = (tx: EngineTransaction, id: string): MigrationRecord => {
    const record = tx.migrations.get(id);
    if (!record) throw notFound('migration', id);
    return record;
  };

  /** Errors: refuses (409) one that is in no state that leads there, or that would work beside another from its version. */
  const mayTurn = (tx: EngineTransaction, id: string, { from, to }: Turn): void => {
    const record = recordIn(tx, id);
    if (!from.includes(record.state))
      throw new EngineRefused(
        409,
        'migration-state',
        `Expected a migration that is ${from.join(' or ')}; it is ${record.state}.`,
        { expected: [...from], found: record.state },
      );
    if (to !== 'paused') assertAlone(tx, record);
  };

  /** Another state, from one of those that lead there. */
  const turnIn = (tx: EngineTransaction, { at, wake }: Knowledge, by: Principal, id: string, turn: Turn): Migration => {
    mayTurn(tx, id, turn);
    const { to: state, cursor } = turn;
    tx.migrations.update(id, { state, endedAt: null, ...(cursor === null && { cursor }) });
    tx.appendNote('migration', recordIn(tx, id).processId, at, { id, state, by: by.userId });
    follow(tx, wake);
    return migrationOf(tx, recordIn(tx, id));
  };
  const turn = async (by: Principal, id: string, turned: Turn): Promise<Migration> => {
    assertMayManage(reads, by, readable(by, id).processId, 'move its cases to another version');
    return runner.command((tx, knowledge) => turnIn(tx, knowledge, by, id, turned));
  };

  /**
   * Reads what a migration rests on, and answers what begins it within a transaction.
   *
   * Errors: both refuse; the transaction (409 `migration-running`) while another one from that version is not through.
   */
  async function prepareMigration(
    by: Principal,
    processId: string,
    body: StartMigration,
  ): Promise<(tx: EngineTransaction) => Migration> {
    assertMayManage(reads, by, processId, 'move its cases to another version');
    const { fromVersion, toVersion, plan: wishes, rate, reason, includeUnchanged = false } = body;
    const filter = onceEach(body.filter);
    const [from, to] = [await versionOf(runner, processId, fromVersion), await versionOf(runner, processId, toVersion)];
    if (from.id === to.id)
      throw new EngineRefused(422, 'same-version', `toVersion: expected another version than ${fromVersion}.`, { fromVersion });
    const { plan } = planMigration(from.program, to.program, wishesOf(wishes));
    const total = await countMeant(reads, from, filter);
    return runner.prepared((tx, { at, wake }) => {
      assertAlone(tx, { processId, fromVersion, fromVersionId: from.id });
      const made: MigrationRecord = {
        id: createId(at),
        processId,
        fromVersion,
        toVersion,
        fromVersionId: from.id,
        toVersionId: to.id,
        state: 'running',
        plan,
        filter,
        rate: rate ?? null,
        reason,
        includeUnchanged: includeUnchanged ? 1 : 0,
        actor: actorOf(by),
        startedAt: at,
        endedAt: null,
        total,
        moved: 0,
        unchanged: 0,
        failed: 0,
        undone: 0,
        cursor: null,
        isThrough: 0,
        tally: { stages: {}, arrived: {} },
      };
      tx.migrations.insert(made);
      tx.appendNote('migration', processId, at, {
        id: made.id,
        state: 'running',
        fromVersion,
        toVersion,
        reason,
        by: by.userId,
      });
      follow(tx, wake);
      return migrationOf(tx, made);
    });
  }

  return {
    planCaseMigration: (by: Principal, processId: string, body: PlanMigration): Promise<MigrationImpact> =>
      impactOf(runner, by, processId, body),

    /** Errors: refuses (409 `migration-running`) while another one from that version is not through. */
    async startMigration(by: Principal, processId: string, body: StartMigration): Promise<Migration> {
      const begin = await prepareMigration(by, processId, body);
      return runner.host.write(begin);
    },
    prepareMigration,

    async listMigrations(by: Principal, processId: string, query: PageQuery): Promise<Page<Migration>> {
      if (!seesEveryCase(by)) assertMayManage(reads, by, processId, 'see its migrations');
      const { items, nextCursor } = reads.listMigrations(processId, pageOf(query));
      return { items: items.map((record) => migrationOf(reads, record)), nextCursor };
    },
    getMigration: async (by: Principal, id: string): Promise<Migration> => migrationOf(reads, readable(by, id)),
    async getMigrationProgress(by: Principal, id: string): Promise<MigrationProgress> {
      const record = readable(by, id);
      return progressOf(reads, record, await runner.versions.get(record.fromVersionId));
    },
    async listMigratedCases(by: Principal, id: string, query: ListMigratedCasesQuery): Promise<Page<MigratedCase>> {
      readable(by, id);
      const { items, nextCursor } = reads.listMigrationCases(id, query.state, pageOf(query));
      return { items: items.map((line) => caseOf(reads, line)), nextCursor };
    },
    pauseMigration: (by: Principal, id: string): Promise<Migration> => turn(by, id, { from: ['running'], to: 'paused' }),
    resumeMigration: (by: Principal, id: string): Promise<Migration> => turn(by, id, { from: ['paused'], to: 'running' }),
    /** Takes back every case that nobody has worked on since. */
    undoMigration: (by: Principal, id: string): Promise<Migration> =>
      turn(by, id, { from: ['running', 'paused', 'done', 'undone'], to: 'undoing', cursor: null }),
    /** Tries those again that something stood in the way of. */
    async retryMigration(by: Principal, id: string): Promise<Migration> {
      assertMayManage(reads, by, readable(by, id).processId, 'move its cases to another version');
      const again: Turn = { from: ['running', 'paused', 'done'], to: 'running' };
      for (;;) {
        const turned = await runner.command((tx, knowledge) => {
          mayTurn(tx, id, again);
          const failed = tx.migrationCases.find({ batchId: id, state: 'failed' }, { limit: casesAtOnce });
          for (const line of failed) tx.migrationCases.update(line.id, { state: 'waiting' });
          const { failed: count, tally } = recordIn(tx, id);
          tx.migrations.update(id, { failed: count - failed.length, tally: withoutFailed(tally, failed) });
          return failed.length === casesAtOnce ? undefined : turnIn(tx, knowledge, by, id, again);
        });
        if (turned) return turned;
      }
    },
  };
}

/** Errors: refuses (409 `migration-running`) while another migration from the version is not through. */
function assertAlone(
  tx: EngineTransaction,
  batch: Pick<MigrationRecord, 'processId' | 'fromVersion' | 'fromVersionId'> & { readonly id?: string },
): void {
  const { id, processId, fromVersion, fromVersionId } = batch;
  const open = tx.migrations.find({ processId, fromVersionId });
  const other = open.find((one) => one.id !== id && ['running', 'paused', 'undoing'].includes(one.state));
  if (other)
    throw new EngineRefused(
      409,
      'migration-running',
      `Another migration from version ${fromVersion} is ${other.state}; let it end, or undo it.`,
      { migrationId: other.id },
    );
}

/** A case is moved, and counted, once. */
const onceEach = ({ instanceIds, ...where }: MigrationFilter = {}): MigrationFilter => ({
  ...where,
  ...(instanceIds && { instanceIds: [...new Set(instanceIds)] }),
});

async function countMeant(reads: EngineReads, from: Parameters<typeof casesMeant>[1], filter: MigrationFilter): Promise<number> {
  if (Object.keys(filter).length === 0) return reads.countRunning(from.processId, from.version);
  let count = 0;
  for await (const _ of casesMeant(reads, from, filter)) count += 1;
  return count;
}
