/** The thread that reads documents, one after the other, for as long as it is wanted. */
import { parentPort, workerData } from 'node:worker_threads';
import { err, ok } from '@fortnight/shared/base';
import { type BundleFile, packZip, readBundle, unpackZip, writeBundle } from '@fortnight/shared/bundle';
import { type CheckLimits, checkModel, readProcess } from './check.ts';
import { compareContents } from './compare.ts';
import type { Answer, Question } from './document-thread.ts';

const limits = workerData as CheckLimits;
async function answer(question: Question): Promise<unknown> {
  if (question.ask === 'check') return checkModel(question.bpmn, question.options, limits);
  if (question.ask === 'process') return readProcess(question.bpmn, question.processId);
  if (question.ask === 'pack') return packZip(writeBundle(question.release));
  if (question.ask === 'release') return readRelease(question.from);
  return compareContents(question.before, question.after, limits.reading);
}
function readRelease(from: Uint8Array | readonly BundleFile[]) {
  const files = from instanceof Uint8Array ? unpackZip(from) : ok(from);
  return files.ok ? readBundle(files.value) : err([files.error]);
}
const post = (message: Answer): void => parentPort?.postMessage(message);

parentPort?.on('message', async (question: Question) => post({ answer: await answer(question) }));
post('ready');
