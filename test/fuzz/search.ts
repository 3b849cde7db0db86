/** One share of the search: processes by their seeds, each under many schedules. Runs in a thread of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { roots as blockRoots, blocks, bodyOf } from '../support/blocks.ts';
import { roots } from '../support/events.ts';
import { freeProcesses } from '../support/free-process.ts';
import { checkRun } from '../support/laws.ts';
import { program } from '../support/process.ts';

export interface Share {
  readonly firstSeed: number;
  readonly runs: number;
  /** Every so many seeds is this share's. */
  readonly stride: number;
}
export type Told =
  | { readonly kind: 'progress'; readonly runs: number; readonly inputs: number }
  | { readonly kind: 'broken'; readonly seed: number; readonly schedule: number; readonly body: string; readonly law: string };

const schedulesEach = 40;
const longest = 60;

/** Numbers from a seed (mulberry32). */
function numbers(seed: number, count: number): number[] {
  let at = seed >>> 0;
  return Array.from({ length: count }, () => {
    at = (at + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(at ^ (at >>> 15), at | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % 100_000;
  });
}

/** The process of a seed: of blocks where it is even, of any shape where it is odd. */
function drawn(seed: number): { readonly body: string; readonly roots: string } {
  const one = { seed, numRuns: 1 };
  if (seed % 2 === 0) return { body: fc.sample(blocks, one).map(bodyOf)[0] ?? '', roots: blockRoots };
  return { body: fc.sample(freeProcesses, one)[0] ?? '', roots };
}

const tell = (told: Told): void => parentPort?.postMessage(told);

async function search({ firstSeed, runs, stride }: Share): Promise<void> {
  let [done, inputs] = [0, 0];
  for (let seed = firstSeed; done < runs; seed += stride) {
    const { body, roots: beside } = drawn(seed);
    const on = await program(body, '', beside);
    for (let schedule = 0; schedule < schedulesEach && done < runs; schedule++, done++) {
      const length = 5 + ((numbers(seed + schedule, 1)[0] ?? 0) % longest);
      try {
        inputs += checkRun(on, numbers(seed * 1_000 + schedule, length), (taken) => taken % 25 === 24);
      } catch (error) {
        tell({
          kind: 'broken',
          seed,
          schedule,
          body,
          law: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
      }
    }
    tell({ kind: 'progress', runs: done, inputs });
  }
}

await search(workerData as Share);
