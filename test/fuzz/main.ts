/**
 * The long search for a run that breaks a law of the kernel: random processes under random schedules.
 *
 * `pnpm fuzz` plays 100,000 runs; `pnpm fuzz --runs 5000 --seed 7` others. A seed that breaks a law is printed with its process
 * and can be played again by itself: `pnpm fuzz --seed SEED --runs 40`. Make it a scenario, then mend.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Share, Told } from './search.ts';

const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' }, threads: { type: 'string' } } });
const runs = Number(values.runs ?? 100_000);
const firstSeed = Number(values.seed ?? Date.now() % 1_000_000_000);
const threads = Number(values.threads ?? Math.min(availableParallelism(), Math.max(1, Math.floor(runs / 1_000))));

const startedAt = performance.now();
const progress = new Map<number, { readonly runs: number; readonly inputs: number }>();
let broken = 0;

const sum = (of: 'runs' | 'inputs'): number => [...progress.values()].reduce((total, share) => total + share[of], 0);
const seconds = (): string => ((performance.now() - startedAt) / 1_000).toFixed(1);

function share(index: number): Promise<void> {
  const workerData: Share = { firstSeed: firstSeed + index, stride: threads, runs: Math.ceil(runs / threads) };
  const worker = new Worker(new URL('./search.ts', import.meta.url), { workerData });
  return new Promise((resolve, reject) => {
    worker.on('message', (told: Told) => {
      if (told.kind === 'progress') {
        progress.set(index, told);
        return;
      }
      broken += 1;
      console.error(`\nseed ${told.seed}, schedule ${told.schedule}: ${told.law}\n${told.body}`);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`a thread ended with ${code}`))));
  });
}

console.log(`${runs} runs from seed ${firstSeed}, on ${threads} threads`);
const told = setInterval(() => console.log(`${sum('runs')} runs, ${sum('inputs')} inputs, ${seconds()} s`), 10_000);
await Promise.all(Array.from({ length: threads }, (_, index) => share(index)));
clearInterval(told);
console.log(`${sum('runs')} runs, ${sum('inputs')} inputs taken, ${broken} broken, ${seconds()} s`);
process.exitCode = broken === 0 ? 0 : 1;
