import type { SyntaxNode } from '@lezer/common';
import { builtins, orderParameters } from './builtins/index.ts';
import { Decimal, toNumeric } from './decimal.ts';
import { canonicalName, type Names } from './scope.ts';
import { maximumDepth, Source, slipInName } from './syntax.ts';
import { readTemporal } from './temporal/read.ts';
import type { ArithmeticOperator, ComparisonOperator, Iterator, Node } from './tree.ts';
import { readType } from './type-spec.ts';

type Sign = 'and' | 'or';

/** An operand of `and` or `or`, behind the sign that joins it to what stands before. */
interface Joined {
  readonly sign: Sign | undefined;
  readonly read: () => Node;
}

/** Reads one syntax tree into plain data. */
export class Reader {
  private readonly source: Source;
  private readonly names: Names;
  private depth = 0;

  constructor(text: string, names: Names) {
    this.source = new Source(text);
    this.names = names;
  }

  readAll(top: SyntaxNode): Node {
    const [first] = this.source.children(top);
    if (!first) throw this.source.refuse(top, 'syntax', 'An expression is missing.');
    this.source.check(top);
    return this.operand(first);
  }

  private read(node: SyntaxNode): Node {
    if (++this.depth > maximumDepth)
      throw this.source.refuse(node, 'too-deep', `An expression nests at most ${maximumDepth} deep.`);
    const result = this.readKind(node);
    this.depth--;
    return result;
  }

  private part(node: SyntaxNode, index: number): Node {
    return this.read(this.source.child(node, index));
  }

  private readKind(node: SyntaxNode): Node {
    switch (node.name) {
      case 'ParenthesizedExpression':
        return this.part(node, 1);
      case 'NumericLiteral':
        return this.number(node);
      case 'StringLiteral':
        return { kind: 'literal', value: this.source.string(node) };
      case 'BooleanLiteral':
        return { kind: 'literal', value: this.source.of(node) === 'true' };
      case 'null':
        return { kind: 'literal', value: null };
      case 'VariableName':
      case '?':
        return this.name(node);
      case 'Conjunction':
      case 'Disjunction':
      case 'Comparison':
        return this.logic(node);
      case 'ArithmeticExpression':
        return this.arithmetic(node);
      case 'SimplePositiveUnaryTest':
        return this.range(node, false);
      case 'IfExpression':
        return {
          kind: 'if',
          condition: this.operand(this.source.child(node, 1)),
          consequence: this.part(node, 3),
          otherwise: this.part(node, 5),
        };
      case 'PathExpression':
        return { kind: 'path', object: this.part(node, 0), name: canonicalName(this.source.of(this.source.child(node, 2))) };
      case 'FilterExpression':
        return this.filter(node);
      case 'List':
        return { kind: 'list', items: this.items(node) };
      case 'Context':
        return this.context(node);
      case 'ForExpression':
      case 'QuantifiedExpression':
        return this.iteration(node);
      case 'InstanceOfExpression':
        return { kind: 'instanceOf', value: this.part(node, 0), type: readType(this.source, this.source.child(node, 3)) };
      case 'FunctionDefinition':
        return this.functionLiteral(node);
      case 'FunctionInvocation':
        return this.call(node, this.source.child(node, 0));
      case 'DateTimeLiteral':
        return this.dateTime(node);
      default:
        throw this.source.refuse(node, 'not-supported', `"${this.source.of(node)}" (${node.name}) is not supported.`);
    }
  }

  private number(node: SyntaxNode): Node {
    const text = this.source.of(node).replace(/\s/g, '');
    const value = toNumeric(text);
    if (value instanceof Decimal) return { kind: 'number', text };
    if (!Number.isFinite(value)) throw this.source.refuse(node, 'syntax', 'The number is too large.');
    return { kind: 'literal', value };
  }

