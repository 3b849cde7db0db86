/** A thread that forms the opinion on one document and ends; it tells how far it is after each path. */
import { parentPort, workerData } from 'node:worker_threads';
import { formOpinions, type Question } from './verify.ts';

parentPort?.postMessage({
  isDone: true,
  opinions: await formOpinions(workerData as Question, (opinions) => parentPort?.postMessage({ isDone: false, opinions })),
});
