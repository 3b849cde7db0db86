import { describe, expect, it } from 'vitest';
import type { Json } from '../base/index.ts';
import { evaluate, parseExpression, type Variables } from './index.ts';

function run(text: string, variables: Variables = {}): Json | { error: string } {
  const parsed = parseExpression(text);
  if (!parsed.ok) return { error: parsed.error[0]?.code ?? '' };
  const result = evaluate(JSON.parse(JSON.stringify(parsed.value)), { variables, at: 0 });
  return result.ok ? result.value : { error: result.error.code };
}

describe('an expression', () => {
  it.each<[string, Json, Variables?]>([
    ['amount > 100000 and region = "EMEA"', true, { amount: 100001, region: 'EMEA' }],
    ['= 1 + 2 * 3', 7],
    ['0.1 + 0.2', 0.3],
    ['0.3 / 0.1', 3],
    ['1.1 * 1.1', 1.21],
    ['1 / 0', null],
    ['big * big', null, { big: 1e300 }],
    ['sum([big, big])', null, { big: 1.7e308 }],
    ['1 / 3', 1 / 3],
    ['null and false', false],
    ['null and true', null],
    ['null or true', true],
    ['1 = "1"', null],
    ['x = null', true],
    ['customer.address.city', 'Bonn', { customer: { address: { city: 'Bonn' } } }],
    ['customer.toString', null, { customer: {} }],
    ['if x then 1 else 2', 2],
    ['3 in [1..3)', false],
    ['3 in (1..3]', true],
    ['5 in (<3, >4)', true],
    ['x in ("a", "b")', true, { x: 'b' }],
    ['2 between 1 and 3', true],
    ['[1, 2, 3][item > 1]', [2, 3]],
    ['[1, 2, 3][-1]', 3],
    ['[1, 2][0]', null],
    [
      'lines[price > limit].name',
      ['b'],
      {
        limit: 5,
        lines: [
          { name: 'a', price: 1 },
          { name: 'b', price: 9 },
        ],
      },
    ],
    ['for i in 1..3, j in [10, 20] return i * j', [10, 20, 20, 40, 30, 60]],
    ['some x in [1, 2] satisfies x > 1', true],
    ['every x in [1, 2] satisfies x > 1', false],
    ['{a: 1, b: a + 1}', { a: 1, b: 2 }],
    ['count(fields) <= 6', true, { fields: ['a'] }],
    ['sum(0.1, 0.2)', 0.3],
    ['max([1, 5, 2])', 5],
    ['starts with("abc", "ab")', true],
    ['substring("foobar", -2)', 'ar'],
    ['decimal(2.345, 2)', 2.34],
    ['floor(-1.5)', -2],
    ['round half up(2.5, 0)', 3],
    ['not(true)', false],
    ['list contains([1, "a"], "a")', true],
    ['distinct values([1, 2, 1])', [1, 2]],
  ])('%s is %j', (text, value, variables) => {
    expect(run(text, variables)).toEqual(value);
  });

  it.each([
    ['1 +', 'syntax'],
    ['', 'empty'],
    ['launch(1)', 'unknown-function'],
    ['count()', 'wrong-argument-count'],
    [`${'('.repeat(200)}1${')'.repeat(200)}`, 'too-deep'],
    ['for i in 1..10000000 return i', 'list-too-long'],
    ['every i in 1..10000000 satisfies i > 0', 'too-many-steps'],
    ['x instance of money', 'syntax'],
  ])('refuses %s as %s', (text, code) => {
    expect(run(text)).toEqual({ error: code });
  });

  it('names the variables that it reads, and refuses undeclared ones where names are declared', () => {
    const parsed = parseExpression('b + a.c + (for i in d return i)[1]');
    expect(parsed.ok && parsed.value.reads).toEqual(['a', 'b', 'd']);
    expect(parseExpression('a + b', { names: ['a'] })).toMatchObject({
      ok: false,
      error: [{ code: 'unknown-name', from: 4, to: 5 }],
    });
  });
});
