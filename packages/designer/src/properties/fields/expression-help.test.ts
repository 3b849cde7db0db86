import { describe, expect, it } from 'vitest';
import { completions } from './completions.ts';
import { judgeExpression } from './judge-expression.ts';

const variables = [
  { name: 'amount', type: 'money' },
  { name: 'amendments', type: 'list', from: 'Prepare' },
  { name: 'risk', type: 'text' },
];

describe('an expression that is typed', () => {
  it('is not judged before something stands there', () => {
    expect(judgeExpression('  ', variables)).toBeUndefined();
  });

  it('is accepted when it reads what is in scope', () => {
    expect(judgeExpression('amount < 20000 and risk = "low"', variables)).toBeUndefined();
    expect(judgeExpression('= count(amendments) > 2', variables)).toBeUndefined();
  });

  it('is wrong where it is no FEEL, and says where', () => {
    expect(judgeExpression('amount <', variables)).toMatchObject({ isError: true, code: 'syntax' });
  });

  it('warns of a name that nothing here has, without calling it wrong', () => {
    expect(judgeExpression('amout > 1', variables)).toMatchObject({
      isError: false,
      code: 'unknown-name',
      params: { name: 'amout', near: 'amount' },
    });
  });
});

describe('completion', () => {
  const names = (text: string, cursor = text.length) => completions(text, cursor, variables).map(({ name }) => name);

  it('offers every variable in an empty field', () => {
    expect(names('')).toEqual(['amount', 'amendments', 'risk']);
  });

  it('offers what begins like the word before the cursor, variables before functions', () => {
    expect(names('risk = "low" and am')).toEqual(['amount', 'amendments']);
    expect(names('cou')).toContain('count');
  });

  it('puts the completion in the place of the word, and keeps the rest', () => {
    const [first] = completions('am > 5', 2, variables);
    expect(first?.whole).toBe('amount > 5');
  });

  it('is silent inside a text and behind a dot', () => {
    expect(names('risk = "am')).toEqual([]);
    expect(names('customer.am')).toEqual([]);
  });
});
