import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, parseExpression, type Variables } from './index.ts';

function run(text: string, variables: Variables = {}): unknown {
  const parsed = parseExpression(text);
  if (!parsed.ok) return parsed.error[0]?.code;
  const result = evaluate(parsed.value, { variables, at: 0 });
  return result.ok ? result.value : result.error.code;
}

describe('an evaluation', () => {
  it.each([
    ['for i in 1..10000000 return i', 'list-too-long'],
    ['every i in 1..10000000 satisfies i > 0', 'too-many-steps'],
    ['every i in 1..5000 satisfies every j in 1..5000 satisfies i + j > 0', 'too-many-steps'],
    ['(function(f) f(f))(function(f) f(f))', 'too-deep'],
    [`{f: function(g, n) if n > 0 then ${'[{a: '.repeat(20)}g(g, n - 1)${'}]'.repeat(20)} else 1, r: f(f, 95)}.r`, 'too-deep'],
    ['for i in 1..20 return [partial, partial]', 'too-many-steps'],
    [`{a0: [1, 1]${Array.from({ length: 30 }, (_, i) => `, a${i + 1}: [a${i}, a${i}]`).join('')}}`, 'too-many-steps'],
    ['for i in 1..9000 return upper case(text)', 'too-many-steps'],
    ['string join(for i in 1..20 return text, "")', 'string-too-long'],
  ])('of %s stops as %s', (text, code) => {
    expect(run(text, { text: 'x'.repeat(10_000) })).toBe(code);
  });

  it('weighs long bodies, so that no text of the greatest length runs for minutes', () => {
    const body = Array.from({ length: 250 }, () => 'i').join(' + ');
    expect(run(`every i in 1..90000 satisfies ${body} > 0`)).toBe('too-many-steps');
  });
});

describe('parsing', () => {
  it.each([
    [Array.from({ length: 600 }, () => '1').join(' + '), 600],
    [Array.from({ length: 300 }, () => 'true').join(' and '), true],
    [`${'('.repeat(90)}1${')'.repeat(90)}`, 1],
  ])('takes long chains and many brackets', (text, value) => {
    expect(run(text)).toBe(value);
  });

  it.each([
    [`${'('.repeat(200)}1${')'.repeat(200)}`, 'too-deep'],
    ['{a:'.repeat(1000), 'too-deep'],
    [`${'- '.repeat(200)}a`, 'too-deep'],
    [Array.from({ length: 1900 }, () => '1').join('+'), 'too-deep'],
    ['x'.repeat(4_001), 'too-long'],
  ])('refuses what is deep or long', (text, code) => {
    expect(run(text)).toBe(code);
  });

  it('answers a value or a refusal for any text, and the evaluation does too', () => {
    const part = fc.constantFrom(
      ...'a b 1 . .. + - * ** / ( ) [ ] { } , : ; = != < > "s" `n` @"P1D" @ ? in and or not if then else for some every return satisfies between instance of function date time duration partial item null true list < > # \\ \n // /* 合同'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const parsed = parseExpression(parts.join(' '));
        if (parsed.ok) evaluate(parsed.value, { variables: { a: 1, b: [1, 2] }, at: 0 });
      }),
      { numRuns: 2000 },
    );
  });
});
