/** Lets go on what waited behind stops that were ended, a little at a time; all that it knows is on disk, so it may end at any moment. */
import { setImmediate } from 'node:timers/promises';
import { BackgroundLoop } from '../background-loop.ts';
import type { EngineTransaction } from '../host.ts';
import { splitId } from '../ids.ts';
import type { Knowledge } from '../knowledge.ts';
import type { StandstillRecord, StopRecord } from '../records.ts';
import type { Runner } from '../runner.ts';
import { noteStop } from './ending.ts';
import { failToGoOn, goOn } from './go-on.ts';

const atOnce = 50;
/** So few that whoever works meanwhile waits for some 10 ms. */
const tokensACommit = 25;

export class GoOnLoop {
  private readonly runner: Runner;
  private readonly log: (error: unknown, about: string) => void;
  private readonly loop = new BackgroundLoop(
    () => this.letAllGo(),
    (error) => this.log(error, 'stops'),
  );

  constructor(runner: Runner, log: (error: unknown, about: string) => void) {
    this.runner = runner;
    this.log = log;
  }

  start = (): void => this.loop.start();
  stop = (): Promise<void> => this.loop.stop();
  /** A stop was ended. */
  wake = (): void => this.loop.wake();
  /** Answers once nothing is left that is to go on. */
  idle = (): Promise<void> => this.loop.idle();

  private async letAllGo(): Promise<boolean> {
    let isThrough = true;
    for (const stop of this.runner.host.reads.stops.find({ state: 'goingOn' }, { orderBy: 'endedAt' }))
      try {
        if (!(await this.letGo(stop))) isThrough = false;
      } catch (error) {
        this.log(error, `stop ${stop.id}`);
        isThrough = false;
      }
    return isThrough;
  }

  /** Tokens first, in the order in which they came to stand still; then what fell due meanwhile. False where something is left. */
  private async letGo(stop: StopRecord): Promise<boolean> {
    const { host } = this.runner;
    let failed = 0;
    let last: StandstillRecord | undefined;
    for (;;) {
      const some = host.reads.nextStandstills(stop.id, last, atOnce);
      for (let from = 0; from < some.length; from += tokensACommit) {
        if (!this.loop.isRunning) return false;
        const went = await Promise.all(some.slice(from, from + tokensACommit).map((still) => this.letOneGo(still)));
        failed += went.filter((isThrough) => !isThrough).length;
      }
      last = some.at(-1);
      if (!last) break;
      await setImmediate();
    }
    while (this.loop.isRunning && (await this.runner.command((tx, knowledge) => release(tx, knowledge, stop.id))))
      await setImmediate();
    if (!this.loop.isRunning || failed > 0) return false;
    await this.runner.command((tx, knowledge) => {
      if (tx.stops.get(stop.id)?.state !== 'goingOn') return;
      tx.stops.update(stop.id, { state: 'over' });
      noteStop(tx, knowledge, stop, 'over');
    });
    return true;
  }

  /** One that fails twice is an incident from then on: it keeps no other from going on. False where not even that was written. */
  private async letOneGo({ id, instanceId }: StandstillRecord): Promise<boolean> {
    const about = `case ${instanceId}, which a stop held`;
    const { localId } = splitId('incident', id);
    const once = () => this.runner.command((tx, knowledge) => goOn(tx, knowledge, instanceId, localId));
    try {
      await once().catch(once);
      return true;
    } catch (error) {
      this.log(error, about);
    }
    try {
      await this.runner.command((tx, knowledge) => failToGoOn(tx, knowledge, instanceId, localId));
      return true;
    } catch (error) {
      this.log(error, about);
      return false;
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
    wake({ kind: 'due', at, freed: timers.map(({ id }) => id) });
    for (const type of new Set(jobs.map((job) => job.type))) wake({ kind: 'job', type });
  });
  return jobs.length + timers.length + triggers.length + outbox.length > 0;
}
