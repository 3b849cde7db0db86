import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Checked, type CheckOptions, checkHere } from './check.ts';
import { ReleaseRefused } from './refusal.ts';

/** Up to this many characters a check takes less time than a thread takes to start. */
const largest = 100_000;
const longestMs = 20_000;

/**
 * Reads a model and says everything that is wrong with it.
 *
 * Cost: a large document is read in a thread of its own, so that nobody else waits for it.
 * Errors: refuses with 422 a document that takes too long; what is wrong with it otherwise is in `problems`.
 */
export async function check(bpmn: string, options: CheckOptions): Promise<Checked> {
  if (bpmn.length <= largest) return checkHere(bpmn, options);
  const isSource = extname(import.meta.filename) === '.ts';
  const thread = new Worker(new URL(isSource ? './check-thread.ts' : './check-thread.js', import.meta.url), {
    workerData: { bpmn, options },
    ...(isSource && { execArgv: ['--conditions=source'] }),
  });
  const late = setTimeout(() => void thread.terminate(), longestMs);
  try {
    const [checked] = await Promise.race([once(thread, 'message'), once(thread, 'exit').then(() => [undefined])]);
    if (!checked)
      throw new ReleaseRefused(
        422,
        'model-takes-too-long',
        `Expected a model that is checked within ${longestMs / 1000} s; split it.`,
      );
    return checked as Checked;
  } finally {
    clearTimeout(late);
    await thread.terminate();
  }
}
