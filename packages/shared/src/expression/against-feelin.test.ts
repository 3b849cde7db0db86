import { evaluate as evaluateInFeelin } from 'feelin';
import { describe, expect, it } from 'vitest';
import { evaluate, parseExpression, type Variables } from './index.ts';

const variables: Variables = {
  a: 7,
  b: 3,
  name: 'Li Wei',
  amount: 120000,
  customer: {
    region: 'EMEA',
    contacts: [
      { name: 'Ann', age: 31 },
      { name: 'Bob', age: 52 },
    ],
  },
  items: [
    { price: 10, qty: 2 },
    { price: 5.5, qty: 4 },
  ],
  flag: true,
  nothing: null,
  tags: ['x', 'y', 'x'],
};

/** One a line; feelin is right on all of these. */
const table = String.raw`
a + b * 2
a - b - 1
(a + b) ** 2
-a
a > b and flag
a > b or nothing
nothing and false
not(flag)
amount between 100000 and 200000
a in [1..7]
a in [1..7)
a in (<3, >5)
name in ("Li Wei", "Bob")
if a > b then "more" else "less"
customer.region
customer.contacts.name
customer.contacts[age > 40].name
customer.contacts[1].name
customer.contacts[-1].age
items[price * qty > 20]
sum(for i in items return i.price * i.qty)
for x in 1..4 return x * x
for x in [1, 2], y in [10, 20] return x + y
for x in 1..5 return if x = 1 then 1 else x + partial[-1]
some t in tags satisfies t = "y"
every t in tags satisfies t = "x"
{a: 1, b: a + 1}.b
{"a b": 1}.a b
count(tags)
distinct values(tags)
index of(tags, "x")
concatenate(tags, ["z"])
insert before(tags, 2, "n")
remove(tags, 1)
reverse(tags)
append(tags, "q")
union(tags, ["z"])
flatten([[1], [2, [3]]])
sublist([1, 2, 3], 2)
sublist([1, 2, 3], 1, 2)
min(3, 1, 2)
max([3, 1, 2])
mean([1, 2, 3])
product([2, 3])
mode([1, 2, 2])
list contains(tags, "y")
all([true, false])
any([true, false])
sort([3, 1, 2], function(x, y) x < y)
sort(customer.contacts, function(x, y) x.age > y.age).name
substring("foobar", 3)
substring("foobar", 3, 2)
substring("foobar", -3, 1)
substring(string: "foobar", start position: 2)
string length("foo")
upper case("aBc4")
lower case("aBc4")
substring before("foobar", "bar")
substring after("foobar", "ob")
contains("foobar", "of")
starts with("foobar", "fo")
ends with("foobar", "r")
replace("abcd", "(ab)|(a)", "[1=$1]")
matches("foobar", "^fo*b")
split("John Doe", "\s")
split("a;b;c;;", ";")
string join(["a", "b"], "-")
decimal(1/3, 2)
decimal(2.5, 0)
floor(1.5)
ceiling(-1.5)
round up(5.5, 0)
round down(-5.5, 0)
round half up(5.5, 0)
round half down(5.5, 0)
abs(-3)
modulo(12, 5)
modulo(-12, 5)
sqrt(16)
odd(5)
even(2)
number("1 000,5", " ", ",")
string(1.5)
string(true)
get value({k: 1}, "k")
get entries({k: 1})
context put({k: 1}, "m", 2)
context merge([{k: 1}, {k: 2}])
context([{key: "k", value: 1}])
date("2026-11-25").year
date("2026-11-25").weekday
date("2026-11-25") + duration("P1M")
date("2026-01-31") < date("2026-02-01")
date("2026-02-01") - date("2026-01-01")
date and time("2026-11-25T10:00:00Z") + duration("PT3H")
date and time("2026-11-25T10:00:00Z") = date and time("2026-11-25T12:00:00+02:00")
date and time("2026-11-25T10:30:00").minute
time("10:30:00") + duration("PT1H")
duration("P1D") + duration("PT12H")
duration("P1Y") = duration("P12M")
duration("PT36H").days
duration("PT36H").hours
duration("P14M").years
duration("P3D") > duration("PT70H")
@"2026-11-25"
@"P1DT2H"
day of week(date("2026-11-25"))
month of year(date("2026-11-25"))
day of year(date("2026-11-25"))
week of year(date("2026-11-25"))
date("2026-11-25") in [date("2026-11-01")..date("2026-11-30")]
a instance of number
name instance of string
tags instance of list<string>
date("2026-11-25") instance of date
duration("P1D") instance of days and time duration
(function(x, y) x + y)(1, 2)
{add: function(x) x + 1, r: add(2)}.r
[1..3].start included
is(1, 1)
null = nothing
nothing != 1
"a" + "b"
"中文" + name
string length("😀")
[1, 2] = [1, 2]
{a: 1} = {a: 1}
number("x")
1 / 0
date("2026-02-30")
`;

function answerTo(text: string): unknown {
  const parsed = parseExpression(text);
  const answer = parsed.ok ? evaluate(parsed.value, { variables, at: 0 }) : parsed;
  return 'value' in answer ? answer.value : answer.error;
}

describe('the evaluator agrees with feelin on', () => {
  it.each(table.trim().split('\n'))('%s', (text) => {
    const { value } = evaluateInFeelin(text, variables);
    expect(answerTo(text)).toEqual(JSON.parse(JSON.stringify(value ?? null)));
  });
});
