import { arithmetic } from './arithmetic.ts';
import { builtins } from './builtins/index.ts';
import type { Code } from './code.ts';
import { both, order } from './compare.ts';
import { toNumeric } from './decimal.ts';
import { functionOf, invoke } from './functions.ts';
import { filter, forEach, quantify } from './iteration.ts';
import { comparison, connective, negation, testOf, toRange } from './operators.ts';
import { pathOf } from './path.ts';
import { readTemporal } from './temporal/read.ts';
import type { Node } from './tree.ts';
import { isInstance } from './type-spec.ts';
import { type Context, isContext, Range } from './value.ts';
import { variable } from './variable.ts';

/** Turns a tree into closures; each runs on one `Run` at a time. */
export function compileNode(node: Node): Code {
  switch (node.kind) {
    case 'literal':
      return () => node.value;
    case 'number': {
      const value = toNumeric(node.text);
      return () => value;
    }
    case 'temporal': {
      const value = readTemporal(node.text) ?? null;
      return () => value;
    }
    case 'variable':
      return variable(node.name, node.as);
    case 'local':
      return (run) => run.slots[node.slot] ?? null;
    case 'member': {
      const otherwise = compileNode(node.otherwise);
      return (run) => {
        const holder = run.slots[node.slot] ?? null;
        return isContext(holder) && Object.hasOwn(holder, node.name) ? (holder[node.name] ?? null) : otherwise(run);
      };
    }
    case 'arithmetic':
      return arithmetic(
        compileNode(node.first),
        node.rest.map(({ operator, operand }) => ({ operator, operand: compileNode(operand) })),
      );
    case 'negate':
      return negation(compileNode(node.operand));
    case 'compare':
      return comparison(node.operator, compileNode(node.left), compileNode(node.right));
    case 'and':
    case 'or':
      return connective(node.operands.map(compileNode), node.kind === 'or');
    case 'between': {
      const [value, low, high] = [compileNode(node.value), compileNode(node.low), compileNode(node.high)];
      return (run) => {
        const found = value(run);
        const [below, above] = [order(run, low(run), found), order(run, found, high(run))];
        return both(below === null ? null : below <= 0, above === null ? null : above <= 0);
      };
    }
    case 'in': {
      const [value, tests] = [compileNode(node.value), node.tests.map((test) => testOf(test, compileNode))];
      return (run) => {
        const found = value(run);
        let isUnknown = false;
        for (const test of tests) {
          const answer = test(run, found);
          if (answer === true) return true;
          isUnknown ||= answer === null;
        }
        return isUnknown ? null : false;
      };
    }
    case 'test':
      return toRange(node.operator, compileNode(node.operand));
    case 'range': {
      const [low, high] = [compileNode(node.low), compileNode(node.high)];
      return (run) => new Range(low(run), high(run), node.includesLow, node.includesHigh);
    }
    case 'if': {
      const [condition, then, otherwise] = [node.condition, node.consequence, node.otherwise].map(compileNode) as [
        Code,
        Code,
        Code,
      ];
      return (run) => (condition(run) === true ? then(run) : otherwise(run));
    }
    case 'path':
      return pathOf(compileNode(node.object), node.name);
    case 'filter':
      return filter(node, compileNode);
    case 'list': {
      const items = node.items.map(compileNode);
      return (run) => run.list(items.map((item) => item(run)));
    }
    case 'context':
      return contextOf(
        node.slot,
        node.entries.map(({ name, value }) => [name, compileNode(value)] as const),
      );
    case 'for':
      return forEach(node, compileNode);
    case 'some':
    case 'every':
      return quantify(node, compileNode);
    case 'instanceOf': {
      const value = compileNode(node.value);
      return (run) => isInstance(value(run), node.type);
    }
    case 'function':
      return functionOf(node, compileNode(node.body));
    case 'call': {
      const [builtin, parameters] = [builtins.get(node.name), node.parameters.map(compileNode)];
      return (run) => {
        run.spend(1);
        return (
          builtin?.call(
            run,
            parameters.map((parameter) => parameter(run)),
          ) ?? null
        );
      };
    }
    case 'invoke':
      return invoke(compileNode(node.callee), node.parameters.map(compileNode), node.names);
  }
}

function contextOf(slot: number, entries: readonly (readonly [name: string, value: Code])[]): Code {
  return (run) => {
    let context: Context = {};
    for (const [name, value] of entries) {
      run.spend(1);
      run.slots[slot] = context;
      context = { ...context, [name]: value(run) };
    }
    return context;
  };
}
