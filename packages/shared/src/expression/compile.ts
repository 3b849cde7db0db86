import { isJsonObject, type Json } from '../base/index.ts';
import { builtins } from './builtins.ts';
import { add, divide, multiply } from './decimal.ts';
import { equals, order, typeOf } from './equality.ts';
import type { Run } from './run.ts';
import type { ArithmeticOperator, ComparisonOperator, Iterator, Node, Test } from './tree.ts';

/** A compiled node. */
export type Code = (run: Run) => Json;

/** Turns a tree into closures; each runs on one `Run` at a time. */
export function compileNode(node: Node): Code {
  switch (node.kind) {
    case 'literal':
      return () => node.value;
    case 'variable':
      return ({ context: { variables } }) => (Object.hasOwn(variables, node.name) ? (variables[node.name] ?? null) : null);
    case 'local':
      return (run) => run.slots[node.slot] ?? null;
    case 'member': {
      const otherwise = compileNode(node.otherwise);
      return (run) => {
        const holder = run.slots[node.slot];
        return isJsonObject(holder) && Object.hasOwn(holder, node.name) ? (holder[node.name] ?? null) : otherwise(run);
      };
    }
    case 'arithmetic':
      return arithmetic(node.operator, compileNode(node.left), compileNode(node.right));
    case 'negate': {
      const operand = compileNode(node.operand);
      return (run) => {
        const value = operand(run);
        return typeof value === 'number' ? 0 - value : null;
      };
    }
    case 'compare':
      return comparison(node.operator, compileNode(node.left), compileNode(node.right));
    case 'and':
      return connective(compileNode(node.left), compileNode(node.right), false);
    case 'or':
      return connective(compileNode(node.left), compileNode(node.right), true);
    case 'between': {
      const [value, low, high] = [compileNode(node.value), compileNode(node.low), compileNode(node.high)];
      return (run) => {
        const found = value(run);
        const [below, above] = [order(run, low(run), found), order(run, found, high(run))];
        return below === null || above === null ? null : below <= 0 && above <= 0;
      };
    }
    case 'in': {
      const value = compileNode(node.value);
      const tests = node.tests.map(compileTest);
      return (run) => {
        const found = value(run);
        return tests.some((test) => test(run, found));
      };
    }
    case 'if': {
      const [condition, then, otherwise] = [
        compileNode(node.condition),
        compileNode(node.consequence),
        compileNode(node.otherwise),
      ];
      return (run) => (condition(run) === true ? then(run) : otherwise(run));
    }
    case 'path':
      return path(compileNode(node.object), node.name);
    case 'filter':
      return filter(compileNode(node.list), node.slot, compileNode(node.condition));
    case 'list': {
      const items = node.items.map(compileNode);
      return (run) => run.list(items.map((item) => item(run)));
    }
    case 'context': {
      const entries = node.entries.map(({ name, value }) => [name, compileNode(value)] as const);
      return (run) => {
        let context: { readonly [key: string]: Json } = {};
        for (const [name, value] of entries) {
          run.slots[node.slot] = context;
          context = { ...context, [name]: value(run) };
        }
        return context;
      };
    }
    case 'for': {
      const body = compileNode(node.body);
      const loop = iterate(node.iterators);
      return (run) => {
        const results: Json[] = [];
        const complete = loop(run, () => {
          results.push(body(run));
          return results.length <= run.limits.listLength;
        });
        return complete || results.length > 0 ? run.list(results) : null;
      };
    }
    case 'some':
    case 'every': {
      const body = compileNode(node.body);
      const loop = iterate(node.iterators);
      const deciding = node.kind === 'some';
      return (run) => {
        let [decided, unknown] = [false, false];
        const complete = loop(run, () => {
          const value = body(run);
          decided = value === deciding;
          unknown ||= typeof value !== 'boolean';
          return !decided;
        });
        if (decided) return deciding;
        return unknown || !complete ? null : !deciding;
      };
    }
    case 'call': {
      const parameters = node.parameters.map(compileNode);
      return (run) => {
        run.spend(1);
        const values = parameters.map((parameter) => parameter(run));
        return builtins.get(node.name)?.call(run, values) ?? null;
      };
    }
  }
}

function arithmetic(operator: ArithmeticOperator, left: Code, right: Code): Code {
  return (run) => {
    const [a, b] = [left(run), right(run)];
    if (typeof a === 'number' && typeof b === 'number') {
      const result = calculate(operator, a, b);
      return Number.isFinite(result) ? result : run.warn('no-number', `${a} ${operator} ${b} is no number.`);
    }
    if (operator === '+' && typeof a === 'string' && typeof b === 'string') return run.string(a + b);
    return a === null || b === null ? null : run.warn('wrong-type', `"${operator}" takes no ${typeOf(a)} and ${typeOf(b)}.`);
  };
}

