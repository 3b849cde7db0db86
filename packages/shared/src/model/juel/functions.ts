import { type Feel, feel, within } from './feel-text.ts';

type Write = (parameters: readonly Feel[]) => Feel | undefined;

const compare =
  (sign: string): Write =>
  ([a, b]) =>
    a && b && feel('compare', `${within('add', a)} ${sign} ${within('add', b)}`);
const missing: Write = ([a]) => a && feel('compare', `${within('add', a)} in [null, "", [], {}]`);

/** Flowable's functions on variables (`var:equals(x, 1)`), whose first parameter is a variable's name. */
const counterparts: Readonly<Record<string, Write>> = {
  get: ([a]) => a,
  getOrDefault: ([a, b]) => a && b && feel('choice', `if ${a.text} = null then ${b.text} else ${a.text}`),
  exists: ([a]) => a && feel('compare', `${within('add', a)} != null`),
  equals: compare('='),
  eq: compare('='),
  notEquals: compare('!='),
  ne: compare('!='),
  lowerThan: compare('<'),
  lessThan: compare('<'),
  lt: compare('<'),
  lowerThanOrEquals: compare('<='),
  lessThanOrEquals: compare('<='),
  lte: compare('<='),
  greaterThan: compare('>'),
  gt: compare('>'),
  greaterThanOrEquals: compare('>='),
  gte: compare('>='),
  isEmpty: missing,
  empty: missing,
  isNotEmpty: (parameters) => {
    const test = missing(parameters);
    return test && feel('operand', `not(${test.text})`);
  },
};

/** FEEL that may stand for a call of a function; undefined where there is none that could be proposed. */
export function functionAsFeel(name: string, parameters: readonly Feel[]): Feel | undefined {
  const [, local = ''] = /^(?:vars?|variables):(.*)$/.exec(name) ?? [];
  return Object.hasOwn(counterparts, local) ? counterparts[local]?.(parameters) : undefined;
}
