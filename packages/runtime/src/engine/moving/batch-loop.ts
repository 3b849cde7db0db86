/** Works on the migrations that are under way, a few cases a commit; all that it knows is on disk, so it may end at any moment. */
import { setImmediate } from 'node:timers/promises';
import { BackgroundLoop } from '../background-loop.ts';
import type { EngineTransaction } from '../host.ts';
import type { Knowledge } from '../knowledge.ts';
import type { MigrationRecord } from '../records.ts';
import type { Runner } from '../runner.ts';
import { leaveOne, moveOne, tell, undoOne } from './batch-case.ts';
import { casesOf } from './impact.ts';

const casesAtOnce = 50;
/** So few that whoever works meanwhile waits for some 10 ms. */
const casesACommit = 25;

type Run = (tx: EngineTransaction, knowledge: Knowledge, batchId: string, instanceId: string) => boolean;

export class MigrationLoop {
  private readonly runner: Runner;
  private readonly log: (error: unknown, about: string) => void;
  private readonly loop = new BackgroundLoop(
    () => this.moveAll(),
    (error) => this.log(error, 'migration'),
  );

  constructor(runner: Runner, log: (error: unknown, about: string) => void) {
    this.runner = runner;
    this.log = log;
  }

  start = (): void => this.loop.start();
  stop = (): Promise<void> => this.loop.stop();
  /** A migration began, goes on, or is to be taken back. */
  wake = (): void => this.loop.wake();
  /** Answers once nothing more is to be done. */
  idle = (): Promise<void> => this.loop.idle();

  private async moveAll(): Promise<boolean> {
    for (const batch of this.underWay()) await this.goOn(batch.id);
    return true;
  }

  private underWay(): readonly MigrationRecord[] {
    const { migrations } = this.runner.host.reads;
    return [...migrations.find({ state: 'running' }), ...migrations.find({ state: 'undoing' })];
  }

  private async goOn(batchId: string): Promise<void> {
    const { reads } = this.runner.host;
    for (let batch = reads.migrations.get(batchId); this.loop.isRunning && batch; batch = reads.migrations.get(batchId)) {
      const isDone = batch.state === 'running' ? await this.moveSome(batch) : await this.undoSome(batch);
      if (isDone) return;
      await setImmediate();
    }
  }

  /** True once it has nothing left, or is not under way any more. */
  private async moveSome(batch: MigrationRecord): Promise<boolean> {
    const { reads } = this.runner.host;
    const again = reads.migrationCases.find({ batchId: batch.id, state: 'waiting' }, { limit: casesAtOnce });
    const ids = again.map(({ instanceId }) => instanceId);
    if (ids.length > 0) return !(await this.each(batch, ids, moveOne));
    if (batch.isThrough === 1) return this.end(batch, 'running', 'done');
    const { items, next } = this.nextOf(batch);
    if (!(await this.each(batch, items, moveOne))) return true;
    await this.change(batch.id, 'running', { cursor: next, isThrough: next === null ? 1 : 0 });
    return false;
  }

  /** Those behind the cursor; a case that was moved is on the list no more, and one that stays has its line. */
  private nextOf({ filter, processId, fromVersion, cursor }: MigrationRecord): { items: readonly string[]; next: string | null } {
    const { reads } = this.runner.host;
    const { instanceIds } = filter;
    if (instanceIds) {
      const from = Number(cursor ?? 0);
      const next = from + casesAtOnce;
      return { items: instanceIds.slice(from, next), next: next < instanceIds.length ? String(next) : null };
    }
    const page = { limit: casesAtOnce, ...(cursor !== null && { cursor }) };
    const { items, nextCursor } = reads.listInstances(casesOf(processId, fromVersion, filter), undefined, page);
    return { items: items.map(({ id }) => id), next: nextCursor };
  }

  private async undoSome(batch: MigrationRecord): Promise<boolean> {
    if (batch.state !== 'undoing') return true;
    const { reads } = this.runner.host;
    const untried = reads.migrationCases.find({ batchId: batch.id, state: 'waiting' }, { limit: casesAtOnce });
    if (untried.length > 0)
      return !(await this.each(
        batch,
        untried.map(({ instanceId }) => instanceId),
        leaveOne,
      ));
    const page = { limit: casesAtOnce, ...(batch.cursor !== null && { cursor: batch.cursor }) };
    const { items, nextCursor } = reads.listMigrationCases(batch.id, 'moved', page);
    const ids = items.map(({ instanceId }) => instanceId);
    if (!(await this.each(batch, ids, undoOne))) return true;
    if (nextCursor === null) return this.end(batch, 'undoing', 'undone');
    await this.change(batch.id, 'undoing', { cursor: nextCursor });
    return false;
  }

  /** Those of a slice share a commit, each undone alone. False where the migration was stopped meanwhile. */
  private async each({ id, rate }: MigrationRecord, instanceIds: readonly string[], run: Run): Promise<boolean> {
    const size = rate === null ? casesACommit : 1;
    for (let from = 0; from < instanceIds.length; from += size) {
      if (!this.loop.isRunning) return false;
      const slice = instanceIds.slice(from, from + size);
      const goesOn = await Promise.all(slice.map((instanceId) => this.one(id, instanceId, run)));
      if (goesOn.includes(false)) return false;
      if (rate !== null) await this.loop.rest(60_000 / rate);
    }
    return true;
  }

  private async one(id: string, instanceId: string, run: Run): Promise<boolean> {
    const once = () => this.runner.command((tx, knowledge) => run(tx, knowledge, id, instanceId));
    try {
      // A disk that failed once may be well again; what fails twice is set aside.
      return await once().catch(once);
    } catch (error) {
      await this.setAside(id, instanceId, error);
      return true;
    }
  }

  /** A case that fails by a defect of ours must not keep the others from moving. */
  private async setAside(id: string, instanceId: string, error: unknown): Promise<void> {
    this.log(error, `migration ${id}, case ${instanceId}`);
    await this.runner.command((tx, { at }) => {
      const record = tx.instances.get(instanceId);
      const said = { code: 'defect', message: 'The case could not be moved; the log of the server says why.' };
      if (record) tell(tx, at, id, record, { state: 'failed', ...said });
    });
  }

  private async end({ id, processId }: MigrationRecord, from: MigrationRecord['state'], to: 'done' | 'undone'): Promise<boolean> {
    await this.runner.command((tx, { at, wake }) => {
      if (tx.migrations.get(id)?.state !== from) return;
      tx.migrations.update(id, { state: to, endedAt: at });
      tx.appendNote('migration', processId, at, { id, state: to });
      tx.onCommit(() => wake({ kind: 'change' }));
    });
    return true;
  }

  private async change(id: string, state: MigrationRecord['state'], changes: Partial<MigrationRecord>): Promise<void> {
    await this.runner.command((tx) => {
      if (tx.migrations.get(id)?.state === state) tx.migrations.update(id, changes);
    });
  }
}
