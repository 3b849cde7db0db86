import { parser, trackVariables } from '@bpmn-io/lezer-feel';
import type { SyntaxNode } from '@lezer/common';
import { err, ok, type Result } from '../base/index.ts';
import { builtins } from './builtins.ts';
import type { ArithmeticOperator, ComparisonOperator, Expression, ExpressionError, Iterator, Node, Test } from './tree.ts';

const maximumLength = 10_000;
const maximumDepth = 100;

/** What an inner name means: a name of a `for`, or any member of the filtered item. */
type Scope = { readonly slot: number; readonly name?: string };

class Refusal extends Error {
  readonly error: ExpressionError;
  constructor(error: ExpressionError) {
    super(error.message);
    this.error = error;
  }
}

/**
 * Parses a FEEL expression into plain data.
 *
 * Shape: a leading `=` is allowed. With `names`, any other variable is refused as `unknown-name`,
 * and a declared name may contain an operator (`a-b`).
 * Errors: each says what was found and where (offsets into `text`).
 */
export function parseExpression(
  text: string,
  options: { readonly names?: readonly string[] } = {},
): Result<Expression, readonly ExpressionError[]> {
  if (text.length > maximumLength) {
    const message = `An expression has at most ${maximumLength} characters; this one has ${text.length}.`;
    return err([{ code: 'too-long', message, from: maximumLength, to: text.length }]);
  }
  const source = text.replace(/^(\s*)=/, '$1 ');
  if (source.trim() === '') return err([{ code: 'empty', message: 'An expression is missing.', from: 0, to: text.length }]);
  const names = Object.fromEntries((options.names ?? []).map((name) => [name, null]));
  const tree = parser.configure({ top: 'Expression', contextTracker: trackVariables(names) }).parse(source);
  const reader = new Reader(source, options.names && new Set(options.names));
  try {
    const first = tree.topNode.firstChild;
    if (!first) throw reader.refuse(tree.topNode, 'syntax', 'An expression is missing.');
    reader.checkSyntax(tree.topNode);
    const root = reader.read(first);
    return ok({ text, reads: [...reader.reads].sort(), root });
  } catch (refusal) {
    if (refusal instanceof Refusal) return err([refusal.error]);
    throw refusal;
  }
}

/** Reads one syntax tree; holds the scopes that are open and the variables met. */
class Reader {
  readonly reads = new Set<string>();
  private readonly source: string;
  private readonly names: ReadonlySet<string> | undefined;
  private readonly scopes: Scope[] = [];
  private depth = 0;

  constructor(source: string, names: ReadonlySet<string> | undefined) {
    this.source = source;
    this.names = names;
  }

  refuse(node: SyntaxNode, code: ExpressionError['code'], message: string): Refusal {
    return new Refusal({ code, message, from: node.from, to: node.to });
  }

  checkSyntax(top: SyntaxNode): void {
    const cursor = top.cursor();
    do {
      if (!cursor.type.isError) continue;
      const found = this.source.slice(cursor.from).trim().slice(0, 20);
      const message = found ? `"${found}" was not expected here.` : 'The expression is not complete.';
      throw this.refuse(cursor.node, 'syntax', message);
    } while (cursor.next());
  }

  read(node: SyntaxNode): Node {
    if (++this.depth > maximumDepth) throw this.refuse(node, 'too-deep', `An expression nests at most ${maximumDepth} deep.`);
    const result = this.readKind(node);
    this.depth--;
    return result;
  }

