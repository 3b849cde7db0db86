import type { Process } from '@fortnight/shared/contract';
import { describe, expect, it } from 'vitest';
import { byUrgency, shownProcesses } from './process-filters.ts';

const make = (id: string, more: Partial<Process> = {}): Process => ({
  id,
  name: id,
  labels: {},
  owner: null,
  isArchived: false,
  liveVersion: null,
  outline: null,
  versionCount: 0,
  runningCount: 0,
  runningOnOlderCount: 0,
  openIncidentCount: 0,
  draft: null,
  openVersion: null,
  takes: [],
  hasRollout: false,
  review: null,
  can: [],
  createdAt: '2026-11-01T00:00:00Z',
  updatedAt: '2026-11-01T00:00:00Z',
  ...more,
});
const ids = (processes: readonly Process[]) => processes.map(({ id }) => id);

describe('the list of processes', () => {
  const list = [
    make('contract', { labels: { 'zh-Hans': '合同审批' }, owner: 'li' }),
    make('saas', { openIncidentCount: 3, runningCount: 1 }),
  ];
  it('finds a part of a word in any language of the name', () => {
    expect(ids(shownProcesses(list, { filter: 'all', search: '审批', myId: null }))).toEqual(['contract']);
    expect(ids(shownProcesses(list, { filter: 'all', search: 'AAS', myId: null }))).toEqual(['saas']);
  });
  it('knows what is mine; what nobody owns is nobody’s', () => {
    expect(ids(shownProcesses(list, { filter: 'mine', search: '', myId: 'li' }))).toEqual(['contract']);
    expect(ids(shownProcesses(list, { filter: 'mine', search: '', myId: null }))).toEqual([]);
  });
  it('shows first where cases stand still', () => {
    expect(ids(list.toSorted(byUrgency))).toEqual(['saas', 'contract']);
  });
});
