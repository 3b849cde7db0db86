/** A thread that examines models one after another, so that one that never ends can be stopped. */
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { examine } from './examine.ts';

const { paths } = workerData as { readonly paths: readonly string[] };

for (const path of paths) parentPort?.postMessage({ path, examined: await examine(readFileSync(path, 'utf8')) });
