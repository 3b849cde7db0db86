/** A JUEL expression as a tree: the part of the language that other engines' files are written in. */
export type Juel =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly text: string }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'member'; readonly object: Juel; readonly name: string }
  | { readonly kind: 'index'; readonly object: Juel; readonly index: Juel }
  | { readonly kind: 'method'; readonly object: Juel; readonly name: string; readonly parameters: readonly Juel[] }
  | { readonly kind: 'function'; readonly name: string; readonly parameters: readonly Juel[] }
  | { readonly kind: 'not'; readonly operand: Juel }
  | { readonly kind: 'empty'; readonly operand: Juel }
  | { readonly kind: 'minus'; readonly operand: Juel }
  | { readonly kind: 'and' | 'or'; readonly left: Juel; readonly right: Juel }
  | { readonly kind: 'compare'; readonly operator: Comparison; readonly left: Juel; readonly right: Juel }
  | { readonly kind: 'arithmetic'; readonly operator: Arithmetic; readonly left: Juel; readonly right: Juel }
  | { readonly kind: 'choice'; readonly condition: Juel; readonly yes: Juel; readonly no: Juel };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type Arithmetic = '+' | '-' | '*' | '/' | '%';
