import type { Worker } from 'node:worker_threads';
import { limits, type NotCompared, type OpinionObstacle, type SecondOpinion } from '@fortnight/shared/contract';
import { startThread } from '../base/index.ts';
import { engine, type Question } from './verify.ts';

/** The other engine may take this long over the path that it is on when the time is up. */
const graceMs = 5_000;

export interface Asking extends Pick<Question, 'bpmn' | 'processId'>, Partial<Pick<Question, 'paths' | 'seconds'>> {
  /** Ends the thread; what was found until then is the answer. */
  readonly signal?: AbortSignal;
}

/**
 * Asks bpmn-engine for its opinion on the processes of a document.
 *
 * Cost: a thread of its own, with a limit of time and memory; nobody else waits for it.
 * Errors: none; what could not be compared, and why, is in the answer.
 */
export async function askSecondOpinion({ signal, ...about }: Asking): Promise<SecondOpinion[]> {
  const question: Question = { paths: limits.opinionPaths, seconds: limits.opinionSeconds, ...about };
  let soFar: readonly SecondOpinion[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<readonly SecondOpinion[]>();
  const late = () =>
    reject(new CutOff('takes-too-long', `It was stopped, at the latest after ${question.seconds + graceMs / 1000} s.`));
  const timer = setTimeout(late, question.seconds * 1000 + graceMs);
  signal?.addEventListener('abort', late, { once: true });
  if (signal?.aborted) late();
  let thread: Worker | undefined;
  try {
    thread = startThread(import.meta, 'verify-thread', {
      workerData: question,
      resourceLimits: { maxOldGenerationSizeMb: limits.opinionMemoryMb },
    });
    thread.on('message', ({ isDone, opinions }: Told) => {
      soFar = opinions;
      if (isDone) resolve(opinions);
    });
    thread.on('error', reject);
    thread.on('exit', () => reject(new Error('it ended without an answer')));
    return [...(await promise)];
  } catch (error) {
    return cutOff(soFar, question, whyOf(error));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', late);
    await thread?.terminate();
  }
}

/** What the thread tells after each path, and at the end. */
interface Told {
  readonly isDone: boolean;
  readonly opinions: readonly SecondOpinion[];
}

class CutOff extends Error {
  readonly why: OpinionObstacle;
  constructor(why: OpinionObstacle, message: string) {
    super(message);
    this.why = why;
  }
}

function whyOf(error: unknown): NotCompared {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof CutOff) return { code: error.why, message };
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return { code: 'too-much-memory', message: `It was stopped at ${limits.opinionMemoryMb} MB of memory.` };
  return { code: 'other-engine-failed', message: `It failed: ${message}.` };
}

/** What was found before it was cut off, with the reason; where nothing was, that alone. */
function cutOff(soFar: readonly SecondOpinion[], { processId = '' }: Question, why: NotCompared): SecondOpinion[] {
  const nothing: SecondOpinion = {
    processId,
    verdict: 'not-compared',
    engine,
    pathCount: 0,
    partialPathCount: 0,
    elementCount: 0,
    comparedElementCount: 0,
    bounds: [],
    differences: [],
    failures: [],
    notCompared: [],
  };
  const opinions = soFar.length > 0 ? soFar : [nothing];
  return opinions.map((opinion, index) =>
    index < opinions.length - 1 ? opinion : { ...opinion, notCompared: [...opinion.notCompared, why] },
  );
}
