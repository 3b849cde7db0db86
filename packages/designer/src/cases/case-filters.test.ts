import { describe, expect, it } from 'vitest';
import { standingChange, standingOf, statesOf, toQuery, withChange } from './case-filters.ts';

describe('the filters of cases', () => {
  it('show what runs, unless somebody searches or names a state', () => {
    expect(statesOf({})).toEqual(['active', 'suspended']);
    expect(statesOf({ q: 'Suzhou' })).toBeUndefined();
    expect(statesOf({ outcome: 'won' })).toBeUndefined();
    expect(statesOf({ q: 'Suzhou', state: 'failed' })).toEqual(['failed']);
    expect(statesOf({ state: 'all' })).toBeUndefined();
    expect(statesOf({ state: 'nonsense' })).toEqual(['active', 'suspended']);
  });

  it('say in one choice which states or outcome are shown', () => {
    expect(['', 'all', 'won', 'failed']).toEqual(
      [{}, { q: 'a' }, { outcome: 'won' }, { state: 'failed' }].map((filters) => standingOf(filters)),
    );
    expect(withChange({ state: 'failed' }, standingChange('lost'))).toEqual({ outcome: 'lost' });
    expect(withChange({ outcome: 'lost' }, standingChange(''))).toEqual({});
  });

  it('become the server’s query', () => {
    expect(toQuery({ q: '苏州', process: 'contract', version: '2', stage: 'approve', over: '1', sort: 'name' })).toEqual({
      search: '苏州',
      processId: 'contract',
      version: 2,
      stage: 'approve',
      isOverTarget: true,
      sort: 'caseName',
      limit: 50,
    });
    expect(toQuery({ version: 'x' })).not.toHaveProperty('version');
  });

  it('leave a stage behind with its process', () => {
    const filters = { process: 'contract', stage: 'approve', q: 'a' };
    expect(withChange(filters, { process: 'funnel' })).toEqual({ process: 'funnel', q: 'a' });
    expect(withChange(filters, { q: undefined })).toEqual({ process: 'contract', stage: 'approve' });
  });
});
