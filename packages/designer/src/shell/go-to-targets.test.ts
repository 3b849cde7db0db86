import { describe, expect, it } from 'vitest';
import { matches } from './go-to-targets.ts';

describe('“Search or go to”', () => {
  it('finds parts of words, in any order, Chinese too', () => {
    expect(matches('appr contr', 'Contract approval')).toBe(true);
    expect(matches('审批', 'Contract approval', '合同审批')).toBe(true);
  });
  it('wants every word to be somewhere', () => {
    expect(matches('contract saas', 'Contract approval')).toBe(false);
  });
});
