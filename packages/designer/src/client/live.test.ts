import { describe, expect, it } from 'vitest';
import { touchedBy } from './live.ts';

const touched = (ids: Record<string, string>) => [...touchedBy({ position: 1, type: 'x', ids })].sort();

describe('a change on the event stream', () => {
  it('of a case refreshes whatever counts cases', () => {
    expect(touched({ instanceId: 'i' })).toEqual(['funnel', 'home', 'incidents', 'instances', 'processes', 'stops', 'tasks']);
  });
  it('of a process leaves tasks and cases alone', () => {
    expect(touched({ processId: 'p' })).toEqual([
      'funnel',
      'home',
      'iterations',
      'processes',
      'release-notes',
      'stops',
      'suggestions',
    ]);
  });
  it('of nobody in particular refreshes home', () => {
    expect(touched({})).toEqual(['home']);
  });
});