function calculate(operator: ArithmeticOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return add(a, b);
    case '-':
      return add(a, -b);
    case '*':
      return multiply(a, b);
    case '/':
      return b === 0 ? Number.NaN : divide(a, b);
    case '**':
      return a ** b;
  }
}

function comparison(operator: ComparisonOperator, left: Code, right: Code): Code {
  const compare = comparing(operator);
  return (run) => compare(run, left(run), right(run));
}

function comparing(operator: ComparisonOperator): (run: Run, a: Json, b: Json) => boolean | null {
  switch (operator) {
    case '=':
      return (run, a, b) => (a === b ? true : equals(run, a, b));
    case '!=':
      return (run, a, b) => {
        const same = equals(run, a, b);
        return same === null ? null : !same;
      };
    case '<':
      return (run, a, b) =>
        typeof a === 'number' && typeof b === 'number' ? a < b : ordered(order(run, a, b), (sign) => sign < 0);
    case '<=':
      return (run, a, b) =>
        typeof a === 'number' && typeof b === 'number' ? a <= b : ordered(order(run, a, b), (sign) => sign <= 0);
    case '>':
      return (run, a, b) =>
        typeof a === 'number' && typeof b === 'number' ? a > b : ordered(order(run, a, b), (sign) => sign > 0);
    case '>=':
      return (run, a, b) =>
        typeof a === 'number' && typeof b === 'number' ? a >= b : ordered(order(run, a, b), (sign) => sign >= 0);
  }
}

const ordered = (sign: number | null, claim: (sign: number) => boolean): boolean | null => (sign === null ? null : claim(sign));

/** Three-valued: the deciding value wins, else anything that is no boolean makes it null. */
function connective(left: Code, right: Code, deciding: boolean): Code {
  return (run) => {
    const a = left(run);
    if (a === deciding) return deciding;
    const b = right(run);
    if (b === deciding) return deciding;
    return typeof a === 'boolean' && typeof b === 'boolean' ? !deciding : null;
  };
}

function compileTest(test: Test): (run: Run, value: Json) => boolean {
  if (test.kind === 'compareWith') {
    const [compare, operand] = [comparing(test.operator), compileNode(test.operand)];
    return (run, value) => compare(run, value, operand(run)) === true;
  }
  if (test.kind === 'range') {
    const [low, high] = [compileNode(test.low), compileNode(test.high)];
    return (run, value) => {
      const [below, above] = [order(run, low(run), value), order(run, value, high(run))];
      if (below === null || above === null) return false;
      return (test.openLow ? below < 0 : below <= 0) && (test.openHigh ? above < 0 : above <= 0);
    };
  }
  const operand = compileNode(test.operand);
  return (run, value) => {
    const found = operand(run);
    if (Array.isArray(found) && !Array.isArray(value))
      return found.some((item) => typeOf(item) === typeOf(value) && equals(run, item, value) === true);
    return equals(run, found, value) === true;
  };
}

function path(object: Code, name: string): Code {
  const read = (run: Run, value: Json): Json => {
    if (isJsonObject(value)) return Object.hasOwn(value, name) ? (value[name] ?? null) : null;
    if (Array.isArray(value)) return run.list(value.map((item: Json) => read(run, item)));
    return null;
  };
  return (run) => read(run, object(run));
}

function filter(list: Code, slot: number, condition: Code): Code {
  return (run) => {
    const found = list(run);
    const items: readonly Json[] = Array.isArray(found) ? found : found === null ? [] : [found];
    run.slots[slot] = null;
    const kept: Json[] = [];
    for (const item of items) {
      run.spend(1);
      run.slots[slot] = item;
      const answer = condition(run);
      if (typeof answer === 'number') return items.at(answer > 0 ? answer - 1 : answer === 0 ? items.length : answer) ?? null;
      if (answer === true) kept.push(item);
    }
    return kept;
  };
}

/** Runs `visit` for every combination until it answers false; false too when something iterated is no list. */
function iterate(iterators: readonly Iterator[]): (run: Run, visit: () => boolean) => boolean {
  return iterators.reduceRight<(run: Run, visit: () => boolean) => boolean>(
    (inner, { slot, list, high }) => {
      const [first, last] = [compileNode(list), high && compileNode(high)];
      const each = (run: Run, item: Json, visit: () => boolean): boolean => {
        run.spend(1);
        run.slots[slot] = item;
        return inner(run, visit);
      };
      return (run, visit) => {
        const from = first(run);
        if (!last) return Array.isArray(from) && from.every((item) => each(run, item, visit));
        const to = last(run);
        if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) return false;
        const [start, end] = [Number(from), Number(to)];
        const by = start <= end ? 1 : -1;
        for (let n = start; n !== end + by; n += by) if (!each(run, n, visit)) return false;
        return true;
      };
    },
    (_, visit) => visit(),
  );
}
