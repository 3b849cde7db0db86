import type { Json } from '../base/index.ts';

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';
export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
/** The types of `fortnight:data` whose text is read as a FEEL value. */
export type TextType = 'date' | 'time' | 'dateTime' | 'duration';

/**
 * A parsed expression as plain data: it can be frozen, hashed and stored.
 * Names are resolved while parsing: a `local` is a numbered slot of the running evaluation.
 * Chains (`a + b - c`, `a and b and c`) are flat, however long.
 */
export type Node =
  | { readonly kind: 'literal'; readonly value: Json }
  /** A number of more digits than a double holds. */
  | { readonly kind: 'number'; readonly text: string }
  /** `@"…"`. */
  | { readonly kind: 'temporal'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly as?: TextType }
  | { readonly kind: 'local'; readonly slot: number }
  /** A name inside a filter or context: the member of the slot's context, else what the name means outside. */
  | { readonly kind: 'member'; readonly slot: number; readonly name: string; readonly otherwise: Node }
  | { readonly kind: 'arithmetic'; readonly first: Node; readonly rest: readonly Operation[] }
  | { readonly kind: 'negate'; readonly operand: Node }
  | { readonly kind: 'compare'; readonly operator: ComparisonOperator; readonly left: Node; readonly right: Node }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Node[] }
  | { readonly kind: 'between'; readonly value: Node; readonly low: Node; readonly high: Node }
  | { readonly kind: 'in'; readonly value: Node; readonly tests: readonly Node[] }
  /** `> x`: a test of `in`, elsewhere a range that is open to one side. */
  | { readonly kind: 'test'; readonly operator: ComparisonOperator; readonly operand: Node }
  | {
      readonly kind: 'range';
      readonly low: Node;
      readonly high: Node;
      readonly includesLow: boolean;
      readonly includesHigh: boolean;
    }
  | { readonly kind: 'if'; readonly condition: Node; readonly consequence: Node; readonly otherwise: Node }
  | { readonly kind: 'path'; readonly object: Node; readonly name: string }
  | { readonly kind: 'filter'; readonly list: Node; readonly slot: number; readonly condition: Node }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'context'; readonly slot: number; readonly entries: readonly Entry[] }
  /** `partial`: the slot of the results so far, where the body reads them. */
  | { readonly kind: 'for'; readonly iterators: readonly Iterator[]; readonly partial?: number; readonly body: Node }
  | { readonly kind: 'some' | 'every'; readonly iterators: readonly Iterator[]; readonly body: Node }
  | { readonly kind: 'instanceOf'; readonly value: Node; readonly type: TypeSpec }
  /** Parameters stand in slots from `slot` on. */
  | { readonly kind: 'function'; readonly slot: number; readonly parameters: readonly string[]; readonly body: Node }
  /** A built-in function, its parameters in order. */
  | { readonly kind: 'call'; readonly name: string; readonly parameters: readonly Node[] }
  /** A function of the expression's own. */
  | { readonly kind: 'invoke'; readonly callee: Node; readonly parameters: readonly Node[]; readonly names?: readonly string[] };

export interface Operation {
  readonly operator: ArithmeticOperator;
  readonly operand: Node;
}
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
/** What `instance of` asks for. */
export type TypeSpec =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'list'; readonly of: TypeSpec }
  | { readonly kind: 'context'; readonly members: readonly { readonly name: string; readonly type: TypeSpec }[] };

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
    | 'unknown-parameter'
    | 'unknown-name';
  readonly message: string;
  readonly from: number;
  readonly to: number;
}