  private name(node: SyntaxNode): Node {
    const text = this.source.of(node);
    const slip = text.startsWith('`') || this.names.isDeclared(canonicalName(text)) ? undefined : slipInName(text);
    if (slip) throw this.source.refuse(node, 'syntax', slip);
    const found = this.names.resolve(canonicalName(text));
    if (!found) throw this.source.refuse(node, 'unknown-name', `There is no variable "${text}" here.`);
    return found;
  }

  /** `x > 5 and < 10`, `x == 5`: the grammar takes the second for a range, but its author forgot or doubled something. */
  private operand(node: SyntaxNode): Node {
    if (node.name === 'SimplePositiveUnaryTest' && this.source.child(node, 0).name === 'CompareOp') {
      const message = `"${this.source.of(node)}" compares nothing: expected a value before it. To compare, write one of = != < <= > >=.`;
      throw this.source.refuse(node, 'syntax', message);
    }
    return this.read(node);
  }

  /** What `or` joins, each what `and` joins. */
  private logic(node: SyntaxNode): Node {
    const groups: Node[][] = [];
    for (const { sign, read } of this.joined(node)) {
      const group = sign === 'and' ? groups.at(-1) : undefined;
      if (group) group.push(read());
      else groups.push([read()]);
    }
    const operands = groups.flatMap((group): Node[] => (group.length === 1 ? group : [{ kind: 'and', operands: group }]));
    const [only] = operands;
    return only && operands.length === 1 ? only : { kind: 'or', operands };
  }

  /** The grammar takes everything behind an `in` for its test; but `and` and `or` bind more loosely than a comparison. */
  private joined(node: SyntaxNode, sign?: Sign, readFirst?: (node: SyntaxNode) => Node): readonly Joined[] {
    if (node.name === 'Conjunction' || node.name === 'Disjunction') {
      const own = node.name === 'Conjunction' ? 'and' : 'or';
      const [first, ...others] = this.source.chain(node);
      const rest = others.flatMap((operand) => this.joined(operand, own));
      return first ? [...this.joined(first, sign, readFirst), ...rest] : rest;
    }
    if (readFirst) return [{ sign, read: () => readFirst(node) }];
    if (node.name !== 'Comparison') return [{ sign, read: () => this.operand(node) }];
    const test = this.source.child(node, 1).name === 'in' ? this.source.child(node, 2).firstChild : undefined;
    const isOpen = test?.name === 'SimplePositiveUnaryTest' && test.firstChild?.name === 'CompareOp';
    const tested = isOpen ? this.source.child(test, 1) : test;
    if (!tested || !['Conjunction', 'Disjunction'].includes(tested.name)) return [{ sign, read: () => this.comparison(node) }];
    return this.joined(tested, sign, (first) => {
      const value = this.part(node, 0);
      return { kind: 'in', value, tests: [isOpen ? this.openRange(test, this.operand(first)) : this.test(first)] };
    });
  }

  private arithmetic(node: SyntaxNode): Node {
    const found: { operator: ArithmeticOperator; node: SyntaxNode }[] = [];
    let left = node;
    while (left.name === 'ArithmeticExpression') {
      const [first, second, third] = this.source.children(left);
      if (!first || !second || !third) break;
      const sign = this.source.of(second);
      found.push({ operator: (sign === '^' ? '**' : sign) as ArithmeticOperator, node: third });
      left = first;
    }
    if (found.length === 0) return { kind: 'negate', operand: this.unary(node) };
    const first = this.operand(left);
    return {
      kind: 'arithmetic',
      first,
      rest: found.reverse().map(({ operator, node }) => ({ operator, operand: this.operand(node) })),
    };
  }

  private unary(node: SyntaxNode): Node {
    if (this.source.of(this.source.child(node, 0)) !== '-') {
      throw this.source.refuse(node, 'not-supported', 'A plus sign before a value is not supported: leave it out.');
    }
    return this.part(node, 1);
  }

