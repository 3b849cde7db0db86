import { describe, expect, it } from 'vitest';
import { createTimeline } from './timeline.ts';

const begin = (most = 5) => {
  const gone: string[] = [];
  return { gone, line: createTimeline('first', { most, drop: (each) => gone.push(each) }) };
};

describe('a timeline of documents', () => {
  it('goes back one by one, and forward again', () => {
    const { line, gone } = begin();
    line.push('second');
    line.push('third');
    line.back();
    line.back();
    expect([line.current(), line.hasBefore(), line.hasAfter()]).toEqual(['first', false, true]);
    line.back();
    line.forward();
    expect(line.current()).toBe('second');
    line.forward();
    line.forward();
    expect([line.current(), line.hasAfter()]).toEqual(['third', false]);
    expect(gone).toEqual([]);
  });

  it('forgets what lay ahead once something new comes', () => {
    const { line, gone } = begin();
    line.push('second');
    line.back();
    line.push('other');
    expect([line.current(), line.hasAfter(), gone]).toEqual(['other', false, ['second']]);
    line.back();
    line.forgetAfter();
    expect([line.current(), line.hasAfter(), gone]).toEqual(['first', false, ['second', 'other']]);
  });

  it('keeps no more than it may, and lets the oldest go', () => {
    const { line, gone } = begin(2);
    line.push('second');
    line.push('third');
    expect([line.all(), gone]).toEqual([['second', 'third'], ['first']]);
  });
});
