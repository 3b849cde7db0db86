import { describe, expect, it } from 'vitest';
import { changeOf, plainPolicy } from './fact-change.ts';

describe('what changed of a figure', () => {
  it('moves an amount by a share and other figures by their difference', () => {
    expect(changeOf({ now: 480_000, before: 512_700, type: 'money' })).toMatchObject({ kind: 'relative', effect: 'neither' });
    expect(changeOf({ now: 12, before: 6, better: 'lower' })).toEqual({ kind: 'difference', by: 6, effect: 'hurts' });
    expect(changeOf({ now: 0.3, before: 0.1 }).by).toBe(0.2);
  });

  it('is good or bad only where the model says what is better', () => {
    expect(changeOf({ now: 30, before: 60, better: 'lower' }).effect).toBe('helps');
    expect(changeOf({ now: 0.234, before: 0.283, better: 'higher' }).effect).toBe('hurts');
    expect(changeOf({ now: 30, before: 60 }).effect).toBe('neither');
  });

  it('says nothing of a figure that has no past, and “same” of one that stood still', () => {
    expect(changeOf({ now: 3 }).kind).toBe('none');
    expect(changeOf({ now: 3, before: null }).kind).toBe('new');
    expect(changeOf({ now: 'low', before: 'low' }).kind).toBe('same');
    expect(changeOf({ now: 'low', before: 'high' }).kind).toBe('other');
  });
});

describe('a policy', () => {
  it('is read where it compares the figure with one number', () => {
    expect(plainPolicy('margin >= 0.22', 'margin')).toEqual({ operator: '>=', bound: 0.22 });
    expect(plainPolicy('= discount < 15', 'discount')).toEqual({ operator: '<', bound: 15 });
  });

  it('is left as written where it says more', () => {
    expect(plainPolicy('amount < limit', 'amount')).toBeUndefined();
    expect(plainPolicy('margin >= 0.22 or risk = "low"', 'margin')).toBeUndefined();
  });
});