  private comparison(node: SyntaxNode): Node {
    const word = this.source.child(node, 1);
    const left = this.operand(this.source.child(node, 0));
    if (word.name === 'between') return { kind: 'between', value: left, low: this.part(node, 2), high: this.part(node, 4) };
    if (word.name === 'in') {
      const listed = node.getChild('PositiveUnaryTests');
      const tests = listed ? this.source.children(listed) : [this.source.child(node, 2)];
      return { kind: 'in', value: left, tests: tests.filter(({ name }) => name !== ',').map((test) => this.test(test)) };
    }
    return {
      kind: 'compare',
      operator: this.source.of(word) as ComparisonOperator,
      left,
      right: this.operand(this.source.child(node, 2)),
    };
  }

  private test(node: SyntaxNode): Node {
    let inner = node.name === 'PositiveUnaryTest' ? this.source.child(node, 0) : node;
    const within = inner.name === 'ParenthesizedExpression' ? this.source.child(inner, 1) : inner;
    if (within.name === 'SimplePositiveUnaryTest') inner = within;
    return inner.name === 'SimplePositiveUnaryTest' ? this.range(inner, true) : this.read(inner);
  }

  private range(node: SyntaxNode, isTest: boolean): Node {
    const first = this.source.child(node, 0);
    if (first.name === 'CompareOp') {
      if (!isTest && this.source.of(first) === '!=') {
        throw this.source.refuse(node, 'syntax', `"${this.source.of(node)}" compares nothing: a value is missing before it.`);
      }
      return this.openRange(node, this.part(node, 1));
    }
    const includesLow = this.source.of(this.source.child(first, 0)) === '[';
    const includesHigh = this.source.of(this.source.child(first, 4)) === ']';
    return { kind: 'range', low: this.part(first, 1), high: this.part(first, 3), includesLow, includesHigh };
  }

  private openRange(node: SyntaxNode, operand: Node): Node {
    return { kind: 'test', operator: this.source.of(this.source.child(node, 0)) as ComparisonOperator, operand };
  }

  private filter(node: SyntaxNode): Node {
    const list = this.part(node, 0);
    const slot = this.names.depth;
    this.names.open({ kind: 'item', slot });
    const condition = this.part(node, 2);
    this.names.closeTo(slot);
    return { kind: 'filter', list, slot, condition };
  }

  private items(node: SyntaxNode): Node[] {
    const inner = this.source.children(node).slice(1, -1);
    return inner.filter(({ name }) => name !== ',').map((item) => this.read(item));
  }

  private context(node: SyntaxNode): Node {
    const slot = this.names.depth;
    this.names.open({ kind: 'context', slot });
    const seen = new Set<string>();
    const entries = node.getChildren('ContextEntry').map((entry) => {
      const key = this.source.child(this.source.child(entry, 0), 0);
      const name = key.name === 'StringLiteral' ? this.source.string(key) : canonicalName(this.source.of(key));
      if (seen.has(name)) throw this.source.refuse(key, 'syntax', `"${name}" stands twice in one context.`);
      seen.add(name);
      return { name, value: this.part(entry, 1) };
    });
    this.names.closeTo(slot);
    return { kind: 'context', slot, entries };
  }

  private iteration(node: SyntaxNode): Node {
    const before = this.names.depth;
    const iterators: Iterator[] = [];
    for (const part of node.getChild('InExpressions')?.getChildren('InExpression') ?? []) {
      const range = this.source.child(part, 2);
      const bounds = this.source.children(range).filter((bound) => bound.name !== '..');
      const isBounds = range.name === 'IterationContext';
      const list = this.read(isBounds ? this.source.child(range, 0) : range);
      const high = isBounds && bounds[1] ? this.read(bounds[1]) : undefined;
      const slot = this.names.depth;
      this.names.open({ kind: 'named', slot, name: canonicalName(this.source.of(this.source.child(part, 0))) });
      iterators.push(high ? { slot, list, high } : { slot, list });
    }
    const word = this.source.of(this.source.child(node, 0)) as 'for' | 'some' | 'every';
    const body = this.source.child(node, 3);
    if (word !== 'for') {
      const condition = this.read(body);
      this.names.closeTo(before);
      return { kind: word, iterators, body: condition };
    }
    const partial = this.names.depth;
    this.names.open({ kind: 'named', slot: partial, name: 'partial' });
    const result = this.read(body);
    this.names.closeTo(before);
    const readsPartial = /\bpartial\b/.test(this.source.of(body));
    return { kind: 'for', iterators, ...(readsPartial ? { partial } : {}), body: result };
  }

