/** A thread that checks one document and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Form } from '@fortnight/shared/contract';
import { checkHere } from './check.ts';

const { bpmn, forms } = workerData as { bpmn: string; forms: readonly Form[] | undefined };
parentPort?.postMessage(await checkHere(bpmn, forms));
