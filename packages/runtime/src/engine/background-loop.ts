import { setTimeout as rest } from 'node:timers/promises';

const restAfterFailureMs = 10_000;

/**
 * Work that is done beside requests, by one at a time: asked for whenever there may be some, looked through in rounds.
 *
 * What a round works on must be on disk: a loop is stopped, or its process killed, at any moment.
 */
export class BackgroundLoop {
  private readonly round: () => Promise<boolean>;
  private readonly log: (error: unknown) => void;
  private stopping = new AbortController();
  private working: Promise<void> | undefined;
  private again: NodeJS.Timeout | undefined;
  private isAskedAgain = false;
  isRunning = false;

  /** `round` answers whether it got through everything; where it did not, or threw, it is asked again after a rest. */
  constructor(round: () => Promise<boolean>, log: (error: unknown) => void) {
    this.round = round;
    this.log = log;
  }

  start(): void {
    this.isRunning = true;
    this.stopping = new AbortController();
    this.wake();
  }

  async stop(): Promise<void> {
    this.isRunning = false;
    this.stopping.abort();
    clearTimeout(this.again);
    await this.working;
  }

  /** There may be something to do. */
  wake(): void {
    this.isAskedAgain = true;
    if (!this.isRunning) return;
    this.working ??= this.work().finally(() => {
      this.working = undefined;
    });
  }

  /** Answers once nothing more is to be done, but for what failed. */
  async idle(): Promise<void> {
    await this.working;
  }

  /** Waits within a round; not for long where it is stopped meanwhile. */
  async rest(ms: number): Promise<void> {
    await rest(ms, undefined, { signal: this.stopping.signal }).catch(() => {});
  }

  private async work(): Promise<void> {
    while (this.isAskedAgain && this.isRunning) {
      this.isAskedAgain = false;
      try {
        if (await this.round()) continue;
      } catch (error) {
        this.log(error);
      }
      clearTimeout(this.again);
      this.again = setTimeout(() => this.wake(), restAfterFailureMs);
      this.again.unref();
    }
  }
}
