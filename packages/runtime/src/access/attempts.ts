import { AccessRefused } from './refusal.ts';

/** Counts attempts in a sliding minute, by account and by address. */
export interface Attempts {
  /** Counts one attempt. Errors: refuses with 429 when there were too many; the attempt then is not made. */
  count(subject: string): void;
}

const windowMs = 60_000;

export function createAttempts(limitPerMinute: number, now: () => number): Attempts {
  const made = new Map<string, number[]>();
  let forgotAt = now();
  return {
    count(subject) {
      const at = now();
      if (Math.abs(at - forgotAt) > windowMs) {
        for (const [key, times] of made) if ((times.at(-1) ?? 0) <= at - windowMs) made.delete(key);
        forgotAt = at;
      }
      const recent = (made.get(subject) ?? []).filter((time) => time > at - windowMs);
      if (recent.length >= limitPerMinute)
        throw new AccessRefused(429, 'too-many-attempts', 'Too many attempts to sign in; wait a minute and try again.');
      made.set(subject, [...recent, at]);
    },
  };
}
