import { Refused } from './refused.ts';

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

/** Time that would run backwards. */
class ClockRefused extends Refused {
  override readonly name = 'ClockRefused';

  constructor(stands: string, asked: string) {
    super(409, 'clock-goes-back', `A clock does not go back: it stands at ${stands}, asked was ${asked}.`);
  }
}

export const systemClock: Clock = { now: () => Date.now() };

export function createManualClock(startAt: number): ManualClock {
  let at = startAt;
  return {
    now: () => at,
    moveTo(next) {
      if (next < at) {
        const [stands = '', asked = ''] = [at, next].map((each) => new Date(each).toISOString());
        throw new ClockRefused(stands, asked);
      }
      at = next;
    },
  };
}

export const isManual = (clock: Clock): clock is ManualClock => 'moveTo' in clock;
