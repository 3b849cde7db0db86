import { describe, expect, it } from 'vitest';
import { toCanonicalJson } from './index.ts';

describe('canonical JSON', () => {
  it('gives equal text for equal values, whatever the order of their keys', () => {
    expect(toCanonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
    expect(toCanonicalJson({ a: undefined, b: 1 })).toBe(toCanonicalJson({ b: 1 }));
  });
});