  private readKind(node: SyntaxNode): Node {
    switch (node.name) {
      case 'ParenthesizedExpression':
        return this.read(this.child(node, 1));
      case 'NumericLiteral':
        if (!Number.isFinite(Number(this.text(node)))) throw this.refuse(node, 'syntax', 'The number is too large.');
        return { kind: 'literal', value: Number(this.text(node)) };
      case 'StringLiteral':
        return { kind: 'literal', value: this.string(node) };
      case 'BooleanLiteral':
        return { kind: 'literal', value: this.text(node) === 'true' };
      case 'null':
        return { kind: 'literal', value: null };
      case 'VariableName':
        return this.name(node);
      case 'Conjunction':
        return { kind: 'and', left: this.read(this.child(node, 0)), right: this.read(this.child(node, 2)) };
      case 'Disjunction':
        return { kind: 'or', left: this.read(this.child(node, 0)), right: this.read(this.child(node, 2)) };
      case 'ArithmeticExpression':
        return this.arithmetic(node);
      case 'Comparison':
        return this.comparison(node);
      case 'IfExpression': {
        const [condition, then, otherwise] = [this.child(node, 1), this.child(node, 3), this.child(node, 5)];
        return { kind: 'if', condition: this.read(condition), consequence: this.read(then), otherwise: this.read(otherwise) };
      }
      case 'PathExpression':
        return { kind: 'path', object: this.read(this.child(node, 0)), name: this.text(this.child(node, 2)) };
      case 'FilterExpression': {
        const list = this.read(this.child(node, 0));
        return this.within([{}], ([slot]) => ({ kind: 'filter', list, slot, condition: this.read(this.child(node, 2)) }));
      }
      case 'List':
        return {
          kind: 'list',
          items: this.children(node)
            .slice(1, -1)
            .map((item) => this.read(item)),
        };
      case 'Context':
        return this.within([{}], ([slot]) => ({ kind: 'context', slot, entries: this.entries(node) }));
      case 'ForExpression':
      case 'QuantifiedExpression':
        return this.iteration(node);
      case 'FunctionInvocation':
        return this.call(node);
      default:
        throw this.refuse(node, 'not-supported', `"${this.text(node)}" (${node.name}) is not supported.`);
    }
  }

  private arithmetic(node: SyntaxNode): Node {
    const parts = this.children(node);
    if (parts.length === 2) return { kind: 'negate', operand: this.read(this.child(node, 1)) };
    const operator = this.text(this.child(node, 1)) as ArithmeticOperator;
    return { kind: 'arithmetic', operator, left: this.read(this.child(node, 0)), right: this.read(this.child(node, 2)) };
  }

  private comparison(node: SyntaxNode): Node {
    const word = this.child(node, 1);
    const left = this.read(this.child(node, 0));
    if (word.name === 'between') {
      return { kind: 'between', value: left, low: this.read(this.child(node, 2)), high: this.read(this.child(node, 4)) };
    }
    if (word.name === 'in') {
      const listed = node.getChild('PositiveUnaryTests');
      const tests = listed ? this.children(listed) : [this.child(node, 2)];
      return { kind: 'in', value: left, tests: tests.map((test) => this.test(test)) };
    }
    return { kind: 'compare', operator: this.text(word) as ComparisonOperator, left, right: this.read(this.child(node, 2)) };
  }

  private test(node: SyntaxNode): Test {
    if (node.name === 'PositiveUnaryTest') return this.test(this.child(node, 0));
    if (node.name !== 'SimplePositiveUnaryTest') return { kind: 'equalsOrContains', operand: this.read(node) };
    const first = this.child(node, 0);
    if (first.name === 'CompareOp') {
      return { kind: 'compareWith', operator: this.text(first) as ComparisonOperator, operand: this.read(this.child(node, 1)) };
    }
    if (first.name !== 'Interval') return { kind: 'equalsOrContains', operand: this.read(first) };
    const openLow = this.text(this.child(first, 0)) !== '[';
    const openHigh = this.text(this.child(first, 4)) !== ']';
    return { kind: 'range', low: this.read(this.child(first, 1)), high: this.read(this.child(first, 3)), openLow, openHigh };
  }

  private entries(node: SyntaxNode): { name: string; value: Node }[] {
    return node.getChildren('ContextEntry').map((entry) => {
      const key = this.child(this.child(entry, 0), 0);
      const name = key.name === 'StringLiteral' ? this.string(key) : this.text(key);
      return { name, value: this.read(this.child(entry, 1)) };
    });
  }

