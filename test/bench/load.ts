/** Loads: as much as goes, and as much as was said. */

/** Runs `work` over and over in so many lanes until `count` are done; answers how many a second. */
export async function ratePerSecond(count: number, lanes: number, work: (lane: number) => Promise<void>): Promise<number> {
  let begun = 0;
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (begun < count) {
        begun += 1;
        await work(lane);
      }
    }),
  );
  return count / ((performance.now() - startedAt) / 1000);
}

/**
 * Begins `work` so many times a second at random moments, whether or not what was begun before has ended.
 *
 * Answers milliseconds from the moment at which each was due, in order of size.
 */
export async function openLoop(
  load: { readonly perSecond: number; readonly seconds: number },
  work: (index: number) => Promise<void>,
): Promise<number[]> {
  const latencies: number[] = [];
  const running: Promise<void>[] = [];
  const startedAt = performance.now();
  const end = startedAt + load.seconds * 1000;
  for (let due = startedAt, index = 0; due < end; index += 1) {
    due += (-Math.log(1 - Math.random()) / load.perSecond) * 1000;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => (wait < 2 ? setImmediate(resolve) : setTimeout(resolve, wait - 1)));
    while (performance.now() < due) await new Promise((resolve) => setImmediate(resolve));
    const since = due;
    running.push(work(index).then(() => void latencies.push(performance.now() - since)));
  }
  await Promise.all(running);
  return latencies.sort((a, b) => a - b);
}

/** One after the other; milliseconds each, in order of size. */
export async function oneByOne(count: number, work: (index: number) => Promise<void>): Promise<number[]> {
  const latencies: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const since = performance.now();
    await work(index);
    latencies.push(performance.now() - since);
  }
  return latencies.sort((a, b) => a - b);
}

/** Of numbers in order of size. */
export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
export const median = (values: readonly number[]): number =>
  percentile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
