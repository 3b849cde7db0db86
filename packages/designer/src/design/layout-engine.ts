/** ELK in a worker, so that laying out a large file does not hold the page. */
import type { LayoutEngine } from '@fortnight/shared/model';
import Elk from 'elkjs/lib/elk-api.js';
import workerAddress from 'elkjs/lib/elk-worker.min.js?url';

/** Runs one piece of work with an engine of its own, and ends it. */
export async function withLayoutEngine<T>(run: (engine: LayoutEngine) => Promise<T>): Promise<T> {
  const elk = new Elk({ workerFactory: () => new Worker(workerAddress) });
  try {
    return await run({ layout: (graph) => elk.layout(graph) });
  } finally {
    elk.terminateWorker();
  }
}
