import type { Json } from '../base/index.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/**
 * A parsed expression as plain data: it can be frozen, hashed and stored.
 * Names are resolved while parsing: a `local` is a numbered slot of the running evaluation.
 */
export type Node =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'local'; readonly slot: number }
  /** A name inside a filter or context: the member of the slot's context, else what the name means outside. */
  | { readonly kind: 'member'; readonly slot: number; readonly name: string; readonly otherwise: Node }
  | { readonly kind: 'arithmetic'; readonly operator: ArithmeticOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'negate'; readonly operand: Node }
  | { readonly kind: 'compare'; readonly operator: ComparisonOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'and' | 'or'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'between'; readonly value: Node; readonly low: Node; readonly high: Node }
  | { readonly kind: 'in'; readonly value: Node; readonly tests: readonly Test[] }
  | { readonly kind: 'if'; readonly condition: Node; readonly consequence: Node; readonly otherwise: Node }
  | { readonly kind: 'path'; readonly object: Node; readonly name: string }
  | { readonly kind: 'filter'; readonly list: Node; readonly slot: number; readonly condition: Node }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'context'; readonly slot: number; readonly entries: readonly Entry[] }
  | { readonly kind: 'for'; readonly iterators: readonly Iterator[]; readonly body: Node }
  | { readonly kind: 'some' | 'every'; readonly iterators: readonly Iterator[]; readonly body: Node }
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Node[] };

export interface Entry {
  readonly name: string;
  readonly value: Node;
}
/** `for name in list`, or `for name in low..high`. */
export interface Iterator {
  readonly slot: number;
  readonly list: Node;
  readonly high?: Node;
}
/** One alternative of `in`. */
export type Test =
  | { readonly kind: 'compareWith'; readonly operator: ComparisonOperator; readonly operand: Node }
  | { readonly kind: 'range'; readonly low: Node; readonly high: Node; readonly openLow: boolean; readonly openHigh: boolean }
  | { readonly kind: 'equalsOrContains'; readonly operand: Node };

/** A parsed expression; plain JSON. */
export interface Expression {
  readonly text: string;
  /** The variables it may read, sorted. */
  readonly reads: readonly string[];
  readonly root: Node;
}

/** Why a text is no expression, and where. */
export interface ExpressionError {
  readonly code:
    | 'empty'
    | 'too-long'
    | 'too-deep'
    | 'syntax'
    | 'not-supported'
    | 'unknown-function'
    | 'wrong-argument-count'
    | 'unknown-name';
  readonly message: string;
  readonly from: number;
  readonly to: number;
}
