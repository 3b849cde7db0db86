import { describe, expect, it } from 'vitest';
import { decisionIn } from './decision.ts';

describe('a decision among the data', () => {
  it('is read from the result of an approval', () => {
    const votes = [{ by: 'chen', outcome: 'approve', comment: null, at: 1 }];
    expect(decisionIn({ outcome: 'approve', votes, decidedAt: 1, automatic: false })).toEqual({
      outcome: 'approve',
      by: ['chen'],
      isAutomatic: false,
    });
  });

  it('is read from the result of a checkpoint, which nobody need have looked at', () => {
    expect(decisionIn({ outcome: 'passed', failed: [], by: null })).toMatchObject({ outcome: 'passed', by: [] });
    expect(decisionIn({ outcome: 'cleared', failed: ['k'], by: 'sun' })).toMatchObject({ by: ['sun'] });
  });

  it('is no other context', () => {
    expect(decisionIn({ outcome: 'approve' })).toBeUndefined();
    expect(decisionIn(['approve'])).toBeUndefined();
    expect(decisionIn(null)).toBeUndefined();
  });
});
