/** Looks after what is due at a time: at that time, and at least once a minute. */

interface Watched {
  /** Does what is due by now. */
  readonly fire: () => Promise<void>;
  /** Epoch ms; null where nothing is to come. */
  readonly nextAt: () => Promise<number | null>;
  readonly now: () => number;
  readonly log: (error: unknown) => void;
}

/** `setTimeout` counts by the machine's clock; ours may be another, so look at least this often. */
const lookAgainMs = 60_000;

export function watchDue({ fire, nextAt, now, log }: Watched) {
  let timer: NodeJS.Timeout | undefined;
  let wakeAt = Number.POSITIVE_INFINITY;
  let isRunning = false;
  let looking: Promise<void> = Promise.resolve();

  function expect(at: number): void {
    if (!isRunning || at >= wakeAt) return;
    wakeAt = at;
    clearTimeout(timer);
    timer = setTimeout(look, Math.min(Math.max(at - now(), 0), lookAgainMs));
    timer.unref();
  }

  function look(): void {
    wakeAt = Number.POSITIVE_INFINITY;
    looking = goThrough();
  }

  async function goThrough(): Promise<void> {
    let next: number | null = null;
    try {
      await fire();
      next = await nextAt();
    } catch (error) {
      log(error);
    }
    expect(Math.max(Math.min(next ?? Number.POSITIVE_INFINITY, now() + lookAgainMs), now()));
  }

  return {
    /** Something is due at this time, epoch ms: looks then, if not before. */
    expect,
    async start(): Promise<void> {
      isRunning = true;
      look();
      await looking;
    },
    async stop(): Promise<void> {
      isRunning = false;
      clearTimeout(timer);
      await looking;
    },
  };
}
