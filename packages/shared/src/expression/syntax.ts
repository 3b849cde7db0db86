import type { SyntaxNode } from '@lezer/common';
import type { ExpressionError } from './tree.ts';

export const maximumDepth = 100;

/** The grammar gives up on longer ones from the 2000th character on. */
const longestChain = 300;

/** The signs of a Chinese keyboard, which the grammar takes for letters. */
const fullWidth = /[，；：（）［］｛｝＋－＊／＝＜＞！？。、“”‘’]/;
const latinKeyboard = 'Signs, commas and brackets are those of the Latin keyboard.';

/** What is wrong with a name that the grammar takes and nobody means. */
export function slipInName(name: string): string | undefined {
  if (fullWidth.test(name)) return `"${name}" is no name. ${latinKeyboard} A name that holds them stands in backticks.`;
  if (name.startsWith('not '))
    return `"${name}" is no name: write not(${name.slice(4)}), or a name that begins with "not" in backticks.`;
  return undefined;
}

/** What people who write other languages write, and what FEEL writes. */
const slips: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/==/, 'To compare, write one =.'],
  [/&&/, 'Write and for &&.'],
  [/\|\|/, 'Write or for ||.'],
  [/!(?!=)/, 'Write not(…) for !.'],
  [/<>/, 'Write != for <>.'],
  [/'[^']*'|“|”/, 'Texts stand in straight double quotes.'],
  [/\?.*:/s, 'Write if … then … else … for a choice.'],
  [/^\s*if\b(?!.*\belse\b)/s, 'A choice needs its else.'],
  [fullWidth, latinKeyboard],
];

/** Thrown while reading; `parseExpression` answers it as a value. */
export class Refusal extends Error {
  readonly error: ExpressionError;
  constructor(error: ExpressionError) {
    super(error.message);
    this.error = error;
  }
}

/** The text under a syntax tree. */
export class Source {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  of(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  children(node: SyntaxNode): SyntaxNode[] {
    const found: SyntaxNode[] = [];
    for (let child = node.firstChild; child; child = child.nextSibling) if (!/Comment/.test(child.name)) found.push(child);
    return found;
  }

  child(node: SyntaxNode, index: number): SyntaxNode {
    const child = this.children(node)[index];
    if (!child) throw this.refuse(node, 'syntax', 'The expression is not complete.');
    return child;
  }

  /** The operands of `a and b and c`, however many there are. */
  chain(node: SyntaxNode): SyntaxNode[] {
    const operands: SyntaxNode[] = [];
    let left = node;
    for (; left.name === node.name; left = this.child(left, 0)) operands.push(this.child(left, 2));
    return [...operands, left].reverse();
  }

  refuse(node: SyntaxNode, code: ExpressionError['code'], message: string): Refusal {
    return new Refusal({ code, message, from: node.from, to: node.to });
  }

  /** What a string literal says; a backslash before any other letter stays, as patterns need it. */
  string(node: SyntaxNode): string {
    const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' };
    return this.of(node)
      .slice(1, -1)
      .replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))/g, (_, short?: string, long?: string, letter?: string) =>
        letter === undefined
          ? String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(short ?? long ?? '0', 16)))
          : (escapes[letter] ?? `\\${letter}`),
      );
  }

  private whatIsWrong(at: number): string {
    const [before, found] = [this.text.slice(0, at).trim().slice(-20), this.text.slice(at).trim().slice(0, 20)];
    const unquoted = this.text.replace(/"(?:[^"\\]|\\.)*"/gs, '""');
    const advice = slips.find(([pattern]) => pattern.test(unquoted))?.[1];
    const wrong = found ? `"${found}" was not expected` : 'The expression ends too early';
    return `${wrong}${before ? `, after "${before}"` : ''}.${advice ? ` ${advice}` : ''}`;
  }

  /** Refuses the first place that the grammar could not read. */
  check(top: SyntaxNode): void {
    const cursor = top.cursor();
    do {
      if (!cursor.type.isError) continue;
      if (leftDepth(top) > longestChain) {
        throw this.refuse(
          cursor.node,
          'too-deep',
          `A long chain has at most some ${longestChain} operands; use all([…]), any([…]) or sum([…]).`,
        );
      }
      throw this.refuse(cursor.node, 'syntax', this.whatIsWrong(cursor.from));
    } while (cursor.next());
  }
}

function leftDepth(top: SyntaxNode): number {
  let depth = 0;
  for (let node = top.firstChild; node; node = node.firstChild) depth++;
  return depth;
}
