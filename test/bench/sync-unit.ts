import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { percentile } from './load.ts';

const times = 300;
const page = Buffer.alloc(4_096, 1);

/** What the disk needs to keep one page, in milliseconds: the median of many. The unit of latencies. */
export function fdatasyncMs(folder: string): number {
  const file = openSync(join(folder, 'unit'), 'w');
  const taken: number[] = [];
  for (let time = 0; time < times; time += 1) {
    writeSync(file, page);
    const since = performance.now();
    fdatasyncSync(file);
    taken.push(performance.now() - since);
  }
  closeSync(file);
  return percentile(
    taken.sort((a, b) => a - b),
    0.5,
  );
}
