import { describe, expect, it } from 'vitest';
import { createAttempts } from './attempts.ts';

describe('attempts', () => {
  it('are refused above the limit of a minute, for each subject by itself', () => {
    let now = 0;
    const attempts = createAttempts(3, () => now);
    for (let count = 0; count < 3; count += 1) attempts.count('li@example.com');
    expect(() => attempts.count('li@example.com')).toThrow(expect.objectContaining({ status: 429, code: 'too-many-attempts' }));
    attempts.count('wang@example.com');
    now = 59_999;
    expect(() => attempts.count('li@example.com')).toThrow();
    now = 60_000;
    attempts.count('li@example.com');
    now = 60_001;
    for (let count = 1; count < 3; count += 1) attempts.count('li@example.com');
    expect(() => attempts.count('li@example.com')).toThrow();
  });
});
