import { expect, it } from 'vitest';
import { readRolloutDetails } from './rollout-details.ts';

it('reads what a roll-out was changed to', () => {
  const kept = {
    share: 50,
    rule: null,
    groups: ['pilots'],
    steps: [{ share: 100, at: '2026-12-08T09:00:00.000Z' }],
    settings: { guards: { conversion: { margin: 5, action: 'pause' } }, maturityDays: 14, targetDays: 10, minimumCases: 60 },
    isPaused: 1,
  };
  expect(readRolloutDetails(JSON.stringify(kept))).toEqual({
    rule: undefined,
    groups: ['pilots'],
    steps: kept.steps,
    guards: [{ guard: 'conversion', margin: 5 }],
    isPaused: true,
  });
});

it('reads nothing of other words', () => {
  expect(readRolloutDetails('50 %')).toBeUndefined();
  expect(readRolloutDetails('[]')).toBeUndefined();
});
