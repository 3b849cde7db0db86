import type { ComputedNode } from './data-node.ts';

const literal =
  /^\s*<(?:[\w.-]+:)?literalExpression\b(?<attributes>[^>]*)>\s*<(?:[\w.-]+:)?text>(?<text>[^<]*)<\/(?:[\w.-]+:)?text>\s*<\/(?:[\w.-]+:)?literalExpression>\s*$/;

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const decode = (text: string): string => text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name] ?? '');

/**
 * Takes the text out of an expression that is DMN's XML for one: a literal expression, in the language that it declares.
 *
 * Any other boxed expression stays as it is written, in DMN's XML, which is refused by name.
 */
export function unboxed(expression: ComputedNode): ComputedNode {
  if (!/\/DMN\/.*\/MODEL/.test(expression.language ?? '')) return expression;
  const { attributes = '', text } = literal.exec(expression.text)?.groups ?? {};
  if (text === undefined) return expression;
  const [, language = 'feel'] = /expressionLanguage="([^"]*)"/.exec(attributes) ?? [];
  return { text: decode(text).trim(), language };
}
