import { describe, expect, it } from 'vitest';
import { parseExpression, typeConflicts, typeOfExpression } from './index.ts';

const types = {
  amount: 'money',
  discount: 'percent',
  region: 'choice',
  approved: 'boolean',
  due: 'date',
  start: 'dateTime',
  items: 'list',
  span: 'duration',
};

function parsed(text: string) {
  const result = parseExpression(text, { types });
  if (!result.ok) throw new Error(result.error[0]?.message);
  return result.value;
}

describe('a comparison', () => {
  it.each([
    ['amount > "1000"', 'number', 'string'],
    ['discount <= "12 %"', 'number', 'string'],
    ['approved = "true"', 'boolean', 'string'],
    ['due < "2026-11-25"', 'date', 'string'],
    ['due <= now()', 'date', 'date and time'],
    ['region in (1, "EMEA")', 'string', 'number'],
    ['amount in [@"P1D"..@"P2D"]', 'number', 'days and time duration'],
    ['amount between 1 and "x"', 'number', 'string'],
    ['some i in items satisfies count(items) = "1"', 'number', 'string'],
  ])('of different types is known before it runs: %s', (text, left, right) => {
    expect(typeConflicts(parsed(text), types)[0]).toEqual({ left, right });
  });

  it.each([
    'amount > 1000 and region = "EMEA"',
    'due < today()',
    'start < now()',
    'items[price > "x"] = []',
    'unknown = "x"',
    'amount = null',
    'span > @"P1D"',
    'region in ("a", names)',
    '(if approved then amount else region) = 5',
  ])('is left alone where types agree or are not known: %s', (text) => {
    expect(typeConflicts(parsed(text), types)).toEqual([]);
  });
});

describe('the type of an expression', () => {
  it.each([
    ['amount > 1', 'boolean'],
    ['amount + 1', 'number'],
    ['region', 'string'],
    ['today()', 'date'],
    ['{a: 1}', 'context'],
    ['customer.name', undefined],
    ['due + span', undefined],
  ])('of %s is %s', (text, type) => {
    expect(typeOfExpression(parsed(text), types)).toBe(type);
  });
});
