/** Lets go on what waited behind stops that were ended, a little at a time; all that it knows is on disk, so it may end at any moment. */
import { setImmediate } from 'node:timers/promises';
import type { EngineTransaction } from '../host.ts';
import { splitId } from '../ids.ts';
import type { Knowledge } from '../knowledge.ts';
import type { StandstillRecord, StopRecord } from '../records.ts';
import type { Runner } from '../runner.ts';
import { noteStop } from './ending.ts';
import { goOn } from './go-on.ts';

const atOnce = 50;
const restAfterFailureMs = 10_000;

export class GoOnLoop {
  private readonly runner: Runner;
  private readonly log: (error: unknown, about: string) => void;
  private working: Promise<void> | undefined;
  private again: NodeJS.Timeout | undefined;
  private isAskedAgain = false;
  private isRunning = false;

  constructor(runner: Runner, log: (error: unknown, about: string) => void) {
    this.runner = runner;
    this.log = log;
  }

  start(): void {
    this.isRunning = true;
    this.wake();
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    clearTimeout(this.again);
    await this.working;
  }

  /** A stop was ended. */
  wake(): void {
    this.isAskedAgain = true;
    if (!this.isRunning) return;
    this.working ??= this.work().finally(() => {
      this.working = undefined;
    });
  }

  /** Answers once nothing is left that is to go on. */
  async idle(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    while (this.isAskedAgain && this.isRunning) {
      this.isAskedAgain = false;
      for (const stop of this.runner.host.reads.stops.find({ state: 'goingOn' }, { orderBy: 'endedAt' })) {
        try {
          await this.letGo(stop);
        } catch (error) {
          this.log(error, `stop ${stop.id}`);
          this.again = setTimeout(() => this.wake(), restAfterFailureMs);
          this.again.unref();
        }
      }
    }
  }

  /** Tokens first, in the order in which they came to stand still; then what fell due meanwhile. */
  private async letGo(stop: StopRecord): Promise<void> {
    const { host } = this.runner;
    let last: StandstillRecord | undefined;
    for (;;) {
      const some = host.reads.nextStandstills(stop.id, last, atOnce);
      for (const still of some) {
        if (!this.isRunning) return;
        await this.letOneGo(still);
      }
      last = some.at(-1);
      if (!last) break;
      await setImmediate();
    }
    while (this.isRunning && (await this.runner.command((tx, knowledge) => release(tx, knowledge, stop.id))))
      await setImmediate();
    if (!this.isRunning) return;
    await this.runner.command((tx, knowledge) => {
      if (tx.stops.get(stop.id)?.state !== 'goingOn') return;
      tx.stops.update(stop.id, { state: 'over' });
      noteStop(tx, knowledge, stop, 'over');
    });
  }

  /** One that fails by a defect of ours keeps no other from going on. */
  private async letOneGo({ id, instanceId }: StandstillRecord): Promise<void> {
    const once = () => this.runner.command((tx, knowledge) => goOn(tx, knowledge, instanceId, splitId('incident', id).localId));
    try {
      await once().catch(once);
    } catch (error) {
      this.log(error, `case ${instanceId}, which a stop held`);
    }
  }
}

/** Gives free some of what was laid aside; false where nothing is left. */
function release(tx: EngineTransaction, { at, wake }: Knowledge, heldBy: string): boolean {
  const isSuspended = (instanceId: string | null): number =>
    instanceId !== null && tx.instances.get(instanceId)?.state === 'suspended' ? 1 : 0;
  const free = (instanceId: string | null) => ({ heldBy: null, isHeld: isSuspended(instanceId) });
  const some = { limit: atOnce };
  const jobs = tx.jobs.find({ heldBy }, some);
  const timers = tx.timers.find({ heldBy }, some);
  const triggers = tx.triggers.find({ heldBy }, some);
  const outbox = tx.outbox.find({ heldBy }, some);
  for (const { id, instanceId } of jobs) tx.jobs.update(id, free(instanceId));
  for (const { id, instanceId } of timers) tx.timers.update(id, free(instanceId));
  for (const { id } of triggers) tx.triggers.update(id, { heldBy: null });
  for (const { id, target } of outbox) tx.outbox.update(id, free(target));
  tx.onCommit(() => {
    wake({ kind: 'due', at });
    for (const type of new Set(jobs.map((job) => job.type))) wake({ kind: 'job', type });
  });
  return jobs.length + timers.length + triggers.length + outbox.length > 0;
}
