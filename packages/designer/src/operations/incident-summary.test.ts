import type { IncidentGroup } from '@fortnight/shared/contract';
import { describe, expect, it } from 'vitest';
import { summaryOf } from './incident-summary.ts';

const group = (id: string, processId: string, count: number, lastAt = '2026-11-25T00:00:00Z'): IncidentGroup => ({
  id,
  processId,
  processName: processId,
  versions: [1],
  elementId: 'e',
  elementName: 'E',
  code: 'job-failed',
  message: '',
  params: {},
  count,
  firstAt: lastAt,
  lastAt,
});

describe('the causes of what stands still', () => {
  const all = [group('a', 'contract', 3), group('b', 'saas', 12), group('c', 'contract', 3, '2026-11-25T09:00:00Z')];
  it('come with the widest first, then the newest', () => {
    expect(summaryOf(all, undefined).groups.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  });
  it('count the cases of what is shown, and offer every process', () => {
    const { caseCount, firstCount, kind, processes } = summaryOf(all, 'contract');
    expect({ caseCount, firstCount, kind }).toEqual({ caseCount: 6, firstCount: 3, kind: 'several' });
    expect(processes.map(({ id }) => id)).toEqual(['contract', 'saas']);
  });
  it('say so when there is none', () => {
    expect(summaryOf([], undefined)).toMatchObject({ kind: 'none', caseCount: 0 });
  });
});
