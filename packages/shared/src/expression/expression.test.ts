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
    ['3 in [1, 2] or true', true],
    ['1 in [1, 2] and false', false],
    ['false and 1 in [1, 2] or true', true],
    ['true or 1 in [2] and false', true],
    ['1 in > 5 or true', true],
    ['1 in [1..5] and 2 in [1] and true', false],
    ['3 in ([1, 2] or true)', null],
    ['if 1 in [2] or 1 in [1] then "a" else "b"', 'a'],
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
    ['distinct values([{a: 1}, 1.0, {a: 1}, "1", 1, null, null])', [{ a: 1 }, 1, '1', null]],
    ['count(distinct values(for i in 1..9000 return i))', 9000],
    ['sort(for i in 1..3000 return 3000 - i, function(x, y) x < y)[1]', 0],
    ['1 / 3 * 3', 1],
    ['1234567890.12 * 1.0825 - 1336419741.0549 = 0', true],
    ['round half up(0.615 * 100000000000.1, 3)', 61500000000.062],
    ['9007199254740993 - 9007199254740992', 1],
    ['2 ** 100 - 2 ** 100 + 1', 1],
    ['(a + b) * c', 0.3, { a: 0.1, b: 0.2, c: 1 }],
    ['null in (< 5)', null],
    ['1 in ("a")', null],
    ['5 in (null, 5)', true],
    ['5 in [1..limit]', null, { limit: null }],
    ['3 between null and 2', false],
    ['7 in (> 5)', true],
    ['[1, 2] in [[1, 2], [3]]', true],
    ['`a-b` + 1', 3, { 'a-b': 2 }],
    ['customer.`first name`', 'Li', { customer: { 'first name': 'Li' } }],
    ['customer name', 'Li', { 'customer name': 'Li' }],
    ['客户.合同 金额 > 100', true, { 客户: { '合同 金额': 200 } }],
    ['start date', 'x', { 'start date': 'x' }],
    ['(function(x, y) x - y)(y: 1, x: 3)', 2],
    ['(for i in 1..3 return function(x) x + i)[2](10)', 12],
    ['{twice: function(f, x) f(f(x)), r: twice(function(x) x * 3, 2)}.r', 18],
    ['sort([{n: 2, k: "a"}, {n: 1}, {n: 2, k: "b"}], function(x, y) x.n < y.n).k', [null, 'a', 'b']],
    ['[{item: 1}, {item: 2}][item > 1]', [{ item: 2 }]],
    ['[][1]', null],
    ['replace(input: "abc", pattern: "b", replacement: "x")', 'axc'],
    ['string join(list: ["a", "b"], suffix: "!")', 'ab!'],
    ['context put({a: {b: 1}}, ["a", "c"], 2)', { a: { b: 1, c: 2 } }],
    ['{a: 1}.toString', null],
    ['string([1, "a", {b: null}])', '[1, "a", {b: null}]'],
    ['overlaps([1..3], [3..5])', true],
    ['before(1, [2..3])', true],
    ['includes([1..10], [2..3])', true],
    ['@"P1D" instance of days and time duration', true],
    ['{a: 1} instance of context<a: number>', true],
    ['"a\\b"', 'a\\b'],
  ])('%s is %j', (text, value, variables) => {
    expect(run(text, variables)).toEqual(value);
  });

  it.each([
    ['1 +', 'syntax'],
    ['', 'empty'],
    ['launch(1)', 'unknown-function'],
    ['count()', 'wrong-argument-count'],
    ['substring(text: "a", start position: 1)', 'unknown-parameter'],
    ['a == 5', 'syntax'],
    ['a <> 5', 'syntax'],
    ['> 5', 'syntax'],
    ['a > 5 and < 10', 'syntax'],
    ['not a', 'syntax'],
    ['count(a，b)', 'syntax'],
    ['金额＞5', 'syntax'],
    ['function(x) external {java: {}}', 'not-supported'],
    ['{a: 1, a: 2}', 'syntax'],
    ['x instance of money', 'syntax'],
  ])('refuses %s as %s', (text, code) => {
    expect(run(text)).toEqual({ error: code });
  });

  it.each([
    ['1 +', 'The expression ends too early, after "1 +".'],
    ['a && b', '"&& b" was not expected, after "a". Write and for &&.'],
    ["a = 'x'", `"'x'" was not expected, after "a =". Texts stand in straight double quotes.`],
    ['if a then 1', 'The expression ends too early, after "if a then 1". A choice needs its else.'],
    ['not a', '"not a" is no name: write not(a), or a name that begins with "not" in backticks.'],
  ])('says of %s what is wrong and what to write', (text, message) => {
    expect(parseExpression(text)).toMatchObject({ ok: false, error: [{ message }] });
  });

  it('takes a declared name that looks like a slip', () => {
    expect(parseExpression('not billed > 5', { names: ['not billed'] })).toMatchObject({
      ok: true,
      value: { reads: ['not billed'] },
    });
    expect(parseExpression('`金额（元）` > 5')).toMatchObject({ ok: true, value: { reads: ['金额（元）'] } });
    expect(parseExpression('金额（元） > 5', { types: { '金额（元）': 'money' } })).toMatchObject({ ok: true });
  });

  it.each([
    ['x + 1', 'no-variable'],
    ['[1..2]', 'no-json'],
    ['function(x) x', 'no-json'],
    ['"a" + 1', 'wrong-type'],
    ['count(null)', 'wrong-type'],
    ['[1, 2][3]', 'out-of-range'],
    ['(function(x) x)(1, 2)', 'wrong-argument-count'],
    ['decimal(1, 99999)', 'out-of-range'],
  ])('answers null for %s with the warning %s', (text, code) => {
    const parsed = parseExpression(text);
    const result = parsed.ok && evaluate(parsed.value, { variables: {}, at: 0 });
    expect(result).toMatchObject({ ok: true, value: null, warnings: [{ code }] });
  });

  it('reads a name that holds an operator as one only where it is declared', () => {
    const names = ['a-b', 'a', 'b'];
    const variables = { 'a-b': 1, a: 10, b: 3 };
    const read = (options: object) => {
      const parsed = parseExpression('a-b', options);
      return parsed.ok && evaluate(parsed.value, { variables, at: 0 });
    };
    expect(read({ names })).toMatchObject({ value: 1 });
    expect(read({})).toMatchObject({ value: 7 });
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
