import { equals, isWithin, order } from '../compare.ts';
import type { Run } from '../run.ts';
import { Range, type Value } from '../value.ts';
import { define } from './define.ts';

type Sign = number | null;
type Answer = boolean | null;

const answer = (signs: readonly Sign[], claim: (...signs: number[]) => boolean): Answer =>
  signs.every((sign) => sign !== null) ? claim(...(signs as number[])) : null;

/** The first ends before the second starts; a point is a range of itself. */
function isBefore(run: Run, first: Range, second: Range): Answer {
  if (first.high === undefined || second.low === undefined) return false;
  return answer(
    [order(run, first.high, second.low)],
    (sign) => sign < 0 || (sign === 0 && !(first.includesHigh && second.includesLow)),
  );
}

const toRange = (value: Value): Range => (value instanceof Range ? value : new Range(value, value, true, true));

define('before(range1: any, range2: any)', (run, a: Value, b: Value) => isBefore(run, toRange(a), toRange(b)));
define('after(range1: any, range2: any)', (run, a: Value, b: Value) => isBefore(run, toRange(b), toRange(a)));

const meets = (run: Run, a: Range, b: Range): Answer =>
  a.high === undefined || b.low === undefined ? false : a.includesHigh && b.includesLow && equals(run, a.high, b.low);
define('meets(range1: range, range2: range)', (run, a: Range, b: Range) => meets(run, a, b));
define('met by(range1: range, range2: range)', (run, a: Range, b: Range) => meets(run, b, a));

function overlaps(run: Run, a: Range, b: Range): Answer {
  const [before, after] = [isBefore(run, a, b), isBefore(run, b, a)];
  return before === null || after === null ? null : !before && !after;
}
define('overlaps(range1: range, range2: range)', (run, a: Range, b: Range) => overlaps(run, a, b));

/** Where a starts in relation to b: before (less than 0), with it (0), after. */
function startSign(run: Run, a: Range, b: Range): Sign {
  if (a.low === undefined || b.low === undefined) return Number(a.low !== undefined) - Number(b.low !== undefined);
  const sign = order(run, a.low, b.low);
  return sign === 0 ? Number(b.includesLow) - Number(a.includesLow) : sign;
}
function endSign(run: Run, a: Range, b: Range): Sign {
  if (a.high === undefined || b.high === undefined) return Number(b.high !== undefined) - Number(a.high !== undefined);
  const sign = order(run, a.high, b.high);
  return sign === 0 ? Number(a.includesHigh) - Number(b.includesHigh) : sign;
}

function overlapsFromBefore(run: Run, a: Range, b: Range): Answer {
  const overlap = overlaps(run, a, b);
  return overlap !== true ? overlap : answer([startSign(run, a, b), endSign(run, a, b)], (start, end) => start < 0 && end < 0);
}
define('overlaps before(range1: range, range2: range)', (run, a: Range, b: Range) => overlapsFromBefore(run, a, b));
define('overlaps after(range1: range, range2: range)', (run, a: Range, b: Range) => overlapsFromBefore(run, b, a));

function includes(run: Run, range: Range, value: Value): Answer {
  if (!(value instanceof Range)) return isWithin(run, range, value);
  return answer([startSign(run, range, value), endSign(run, range, value)], (start, end) => start <= 0 && end >= 0);
}
define('includes(range: range, value: any)', (run, range: Range, value: Value) => includes(run, range, value));
define('during(value: any, range: range)', (run, value: Value, range: Range) => includes(run, range, value));

function starts(run: Run, part: Value, range: Range): Answer {
  if (!(part instanceof Range)) return range.includesLow && equals(run, part, range.low ?? null);
  return answer([startSign(run, part, range), endSign(run, part, range)], (start, end) => start === 0 && end <= 0);
}
function finishes(run: Run, part: Value, range: Range): Answer {
  if (!(part instanceof Range)) return range.includesHigh && equals(run, part, range.high ?? null);
  return answer([startSign(run, part, range), endSign(run, part, range)], (start, end) => start >= 0 && end === 0);
}
define('starts(value: any, range: range)', (run, value: Value, range: Range) => starts(run, value, range));
define('started by(range: range, value: any)', (run, range: Range, value: Value) => starts(run, value, range));
define('finishes(value: any, range: range)', (run, value: Value, range: Range) => finishes(run, value, range));
define('finished by(range: range, value: any)', (run, range: Range, value: Value) => finishes(run, value, range));

define('coincides(range1: any, range2: any)', (run, a: Value, b: Value) => equals(run, a, b));