  private functionLiteral(node: SyntaxNode): Node {
    if (node.getChild('external')) {
      throw this.source.refuse(node, 'not-supported', 'External functions are not supported: write the body in FEEL.');
    }
    const slot = this.names.depth;
    const formal = node.getChild('FormalParameters')?.getChildren('FormalParameter') ?? [];
    const parameters = formal.map((parameter) => canonicalName(this.source.of(this.source.child(parameter, 0))));
    for (const [index, name] of parameters.entries()) this.names.open({ kind: 'named', slot: slot + index, name });
    const bodyNode = node.getChild('FunctionBody') ?? node;
    const body = this.part(bodyNode, 0);
    this.names.closeTo(slot);
    return { kind: 'function', slot, parameters, body };
  }

  private dateTime(node: SyntaxNode): Node {
    const literal = node.getChild('AtLiteral');
    if (!literal) return this.call(node, this.source.child(node, 0));
    const text = this.source.string(this.source.child(literal, 0));
    if (readTemporal(text)) return { kind: 'temporal', text };
    const message = `@"${text}" is no date, time or duration; expected one such as @"2026-11-25", @"2026-11-25T09:00:00" or @"P2D".`;
    throw this.source.refuse(literal, 'syntax', message);
  }

  private call(node: SyntaxNode, callee: SyntaxNode): Node {
    const { values, names } = this.parameters(node);
    const isName = ['VariableName', 'DateTimeConstructor', 'SpecialFunctionName'].includes(callee.name);
    if (!isName) return { kind: 'invoke', callee: this.read(callee), parameters: values, ...(names ? { names } : {}) };
    const name = canonicalName(this.source.of(callee));
    const builtin = this.names.isParameter(name) ? undefined : builtins.get(name);
    if (!builtin) {
      const own = this.names.resolveFunction(name);
      if (!own) throw this.source.refuse(callee, 'unknown-function', `There is no function "${name}".`);
      return { kind: 'invoke', callee: own, parameters: values, ...(names ? { names } : {}) };
    }
    const parameters = names ? orderParameters(builtin, names, values, { kind: 'literal', value: null } as Node) : values;
    if (!parameters) {
      const message = `Expected ${builtin.signature}, found the parameters ${names?.join(', ')}.`;
      throw this.source.refuse(node, 'unknown-parameter', message);
    }
    if (parameters.length < builtin.minimum || parameters.length > builtin.maximum) {
      const message = `Expected ${builtin.signature}, found ${parameters.length} arguments.`;
      throw this.source.refuse(node, 'wrong-argument-count', message);
    }
    return { kind: 'call', name, parameters };
  }

  private parameters(node: SyntaxNode): { values: Node[]; names?: string[] } {
    const named = node.getChild('NamedParameters')?.getChildren('NamedParameter');
    if (named) {
      const names = named.map((parameter) => canonicalName(this.source.of(this.source.child(parameter, 0))));
      return { names, values: named.map((parameter) => this.part(parameter, 1)) };
    }
    const list = node.getChild('PositionalParameters');
    const inner = list ? this.source.children(list).filter(({ name }) => name !== ',') : [];
    return { values: inner.map((parameter) => this.read(parameter)) };
  }
}
