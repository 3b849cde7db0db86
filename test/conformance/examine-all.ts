import { Worker } from 'node:worker_threads';
import type { Examined } from './examine.ts';

/** Far more than any model takes; past it, it is taken to hang. */
const deadlineMs = 120_000;

const hangs: Examined = {
  faults: [`is not done after ${deadlineMs} ms`],
  isRead: false,
  isKept: false,
  compiles: false,
  refusals: [],
};

/** Examines models in a thread of their own; one that hangs is stopped, and the others go on. */
export async function examineAll(paths: readonly string[]): Promise<ReadonlyMap<string, Examined>> {
  const results = new Map<string, Examined>();
  for (let left = paths; left.length > 0; left = paths.filter((path) => !results.has(path))) {
    await examineSome(left, results);
    const [stuck] = paths.filter((path) => !results.has(path));
    if (stuck !== undefined) results.set(stuck, hangs);
  }
  return results;
}

/** Ends with the thread: when it is through, or when it gives no sign any more. */
function examineSome(paths: readonly string[], results: Map<string, Examined>): Promise<void> {
  const worker = new Worker(new URL('./examiner.ts', import.meta.url), {
    workerData: { paths },
    execArgv: ['--conditions=source'],
  });
  return new Promise((resolve, reject) => {
    let watch = setTimeout(() => void worker.terminate(), deadlineMs);
    worker.on('message', ({ path, examined }: { readonly path: string; readonly examined: Examined }) => {
      results.set(path, examined);
      clearTimeout(watch);
      watch = setTimeout(() => void worker.terminate(), deadlineMs);
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      clearTimeout(watch);
      resolve();
    });
  });
}
