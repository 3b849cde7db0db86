import { expect, it } from 'vitest';
import { waitingBehind } from './waiting-behind.ts';

it('cases behind one stop are told, those behind several are not added up', () => {
  expect(waitingBehind([])).toBe(0);
  expect(waitingBehind([{ waiting: 0 }, { waiting: 3 }, { waiting: null }])).toBe(3);
  expect(waitingBehind([{ waiting: 2 }, { waiting: 3 }])).toBeUndefined();
});
