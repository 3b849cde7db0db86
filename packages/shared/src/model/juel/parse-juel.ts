import { tokensOf } from './tokens.ts';
import type { Juel } from './tree.ts';

/** Deeper than anybody writes; a text that nests deeper is not read. */
const maximumDepth = 50;

/** Signs by how tightly they bind, the loosest first. Source: JSR-245, Expression Language 2.1, §1.19. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
];

class Unreadable extends Error {}

/** Parses what stands between the braces of `${…}`; undefined where it is no JUEL. */
export function parseJuel(text: string): Juel | undefined {
  const tokens = tokensOf(text);
  if (!tokens) return undefined;
  try {
    return new Parser(tokens).parseAll();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Parser {
  readonly #tokens: NonNullable<ReturnType<typeof tokensOf>>;
  #at = 0;
  #depth = 0;

  constructor(tokens: NonNullable<ReturnType<typeof tokensOf>>) {
    this.#tokens = tokens;
  }

  parseAll(): Juel {
    const tree = this.#choice();
    if (this.#next().kind !== 'end') throw new Unreadable();
    return tree;
  }

  #next() {
    return this.#tokens[this.#at] ?? { kind: 'end' as const, text: '' };
  }

  #take(sign: string): boolean {
    const { kind, text } = this.#next();
    const isIt = kind === 'sign' && text === sign;
    if (isIt) this.#at++;
    return isIt;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw new Unreadable();
  }

  #choice(): Juel {
    if (++this.#depth > maximumDepth) throw new Unreadable();
    const condition = this.#level(0);
    let tree = condition;
    if (this.#take('?')) {
      const yes = this.#choice();
      this.#expect(':');
      tree = { kind: 'choice', condition, yes, no: this.#choice() };
    }
    this.#depth--;
    return tree;
  }

  #level(level: number): Juel {
    const signs = levels[level];
    if (!signs) return this.#unary();
    let left = this.#level(level + 1);
    for (;;) {
      const sign = signs.find((one) => this.#take(one));
      if (sign === undefined) return left;
      left = binary(sign, left, this.#level(level + 1));
    }
  }

  #unary(): Juel {
    if (++this.#depth > maximumDepth) throw new Unreadable();
    const tree = this.#prefixed();
    this.#depth--;
    return tree;
  }

  #prefixed(): Juel {
    if (this.#take('!')) return { kind: 'not', operand: this.#unary() };
    if (this.#take('-')) return { kind: 'minus', operand: this.#unary() };
    const { kind, text } = this.#next();
    if (kind === 'name' && text === 'empty') {
      this.#at++;
      return { kind: 'empty', operand: this.#unary() };
    }
    return this.#suffixed(this.#primary());
  }

  #suffixed(object: Juel): Juel {
    let tree = object;
    for (;;) {
      if (this.#take('.')) {
        const name = this.#name();
        tree = this.#take('(')
          ? { kind: 'method', object: tree, name, parameters: this.#parameters() }
          : { kind: 'member', object: tree, name };
      } else if (this.#take('[')) {
        tree = { kind: 'index', object: tree, index: this.#choice() };
        this.#expect(']');
      } else return tree;
    }
  }

  #name(): string {
    const { kind, text } = this.#next();
    if (kind !== 'name') throw new Unreadable();
    this.#at++;
    return text;
  }

  #parameters(): readonly Juel[] {
    const parameters: Juel[] = [];
    if (this.#take(')')) return parameters;
    do parameters.push(this.#choice());
    while (this.#take(','));
    this.#expect(')');
    return parameters;
  }

  #primary(): Juel {
    if (this.#take('(')) {
      const tree = this.#choice();
      this.#expect(')');
      return tree;
    }
    const { kind, text } = this.#next();
    this.#at++;
    if (kind === 'string') return { kind: 'literal', value: text, text };
    if (kind === 'number') return { kind: 'literal', value: Number(text), text };
    if (kind !== 'name') throw new Unreadable();
    const constant = constants.get(text);
    if (constant !== undefined) return { kind: 'literal', value: constant, text };
    const function_ = this.#functionName(text);
    return function_ === undefined
      ? { kind: 'name', name: text }
      : { kind: 'function', name: function_, parameters: this.#parameters() };
  }

  /** `f(` or `prefix:f(`, taken; a colon alone belongs to a choice. */
  #functionName(name: string): string | undefined {
    if (this.#take('(')) return name;
    const [colon, local, open] = [0, 1, 2].map((ahead) => this.#tokens[this.#at + ahead]);
    if (colon?.text !== ':' || local?.kind !== 'name' || open?.kind !== 'sign' || open.text !== '(') return undefined;
    this.#at += 3;
    return `${name}:${local.text}`;
  }
}

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function binary(sign: string, left: Juel, right: Juel): Juel {
  switch (sign) {
    case '&&':
      return { kind: 'and', left, right };
    case '||':
      return { kind: 'or', left, right };
    case '==':
      return { kind: 'compare', operator: '=', left, right };
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return { kind: 'compare', operator: sign, left, right };
    default:
      return { kind: 'arithmetic', operator: sign as '+' | '-' | '*' | '/' | '%', left, right };
  }
}
