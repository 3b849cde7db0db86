import { describe, expect, it } from 'vitest';
import { evaluate, parseExpression } from '../index.ts';

function answer(text: string, variables = {}) {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new Error(parsed.error[0]?.message);
  const result = evaluate(parsed.value, { variables, at: 0 });
  return result.ok ? result : { value: result.error.code, warnings: [] };
}

describe('a pattern', () => {
  it.each<[string, unknown]>([
    [String.raw`matches("2026-11-25", "^\d{4}-\d{2}-\d{2}$")`, true],
    [String.raw`matches("合同-12", "^\p{L}+-\d+$")`, true],
    ['matches("b", "[a-c-[b]]")', false],
    ['matches("J", "[A-Z-[OI]]")', true],
    ['matches("HELLO", "hello", "i")', true],
    ['matches("a" + "\\n" + "b", "a.b")', false],
    ['matches("a" + "\\n" + "b", "a.b", "s")', true],
    ['matches("a" + "\\n" + "b", "^b", "m")', true],
    ['matches("hello world", " h e l l o [ ] world", "x")', true],
    ['matches("abc", "^(?:ab|a)c$")', true],
    ['matches("ab", "^a{2,3}b?$")', false],
    ['replace("abracadabra", "a.*?a", "*")', '*c*bra'],
    ['replace("2026-11-25", "([0-9]+)-([0-9]+)-([0-9]+)", "$3.$2.$1")', '25.11.2026'],
    [String.raw`replace("a.b", "\.", "\$")`, 'a$b'],
    ['replace("😀x", ".", "-")', '--'],
    ['split("a, b,c", ",[ ]*")', ['a', 'b', 'c']],
  ])('%s is %j', (text, value) => {
    expect(answer(text).value).toEqual(value);
  });

  it('ends in time that grows with the text alone', () => {
    const text = `${'a'.repeat(2000)}!`;
    for (const pattern of ['^(a+)+$', '^(a|a)*$', '^(a|aa)+$', '(.*)*x']) {
      expect(answer('matches(text, pattern)', { text, pattern }).value).toBe(false);
    }
  });

  it('stops a search that takes too many steps', () => {
    const text = 'a'.repeat(90_000);
    expect(answer('matches(text, "(a?){200}b")', { text }).value).toBe('too-many-steps');
  });

  it.each(['(', 'a)', '[a', '*', 'a**', '{2}', String.raw`(a)\\1`, 'a{2,1}', '(?=a)', '[z-a]', 'a{900}{900}', '(a{1000}){1000}'])(
    'is refused with a warning where it is none: %s',
    (pattern) => {
      expect(answer('matches("a", pattern)', { pattern: pattern.replace('\\\\', '\\') })).toMatchObject({
        value: null,
        warnings: [{ code: 'bad-pattern' }],
      });
    },
  );
});
