import { expect, it } from 'vitest';
import { limitParts } from './limit-parts.ts';

it.each([
  ['P2D', { days: 2, hours: 0, minutes: 0 }],
  ['PT24H', { days: 0, hours: 24, minutes: 0 }],
  ['P1DT4H30M', { days: 1, hours: 4, minutes: 30 }],
  ['P1M', undefined],
  ['P0D', undefined],
  [undefined, undefined],
])('the parts of the limit %s', (limit, parts) => {
  expect(limitParts(limit)).toEqual(parts);
});
