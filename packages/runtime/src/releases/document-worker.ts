/** The thread that reads documents, one after the other, for as long as it is wanted. */
import { parentPort, workerData } from 'node:worker_threads';
import { packZip, unpackZip, writeBundle } from '@fortnight/shared/bundle';
import { type CheckLimits, checkModel, readProcess } from './check.ts';
import { compareContents } from './compare.ts';
import type { Answer, Question } from './document-thread.ts';

const limits = workerData as CheckLimits;
async function answer(question: Question): Promise<unknown> {
  if (question.ask === 'check') return checkModel(question.bpmn, question.options, limits);
  if (question.ask === 'process') return readProcess(question.bpmn, question.processId);
  if (question.ask === 'pack') return packZip(writeBundle(question.release));
  if (question.ask === 'unpack') return unpackZip(question.zip);
  return compareContents(question.before, question.after, limits.reading);
}
const post = (message: Answer): void => parentPort?.postMessage(message);

parentPort?.on('message', async (question: Question) => post({ answer: await answer(question) }));
post('ready');
