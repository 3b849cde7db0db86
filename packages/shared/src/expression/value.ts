import type { Json } from '../base/index.ts';

/** What an expression reads: names to values. JSON variables, plus the engine's own (`starter`, `loopCounter` …). */
export type Variables = Readonly<Record<string, Json>>;

/** When and where an expression is evaluated; `now()` and `today()` read it, nothing reads a clock. */
export interface EvaluationContext {
  readonly variables: Variables;
  /** Epoch ms UTC. */
  readonly at: number;
  /** IANA name; UTC when absent. */
  readonly timeZone?: string;
}

export type TypeName =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'list'
  | 'context'
  | 'date'
  | 'time'
  | 'date and time'
  | 'years and months duration'
  | 'days and time duration'
  | 'range'
  | 'function';

/** A FEEL value that JSON has no kind for; it lives while an evaluation runs and leaves it as JSON. */
export abstract class Tagged {
  abstract readonly type: TypeName;
}

export interface Context {
  readonly [name: string]: Value;
}
export type Value = null | boolean | number | string | Tagged | readonly Value[] | Context;

export const isContext = (value: Value): value is Context =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Tagged);

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

export function typeOf(value: Value): TypeName {
  if (value === null) return 'null';
  if (isList(value)) return 'list';
  if (value instanceof Tagged) return value.type;
  return typeof value === 'object' ? 'context' : (typeof value as 'boolean' | 'number' | 'string');
}

/** An interval; without an end it goes on for ever to that side. */
export class Range extends Tagged {
  readonly type = 'range';
  readonly low: Value | undefined;
  readonly high: Value | undefined;
  readonly includesLow: boolean;
  readonly includesHigh: boolean;
  constructor(low: Value | undefined, high: Value | undefined, includesLow: boolean, includesHigh: boolean) {
    super();
    this.low = low;
    this.high = high;
    this.includesLow = includesLow;
    this.includesHigh = includesHigh;
  }
}

/** A function literal, closed over the names that it was written among. */
export class FunctionValue extends Tagged {
  readonly type = 'function';
  readonly parameters: readonly string[];
  readonly call: (values: readonly Value[]) => Value;
  constructor(parameters: readonly string[], call: (values: readonly Value[]) => Value) {
    super();
    this.parameters = parameters;
    this.call = call;
  }
}
