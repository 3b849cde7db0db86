import type { SyntaxNode } from '@lezer/common';
import type { ExpressionError } from './tree.ts';

export const maximumDepth = 100;

/** The grammar gives up on longer ones from the 2000th character on. */
const longestChain = 300;

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
      const found = this.text.slice(cursor.from).trim().slice(0, 20);
      throw this.refuse(cursor.node, 'syntax', found ? `"${found}" was not expected here.` : 'The expression is not complete.');
    } while (cursor.next());
  }
}

function leftDepth(top: SyntaxNode): number {
  let depth = 0;
  for (let node = top.firstChild; node; node = node.firstChild) depth++;
  return depth;
}
