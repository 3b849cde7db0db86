import { describe, expect, it } from 'vitest';
import type { ModdleElement } from './diagram.ts';
import { votersOf } from './voters.ts';

const element = (values: Readonly<Record<string, unknown>>): ModdleElement => ({
  $type: 'fortnight:Approval',
  get: (name) => values[name],
  set: () => undefined,
  $instanceOf: () => false,
});
const approval = (...conditions: readonly string[]) => element({ approvers: conditions.map((when) => element({ when })) });

describe('how many an approval asks', () => {
  it('is one number where everybody is always asked', () => {
    expect(votersOf(approval('', ''))).toBe('2');
    expect(votersOf(undefined)).toBe('0');
  });

  it('is from those who are always asked to all where conditions decide, and one at least', () => {
    expect(votersOf(approval('', '', 'amount > 1000000'))).toBe('2–3');
    expect(votersOf(approval('a', 'b'))).toBe('1–2');
  });
});
