import { describe, expect, it } from 'vitest';
import { completions } from './completions.ts';
import { judgeExpression } from './judge-expression.ts';

const variables = [
  { name: 'amount', type: 'money' },
  { name: 'amendments', type: 'list', from: 'Prepare' },
  { name: 'risk', type: 'text', label: 'How risky it is', from: 'Check' },
];

const none = () => [];
const unknown = (near?: string) => () => [{ name: 'amout', ...(near && { near }) }];

describe('an expression that is typed', () => {
  it('is not judged before something stands there', () => {
    expect(judgeExpression('  ', variables, none)).toBeUndefined();
  });

  it('is accepted when it reads what is in scope', () => {
    expect(judgeExpression('amount < 20000 and risk = "low"', variables, unknown())).toBeUndefined();
    expect(judgeExpression('= count(amendments) > 2', variables, unknown())).toBeUndefined();
  });

  it('is wrong where it is no FEEL, and says where', () => {
    expect(judgeExpression('amount <', variables, none)).toMatchObject({ isError: true, code: 'syntax' });
  });

  it('warns of a name that the list of problems tells of, without calling it wrong', () => {
    const near = { isError: false, code: 'unknown-name-near', params: { name: 'amout', near: 'amount' } };
    expect(judgeExpression('amout > 1', variables, unknown('amount'))).toMatchObject(near);
    expect(judgeExpression('amout > 1', variables, unknown())).toMatchObject({ isError: false, code: 'unknown-name' });
    expect(judgeExpression('amout > 1', variables, none)).toBeUndefined();
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

  it('says what a form calls a variable, and finds it by that', () => {
    expect(completions('how', 3, variables, (type) => `a ${type}`)).toMatchObject([
      { name: 'risk', whole: 'risk', detail: 'How risky it is · a text · Check' },
    ]);
  });

  it('is silent inside a text and behind a dot', () => {
    expect(names('risk = "am')).toEqual([]);
    expect(names('customer.am')).toEqual([]);
  });
});
