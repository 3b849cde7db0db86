/**
 * Trying many incidents of one cause again: one case goes first, and the others follow only if it gets through.
 *
 * Pure of network and clock: `retry` and `watch` are passed in.
 */
export type CaseProgress = 'trying' | 'passed' | 'failed' | 'waiting';

export interface CaseResult {
  readonly progress: CaseProgress;
  /** Why it stopped again. */
  readonly message?: string;
}

export interface ProbeRun {
  /** `probing` the first, `following` with the rest; `stopped` after a probe that did not get through. */
  readonly phase: 'probing' | 'undecided' | 'following' | 'stopped' | 'done';
  readonly results: Readonly<Record<string, CaseResult>>;
}

export interface ProbePorts {
  /** Tries one again: whether it went on, or what stopped it. Rejects when it could not be tried at all. */
  readonly retry: (id: string) => Promise<{ readonly isResolved: boolean; readonly message?: string | undefined }>;
  /** What became of one that went on: whoever does the work outside may still fail, or not have begun. */
  readonly watch: (id: string) => Promise<CaseResult>;
  readonly tell: (run: ProbeRun) => void;
  readonly textOf: (error: unknown) => string;
  readonly isStopped?: () => boolean;
}

const tryOne = async (id: string, { retry, watch, textOf }: ProbePorts, isProbe: boolean): Promise<CaseResult> => {
  try {
    const { isResolved, message } = await retry(id);
    if (!isResolved) return { progress: 'failed', ...(message !== undefined && { message }) };
    return isProbe ? await watch(id) : { progress: 'passed' };
  } catch (error) {
    return { progress: 'failed', message: textOf(error) };
  }
};

/** Tries them one after the other, telling after each. */
export async function retryEach(ids: readonly string[], ports: ProbePorts, before: ProbeRun['results'] = {}): Promise<ProbeRun> {
  let results = before;
  for (const id of ids) {
    if (ports.isStopped?.()) break;
    results = { ...results, [id]: { progress: 'trying' } };
    ports.tell({ phase: 'following', results });
    results = { ...results, [id]: await tryOne(id, ports, false) };
  }
  const run: ProbeRun = { phase: 'done', results };
  ports.tell(run);
  return run;
}

/** Tries the first; the rest only if it passes. A first that still waits leaves the decision to the reader. */
export async function retryAsProbe(ids: readonly string[], ports: ProbePorts): Promise<ProbeRun> {
  const [first, ...rest] = ids;
  if (first === undefined) return { phase: 'done', results: {} };
  ports.tell({ phase: 'probing', results: { [first]: { progress: 'trying' } } });
  const result = await tryOne(first, ports, true);
  const results = { [first]: result };
  if (result.progress === 'passed') return retryEach(rest, ports, results);
  const phase = result.progress === 'failed' ? 'stopped' : rest.length > 0 ? 'undecided' : 'done';
  ports.tell({ phase, results });
  return { phase, results };
}

/** How many of a run passed, failed, wait. */
export function countResults({ results }: ProbeRun): Readonly<Record<CaseProgress, number>> {
  const counts = { trying: 0, passed: 0, failed: 0, waiting: 0 };
  for (const { progress } of Object.values(results)) counts[progress] += 1;
  return counts;
}
