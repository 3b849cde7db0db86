import { describe, expect, it } from 'vitest';
import { type CaseResult, countResults, type ProbePorts, type ProbeRun, retryAsProbe } from './retry-as-probe.ts';

/** Ports that note who was tried, and in which phases the reader was told. */
function ports(more: Partial<ProbePorts> = {}) {
  const tried: string[] = [];
  const told: ProbeRun['phase'][] = [];
  const made: ProbePorts = {
    retry: async () => ({ isResolved: true }),
    watch: async (): Promise<CaseResult> => ({ progress: 'passed' }),
    textOf: (error) => String(error),
    tell: ({ phase }) => void told.push(phase),
    ...more,
  };
  const retry: ProbePorts['retry'] = (id) => {
    tried.push(id);
    return made.retry(id);
  };
  return { ports: { ...made, retry }, tried, told };
}

describe('a bulk retry', () => {
  it('sends one first, and the rest when it gets through', async () => {
    const { ports: all, tried, told } = ports();
    const run = await retryAsProbe(['a', 'b', 'c'], all);
    expect(tried).toEqual(['a', 'b', 'c']);
    expect(told[0]).toBe('probing');
    expect(countResults(run)).toMatchObject({ passed: 3, failed: 0 });
  });

  it('leaves the others alone when the first fails at once', async () => {
    const { ports: all, tried } = ports({ retry: async () => ({ isResolved: false, message: 'still 401' }) });
    const run = await retryAsProbe(['a', 'b'], all);
    expect(tried).toEqual(['a']);
    expect(run).toEqual({ phase: 'stopped', results: { a: { progress: 'failed', message: 'still 401' } } });
  });

  it('leaves the others alone when the first goes on and fails again outside', async () => {
    const { ports: all, tried } = ports({ watch: async () => ({ progress: 'failed', message: 'still 401' }) });
    expect((await retryAsProbe(['a', 'b'], all)).phase).toBe('stopped');
    expect(tried).toEqual(['a']);
  });

  it('asks the reader when nobody has taken the first one’s work yet', async () => {
    const { ports: all, tried } = ports({ watch: async () => ({ progress: 'waiting' }) });
    expect((await retryAsProbe(['a', 'b'], all)).phase).toBe('undecided');
    expect(tried).toEqual(['a']);
  });

  it('goes on with the others when one of them fails', async () => {
    const { ports: all } = ports({
      retry: async (id) => {
        if (id === 'b') throw new Error('resolved by somebody else');
        return { isResolved: true };
      },
    });
    const run = await retryAsProbe(['a', 'b', 'c'], all);
    expect(countResults(run)).toMatchObject({ passed: 2, failed: 1 });
    expect(run.results.b?.message).toContain('resolved by somebody else');
  });

  it('stops between two cases when it is told to', async () => {
    let isStopped = false;
    const { ports: all, tried } = ports({
      retry: async (id) => {
        isStopped = id === 'b';
        return { isResolved: true };
      },
      isStopped: () => isStopped,
    });
    await retryAsProbe(['a', 'b', 'c'], all);
    expect(tried).toEqual(['a', 'b']);
  });
});
