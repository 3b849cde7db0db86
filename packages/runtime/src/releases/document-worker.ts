/** The thread that reads documents, one after the other, for as long as it is wanted. */
import { parentPort, workerData } from 'node:worker_threads';
import { type CheckLimits, checkModel, readProcess } from './check.ts';
import type { Answer, Question } from './document-thread.ts';

const limits = workerData as CheckLimits;
const answer = (question: Question): Promise<unknown> =>
  question.ask === 'check' ? checkModel(question.bpmn, question.options, limits) : readProcess(question.bpmn, question.processId);
const post = (message: Answer): void => parentPort?.postMessage(message);

parentPort?.on('message', async (question: Question) => post({ answer: await answer(question) }));
post('ready');
