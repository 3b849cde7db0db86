import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../expression/index.ts';
import { holdsJuel, type Place, readJuel } from './read-juel.ts';

/** Both ways to write one mean the same. */
const inBraces = (inside: string): string => `#{${inside}}`;
const feelOf = (inside: string, place: Place = 'condition'): string | undefined => {
  const read = readJuel(inBraces(inside), place);
  return read.ok ? read.feel : undefined;
};

describe('a JUEL expression that FEEL can say', () => {
  it.each([
    ['amount > 100', '= amount > 100'],
    [' amount gt 100.50 ', '= amount > 100.5'],
    ['approved', '= approved'],
    ['!approved', '= approved != true'],
    ['not approved', '= approved != true'],
    ["x == 'a' && y != 3", '= x = "a" and y != 3'],
    ['x eq "a" or y ne 3 and z lt 4', '= x = "a" or y != 3 and z < 4'],
    ['(a or b) and c', '= (a or b) and c'],
    ['!(a or b and c)', '= a != true and (b != true or c != true)'],
    ['customer.address.city == null', '= customer.address.city = null'],
    ["customer['first name'] == 'Li'", '= customer.`first name` = "Li"'],
    ['orders[0].price >= 250', '= orders[1].price >= 250'],
    ['empty list', '= list in [null, "", [], {}]'],
    ['not empty items', '= not(items in [null, "", [], {}])'],
    ['!(x > 5)', '= x = null or x <= 5'],
    ['x <= y', '= x <= y or x = null and y = null'],
    ['!(x <= y)', '= (x = null) != (y = null) or x > y'],
    ['vip ? amount > 5 : amount > 9', '= if vip then amount > 5 else amount > 9'],
    ['true', '= true'],
    ['date == in', '= `date` = `in`'],
    ["execution.getVariable('sum') > 5", '= sum > 5'],
    ['nrOfCompletedInstances/nrOfInstances >= 0.6', '= nrOfCompletedInstances / nrOfInstances >= 0.6'],
    ["name == 'it\\'s'", '= name = "it\'s"'],
    ['x == -1', '= x = -1'],
  ])('%s is %s', (juel, feel) => {
    expect(feelOf(juel)).toBe(feel);
    if (feel !== undefined) expect(parseExpression(feel)).toMatchObject({ ok: true });
  });

  it.each([
    ['customer.name', '= customer.name'],
    ["'text'", '= "text"'],
    ['5', '= 5'],
    ['a > b', '= (a > b) = true'],
    ['a && b', '= (a and b) = true'],
    ["vip ? 'gold' : null", '= if vip then "gold" else null'],
  ])('as a value: %s is %s', (juel, feel) => {
    expect(feelOf(juel, 'value')).toBe(feel);
    expect(parseExpression(feel)).toMatchObject({ ok: true });
  });

  it('reads a variable by the name that it has here', () => {
    expect(readJuel(inBraces('initiator'), 'value', new Map([['initiator', 'starter']]))).toEqual({
      ok: true,
      feel: '= starter',
    });
  });
});

describe('a JUEL expression that means something else, or nothing, in FEEL', () => {
  it.each([
    ["clarified.equals('yes')", 'method', 'equals()', '= clarified = "yes"'],
    ['!order.isPremium()', 'method', 'isPremium()', '= order.premium != true'],
    ['items.size() > 3', 'method', 'size()', '= count(items) > 3'],
    ['service.check(order)', 'method', 'check()', undefined],
    ['var:greaterThan(x, 10)', 'function', 'var:greaterThan()', '= x > 10'],
    ['now()', 'function', 'now()', undefined],
    ['amount * 2 > 100', 'arithmetic', '*', '= amount * 2 > 100'],
    ['done / total > 1', 'arithmetic', '/', '= done / total > 1'],
    ['execution.processBusinessKey == "a"', 'engine-object', 'execution', '= execution.processBusinessKey = "a"'],
    ['items[i]', 'index', '[i]', '= items[i + 1]'],
    ['loopCounter == 0', 'loop-counter', 'loopCounter', '= loopCounter - 1 = 0'],
    ["'yes'", 'text', 'yes', undefined],
    ['x <= null', 'text', 'null', undefined],
  ])('%s: %s %s', (juel, doubt, part, instead) => {
    const read = readJuel(inBraces(juel), 'condition');
    expect(read).toEqual({ ok: false, doubts: [{ doubt, part }], ...(instead === undefined ? {} : { instead }) });
    if (instead !== undefined) expect(parseExpression(instead)).toMatchObject({ ok: true });
  });

  it.each([
    ['Hello #{name}', '= "Hello " + string(name)'],
    ['#{a} and #{b.c}', '= string(a) + " and " + string(b.c)'],
    ['P#{span}D', '= "P" + string(span) + "D"'],
    ['#{a.b()} and #{c}', undefined],
    ['#{a', undefined],
  ])('%s is no single expression', (text, instead) => {
    const found = { ok: false, doubts: [{ doubt: 'template', part: text }] };
    expect(readJuel(text, 'value')).toEqual(instead === undefined ? found : { ...found, instead });
    if (instead !== undefined) expect(parseExpression(instead)).toMatchObject({ ok: true });
  });

  it('is told from FEEL whose text looks like one', () => {
    expect(['= "#{a}"', ' = "#{a}"', '#{a}', 'a'].map(holdsJuel)).toEqual([false, false, true, false]);
  });

  it.each(['', 'a b', 'a.', '(a', 'a ? b', '@x', `${'('.repeat(200)}a${')'.repeat(200)}`])('%s cannot be read', (inside) => {
    const text = inBraces(inside);
    expect(readJuel(text, 'value')).toEqual({ ok: false, doubts: [{ doubt: 'syntax', part: text }] });
  });
});
