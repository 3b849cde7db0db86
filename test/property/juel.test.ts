import { evaluate, parseExpression } from '@fortnight/shared/expression';
import { type Place, readJuel } from '@fortnight/shared/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

type Value = null | boolean | number | string | readonly Value[] | { readonly [name: string]: Value };
type Variables = { readonly [name: string]: Value };

/** An expression as it is written, and what it is by the rules of JSR-245 (§1.7 to §1.11), worked out by hand. */
interface Written {
  readonly text: string;
  readonly of: (variables: Variables) => Value;
}

const name = (text: string): Written => ({ text, of: (variables) => variables[text] ?? null });
const member = (object: string, property: string): Written => ({
  text: `${object}.${property}`,
  of: (variables) => (variables[object] as Variables | null)?.[property] ?? null,
});
const literal = (value: Value): Written => ({ text: typeof value === 'string' ? `'${value}'` : String(value), of: () => value });

/** What is missing counts as false. */
const isTrue = (value: Value): boolean => value === true;
const joint =
  (sign: string, of: (a: boolean, b: boolean) => boolean) =>
  ([a, b]: readonly [Written, Written]): Written => ({
    text: `(${a.text} ${sign} ${b.text})`,
    of: (variables) => of(isTrue(a.of(variables)), isTrue(b.of(variables))),
  });

/** Two that are missing are equal; one is neither equal to anything nor in an order with it. */
const order = (sign: string, of: (a: number | string, b: number | string) => boolean, whenBothMissing: boolean) => {
  return ([a, b]: readonly [Written, Written]): Written => ({
    text: `${a.text} ${sign} ${b.text}`,
    of: (variables) => {
      const [left, right] = [a.of(variables), b.of(variables)];
      if (left === null || right === null) return left === right && whenBothMissing;
      return of(left as number, right as number);
    },
  });
};
const orders = [
  order('<', (a, b) => a < b, false),
  order('le', (a, b) => a <= b, true),
  order('gt', (a, b) => a > b, false),
  order('>=', (a, b) => a >= b, true),
];
const equal = order('==', (a, b) => a === b, true);
const different = ([a, b]: readonly [Written, Written]): Written => ({
  text: `${a.text} != ${b.text}`,
  of: (variables) => !isTrue(equal([a, b]).of(variables)),
});
const isEmpty = (value: Value): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);

const { truth, value } = fc.letrec<{ truth: Written; number: Written; text: Written; value: Written }>((tie) => {
  const pair = (of: fc.Arbitrary<Written>) => fc.tuple(of, of);
  // A literal on both sides says nothing about what is missing, and JUEL's own constants are no variables.
  const comparable = fc.oneof(pair(tie('number')), pair(tie('text')));
  return {
    number: fc.oneof(fc.constantFrom(name('n'), name('m'), member('o', 'n')), fc.constantFrom(0, 3, 2.5).map(literal)),
    text: fc.oneof(fc.constantFrom(name('s'), name('t'), member('o', 's')), fc.constantFrom('a', 'b', '').map(literal)),
    truth: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(name('p'), name('q'), member('o', 'p'), literal(true), literal(false)),
      fc.constantFrom('n', 's', 'p', 'l', 'o').map(
        (one): Written => ({
          text: `empty ${one}`,
          of: (variables) => isEmpty(variables[one] ?? null),
        }),
      ),
      fc.constantFrom('n', 's', 'p', 'l', 'o').map((one) => equal([name(one), literal(null)])),
      fc.constantFrom('p', 'q').map((one) => different([name(one), literal(true)])),
      fc.tuple(fc.constantFrom(equal, different, ...orders), comparable).map(([compare, sides]) => compare(sides)),
      tie('truth').map((inner): Written => ({ text: `!(${inner.text})`, of: (variables) => !isTrue(inner.of(variables)) })),
      pair(tie('truth')).map(joint('&&', (a, b) => a && b)),
      pair(tie('truth')).map(joint('or', (a, b) => a || b)),
      fc.tuple(tie('truth'), tie('truth'), tie('truth')).map(
        ([condition, yes, no]): Written => ({
          text: `(${condition.text} ? ${yes.text} : ${no.text})`,
          of: (variables) => (isTrue(condition.of(variables)) ? yes : no).of(variables),
        }),
      ),
    ),
    value: fc.oneof(
      tie('truth').filter(({ text }) => /[!=<>&?(]|empty| [a-z]+ /.test(text)),
      tie('number'),
      tie('text'),
    ),
  };
});

const orMissing = <T extends Value>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { freq: 3 });
const numbers = orMissing(fc.constantFrom(0, 2.5, 3, 10));
const texts = orMissing(fc.constantFrom('', 'a', 'b', 'B'));
const truths = orMissing(fc.boolean());
const variables: fc.Arbitrary<Variables> = fc.record({
  n: numbers,
  m: numbers,
  s: texts,
  t: texts,
  p: truths,
  q: truths,
  l: orMissing(fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 })),
  o: orMissing(fc.oneof(fc.record({ n: numbers, s: texts, p: truths }), fc.constant({}))),
});

function answerOf(written: Written, place: Place, of: Variables): Value {
  const read = readJuel(`\${${written.text}}`, place);
  if (!read.ok) throw new Error(`${written.text}: ${JSON.stringify(read.doubts)}`);
  const parsed = parseExpression(read.feel);
  if (!parsed.ok) throw new Error(`${read.feel}: ${JSON.stringify(parsed.error)}`);
  const answer = evaluate(parsed.value, { variables: of as never, at: 0 });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value as Value;
}

describe('a JUEL expression that is read as FEEL', () => {
  it('is true where JUEL says so, whatever is missing', () => {
    fc.assert(
      fc.property(truth, variables, (written, of) => {
        expect(answerOf(written, 'condition', of) === true).toBe(isTrue(written.of(of)));
      }),
      { numRuns: 2000 },
    );
  });

  it('has the value that JUEL gives it', () => {
    fc.assert(
      fc.property(value, variables, (written, of) => {
        expect(answerOf(written, 'value', of)).toEqual(written.of(of));
      }),
      { numRuns: 1000 },
    );
  });
});
