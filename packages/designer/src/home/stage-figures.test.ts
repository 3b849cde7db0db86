import type { StageCount } from '@fortnight/shared/contract';
import { describe, expect, it } from 'vitest';
import { currenciesOf, sharesOf } from './stage-figures.ts';

const stage = (more: Partial<StageCount>): StageCount => ({ elementId: 's', name: 'S', count: 0, overTargetCount: 0, ...more });

describe('the bars of the stages', () => {
  it('share one scale', () => {
    expect(sharesOf(stage({ count: 50, overTargetCount: 10 }), 200)).toEqual({ width: 25, over: 5 });
  });
  it('never show something as nothing, nor nothing as something', () => {
    expect(sharesOf(stage({ count: 1 }), 1000)).toEqual({ width: 1, over: 0 });
  });
  it('never show more over target than there are', () => {
    expect(sharesOf(stage({ count: 2, overTargetCount: 9 }), 2)).toEqual({ width: 100, over: 100 });
  });
});

describe('the currencies of a process', () => {
  it('are those with the largest sums, two at most', () => {
    const stages = [stage({ amounts: { EUR: 5, CNY: 100 } }), stage({ amounts: { USD: 50, CNY: 1 } })];
    expect(currenciesOf(stages)).toEqual(['CNY', 'USD']);
  });
  it('leave out what sums to nothing', () => {
    expect(currenciesOf([stage({ amounts: { CNY: 0 } })])).toEqual([]);
  });
});
