/** What time it is, for everything that a command decides. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
}

/** A clock that moves only when it is told to. */
export interface ManualClock extends Clock {
  /** Errors: throws a ClockRefused when `at` (epoch ms) lies before now. */
  moveTo(at: number): void;
}

/** Time that would run backwards; with the status and code that the API answers. */
export class ClockRefused extends Error {
  override readonly name = 'ClockRefused';
  readonly status = 409;
  readonly code = 'clock-goes-back';
}

export const systemClock: Clock = { now: () => Date.now() };

export function createManualClock(startAt: number): ManualClock {
  let at = startAt;
  return {
    now: () => at,
    moveTo(next) {
      if (next < at) {
        const [stands, asked] = [at, next].map((each) => new Date(each).toISOString());
        throw new ClockRefused(`A clock does not go back: it stands at ${stands}, asked was ${asked}.`);
      }
      at = next;
    },
  };
}

export const isManual = (clock: Clock): clock is ManualClock => 'moveTo' in clock;
