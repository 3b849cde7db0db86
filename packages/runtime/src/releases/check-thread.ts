/** A thread that checks one document and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { type CheckOptions, checkHere } from './check.ts';

const { bpmn, options } = workerData as { bpmn: string; options: CheckOptions };
parentPort?.postMessage(await checkHere(bpmn, options));
