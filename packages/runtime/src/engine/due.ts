/** Fires what is due: timers of cases, timer start events, what the outbox holds. Survives a restart: all of it is on disk. */
import { advance } from './advance.ts';
import { splitId } from './ids.ts';
import type { OutboxRecord, TimerRecord } from './records.ts';
import { EngineRefused } from './refusal.ts';
import type { Runner } from './runner.ts';
import { send } from './senders.ts';
import { endInTime } from './stopping/ending.ts';
import { holdEntry, holdTimer, holdTrigger, stopOf } from './stopping/holding.ts';
import { fireTrigger } from './triggers.ts';

const batchSize = 200;
/** `setTimeout` counts by the machine's clock; ours may be another, so look at least this often. */
const lookAgainMs = 60_000;
/** What failed by a defect of ours is still due: it must not keep the processor busy. */
const restAfterFailureMs = 60_000;
/** A message that cannot be handed over is tried again after 1 s, 2 s, 4 s … up to 10 min. */
const longestBackoffMs = 600_000;

export class DueScan {
  private readonly runner: Runner;
  private readonly log: (error: unknown, about: string) => void;
  private timer: NodeJS.Timeout | undefined;
  private wakeAt = Number.POSITIVE_INFINITY;
  private isRunning = false;
  private running: Promise<void> | undefined;
  private isAskedAgain = false;
  private hasFailed = false;
  /** Since when timers may fire that something held, by id. */
  private readonly freedAt = new Map<string, number>();
  /** How many timers fired more than a minute after their time, or after nothing held them any more. */
  lateCount = 0;

  constructor(runner: Runner, log: (error: unknown, about: string) => void) {
    this.runner = runner;
    this.log = log;
  }

  start(): void {
    this.isRunning = true;
    this.schedule(this.runner.now());
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Something is due at this time: look then, if not before. */
  schedule(at: number): void {
    if (!this.isRunning || at >= this.wakeAt) return;
    this.wakeAt = at;
    clearTimeout(this.timer);
    const wait = Math.min(Math.max(at - this.runner.now(), 0), lookAgainMs);
    this.timer = setTimeout(() => void this.look(), wait);
    this.timer.unref();
  }

  /** These may fire from now on: they are late from then. */
  free(timers: readonly string[], at: number): void {
    for (const id of timers) this.freedAt.set(id, at);
  }

  private async look(): Promise<void> {
    this.wakeAt = Number.POSITIVE_INFINITY;
    this.hasFailed = false;
    try {
      await this.tick();
    } catch (error) {
      this.hasFailed = true;
      this.log(error, 'due scan');
    }
    if (!this.isRunning) return;
    const now = this.runner.now();
    const next = Math.min(this.runner.host.reads.nextDueAt() ?? Number.POSITIVE_INFINITY, now + lookAgainMs);
    this.schedule(this.hasFailed ? Math.max(next, now + restAfterFailureMs) : next);
  }

  /** Fires everything that is due by now; answers when nothing more is. */
  async tick(): Promise<void> {
    this.isAskedAgain = true;
    this.running ??= this.drain().finally(() => {
      this.running = undefined;
    });
    await this.running;
  }

  private async drain(): Promise<void> {
    while (this.isAskedAgain) {
      this.isAskedAgain = false;
      while (await this.fireBatch()) {}
    }
  }

  private async fireBatch(): Promise<boolean> {
    const { reads } = this.runner.host;
    const at = this.runner.now();
    const timers = reads.dueTimers(at, batchSize);
    const triggers = reads.dueTriggers(at, batchSize);
    const outbox = reads.dueOutbox(at, batchSize);
    const ending = this.runner.stops.dueBy(at);
    const results = await Promise.all([
      ...ending.map(({ id }) =>
        this.guarded(`stop ${id}`, () => this.runner.command((tx, knowledge) => endInTime(tx, knowledge, id))),
      ),
      ...timers.map((timer) => this.guarded(`timer ${timer.id}`, () => this.fireTimer(timer))),
      ...triggers.map(({ id }) => this.guarded(`start timer ${id}`, () => this.fireTrigger(id))),
      ...outbox.map((entry) => this.guarded(`outbox ${entry.id}`, () => this.send(entry))),
    ]);
    return results.some((isDone) => isDone);
  }

  /** One that fails stops no other; it is logged and looked at again later. */
  private async guarded(about: string, run: () => Promise<void>): Promise<boolean> {
    try {
      await run();
      return true;
    } catch (error) {
      this.hasFailed = true;
      this.log(error, about);
      return false;
    }
  }

  private async fireTimer({ id, instanceId, dueAt }: TimerRecord): Promise<void> {
    try {
      await this.runner.command((tx, knowledge) => {
        const timer = tx.timers.get(id);
        // Suspended since it was found due: it keeps its time, and is due again once the case goes on.
        if (!timer || timer.isHeld === 1) return;
        tx.timers.remove(id);
        const record = tx.instances.get(instanceId);
        if (!record || record.endedAt !== null) return;
        const from = Math.max(dueAt, this.freedAt.get(id) ?? dueAt);
        advance(tx, knowledge, record, { type: 'triggerTimer', timerId: splitId('timer', id).localId });
        tx.onCommit(() => {
          if (knowledge.at - from > 60_000) this.lateCount += 1;
          this.freedAt.delete(id);
        });
      });
    } catch (error) {
      const stop = stopOf(error);
      if (stop !== undefined) {
        await this.runner.command((tx, knowledge) => holdTimer(tx, knowledge, id, stop));
        return;
      }
      const isOver = error instanceof EngineRefused && (error.code === 'timer-not-open' || error.code === 'instance-ended');
      // The case does not wait for it any more; else a defect of ours: it is tried again, but not at once.
      await this.runner.command((tx, { at }) => {
        if (isOver) tx.timers.remove(id);
        else tx.timers.update(id, { dueAt: at + restAfterFailureMs });
      });
      this.log(error, `timer ${id}`);
    }
  }

  private async fireTrigger(id: string): Promise<void> {
    try {
      await this.runner.command((tx, knowledge) => fireTrigger(tx, knowledge, id));
    } catch (error) {
      const stop = stopOf(error);
      if (stop !== undefined) {
        await this.runner.command((tx, knowledge) => holdTrigger(tx, knowledge, id, stop));
        return;
      }
      await this.runner.command((tx, { at }) => tx.triggers.update(id, { dueAt: at + restAfterFailureMs }));
      this.log(error, `start timer ${id}`);
    }
  }

  private async send(entry: OutboxRecord): Promise<void> {
    try {
      await send(this.runner, entry);
    } catch (error) {
      const stop = stopOf(error);
      if (stop !== undefined) {
        await this.runner.command((tx, knowledge) => holdEntry(tx, knowledge, entry.id, stop));
        return;
      }
      // Too many wait for it, or a defect of ours: it is kept for whoever looks after the server, and tried again.
      const message = error instanceof Error ? error.message : String(error);
      await this.runner.command((tx, { at }) => {
        const attempts = entry.attempts + 1;
        const nextAt = at + Math.min(1000 * 2 ** attempts, longestBackoffMs);
        tx.outbox.update(entry.id, { attempts, error: message, nextAt });
      });
      if (!(error instanceof EngineRefused)) this.log(error, `outbox ${entry.id}`);
    }
  }
}
