/** A thread that does what a document says: for tests. */
import { parentPort } from 'node:worker_threads';
import type { Answer, Question } from './document-thread.ts';

const post = (message: Answer): void => parentPort?.postMessage(message);
const kept: unknown[] = [];

parentPort?.on('message', (question: Question) => {
  const bpmn = 'bpmn' in question ? question.bpmn : '';
  if (bpmn === 'never ends') for (;;);
  if (bpmn === 'takes all memory') for (;;) kept.push(new Array(1_000_000).fill(bpmn));
  if (bpmn === 'breaks') throw new Error('a defect');
  post({ answer: { processes: [], problems: [{ code: bpmn, severity: 'info', message: '' }] } });
});
post('ready');
