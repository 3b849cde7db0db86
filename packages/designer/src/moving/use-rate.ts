import type { Migration } from '@fortnight/shared/contract';
import { useEffect, useState } from 'react';

interface Sample {
  readonly id: string;
  /** On the machine's own clock. */
  readonly at: number;
  readonly done: number;
}

/** What was seen before that is not looked at any more: a rate is of now. */
const windowMs = 30_000;

/** Cases a minute over the last half minute, and the minutes that the others will take; nothing while it stands. */
export function useRate({ id, state, total, toGo }: Migration): {
  readonly perMinute?: number;
  readonly minutesLeft?: number;
} {
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const done = total - toGo;
  useEffect(() => {
    const at = performance.now();
    setSamples((before) => [
      ...(state === 'running' ? before.filter((one) => one.id === id && at - one.at < windowMs) : []),
      { id, at, done },
    ]);
  }, [id, state, done]);
  const [first, last] = [samples[0], samples.at(-1)];
  if (state !== 'running' || !first || !last || last.done <= first.done || last.at - first.at < 1_000) return {};
  const perMinute = Math.max(1, Math.round(((last.done - first.done) * 60_000) / (last.at - first.at)));
  return { perMinute, minutesLeft: Math.floor(toGo / perMinute) };
}
