/** Threads beside the caller's, from sources and from a build alike. */
import { extname } from 'node:path';
import { type ResourceLimits, Worker } from 'node:worker_threads';

/**
 * Starts the file `name` (without its ending) that stands beside the caller's.
 *
 * Errors: whatever the file throws comes as the thread's `error` event.
 */
export function startThread(
  caller: ImportMeta,
  name: string,
  { workerData, resourceLimits }: { readonly workerData: unknown; readonly resourceLimits?: ResourceLimits },
): Worker {
  const ending = extname(caller.filename);
  return new Worker(new URL(`./${name}${ending}`, caller.url), {
    workerData,
    ...(ending === '.ts' && { execArgv: ['--conditions=source'] }),
    ...(resourceLimits && { resourceLimits }),
  });
}