  private iteration(node: SyntaxNode): Node {
    const before = this.scopes.length;
    const iterators: Iterator[] = [];
    for (const part of node.getChild('InExpressions')?.getChildren('InExpression') ?? []) {
      const range = this.child(part, 2);
      const bounds = this.children(range).filter((bound) => bound.name !== '..');
      const list = this.read(range.name === 'IterationContext' ? this.child(range, 0) : range);
      const high = bounds[1] && range.name === 'IterationContext' ? this.read(bounds[1]) : undefined;
      const slot = this.scopes.length;
      this.scopes.push({ slot, name: this.text(this.child(part, 0)) });
      iterators.push(high ? { slot, list, high } : { slot, list });
    }
    const word = this.text(this.child(node, 0));
    const body = this.read(this.child(node, 3));
    this.scopes.length = before;
    return { kind: word as 'for' | 'some' | 'every', iterators, body };
  }

  private call(node: SyntaxNode): Node {
    const callee = this.child(node, 0);
    const name = this.text(callee).replace(/\s+/g, ' ');
    const builtin = builtins.get(name);
    if (!builtin) throw this.refuse(callee, 'unknown-function', `There is no function "${name}".`);
    if (node.getChild('NamedParameters')) {
      throw this.refuse(node, 'not-supported', 'Named parameters are not supported: give them by position.');
    }
    const list = node.getChild('PositionalParameters');
    const parameters = (list ? this.children(list) : []).map((parameter) => this.read(parameter));
    if (parameters.length < builtin.minimum || parameters.length > builtin.maximum) {
      throw this.refuse(node, 'wrong-argument-count', `Expected ${builtin.signature}, found ${parameters.length} arguments.`);
    }
    return { kind: 'call', name, parameters };
  }

  private name(node: SyntaxNode): Node {
    const name = this.text(node).replace(/\s+/g, ' ');
    return this.resolve(node, name, this.scopes.length - 1, false);
  }

  private resolve(node: SyntaxNode, name: string, index: number, mayBeMember: boolean): Node {
    const scope = this.scopes[index];
    if (!scope) {
      if (mayBeMember && this.names && !this.names.has(name)) return { kind: 'literal', value: null };
      if (this.names && !this.names.has(name)) throw this.refuse(node, 'unknown-name', `There is no variable "${name}" here.`);
      this.reads.add(name);
      return { kind: 'variable', name };
    }
    if (scope.name === name) return { kind: 'local', slot: scope.slot };
    if (scope.name !== undefined) return this.resolve(node, name, index - 1, mayBeMember);
    if (name === 'item') return { kind: 'local', slot: scope.slot };
    return { kind: 'member', slot: scope.slot, name, otherwise: this.resolve(node, name, index - 1, true) };
  }

  private within(scopes: readonly { name?: string }[], read: (slots: [number]) => Node): Node {
    const slot = this.scopes.length;
    for (const scope of scopes) this.scopes.push({ slot, ...scope });
    const result = read([slot]);
    this.scopes.length = slot;
    return result;
  }

  private string(node: SyntaxNode): string {
    const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t' };
    return this.text(node)
      .slice(1, -1)
      .replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))/g, (_, short?: string, long?: string, letter?: string) =>
        letter === undefined
          ? String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(short ?? long ?? '0', 16)))
          : (escapes[letter] ?? letter),
      );
  }

  private text(node: SyntaxNode): string {
    return this.source.slice(node.from, node.to);
  }

  private children(node: SyntaxNode): SyntaxNode[] {
    const found: SyntaxNode[] = [];
    for (let child = node.firstChild; child; child = child.nextSibling) if (!/Comment/.test(child.name)) found.push(child);
    return found;
  }

  private child(node: SyntaxNode, index: number): SyntaxNode {
    const child = this.children(node)[index];
    if (!child) throw this.refuse(node, 'syntax', 'The expression is not complete.');
    return child;
  }
}
