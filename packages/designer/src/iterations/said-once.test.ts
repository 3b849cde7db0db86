import type { BaselineRefusal } from '@fortnight/shared/contract';
import { expect, it } from 'vitest';
import { saidOnce } from './said-once.ts';

it('says once which columns are missing, and once which are not known', () => {
  const at = (line: number, column: string, code: BaselineRefusal['code'], expected: string, found: string) => ({
    ...{ line, column, code, expected, found },
  });
  expect(
    saidOnce([
      at(1, 'from', 'column-missing', 'from', 'figure, days'),
      at(1, 'to', 'column-missing', 'to', 'figure, days'),
      at(1, 'days', 'column-unknown', 'figure, from, to', 'days'),
    ]),
  ).toEqual([
    at(1, 'from', 'column-missing', 'from, to', 'figure, days'),
    at(1, 'days', 'column-unknown', 'figure, from, to', 'days'),
  ]);
});

it('says what is wrong with each of the other lines', () => {
  const refusals = [2, 3].map((line) => ({ line, column: 'value', code: 'not-a-number', expected: '4.5', found: 'x' }) as const);
  expect(saidOnce(refusals)).toEqual(refusals);
});
